package org.spikewright.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Reference;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;

/** Finds declarations that depend on themselves, be it through others. */
final class Circles {

    private Circles() {
    }

    /** Whether a function's formula, or the default of one of its parameters, calls it again. */
    static boolean has(Function function) {
        Set<Function> seen = new HashSet<>();
        Deque<Function> open = new ArrayDeque<>(Set.of(function));
        while (!open.isEmpty()) {
            for (Iterator<EObject> parts = EcoreUtil.getAllProperContents(open.pop(), false); parts.hasNext();) {
                if (parts.next() instanceof Reference reference && reference.getTarget() instanceof Function called && !called.eIsProxy()) {
                    if (called == function) {
                        return true;
                    }
                    if (called.getFormula() != null && seen.add(called)) {
                        open.push(called);
                    }
                }
            }
        }
        return false;
    }

    /** The first job of those that a job needs, itself included, that needs itself again: it can never start. */
    static Optional<Job> of(Job job) {
        return circular(job, new ArrayDeque<>(), new HashSet<>());
    }

    private static Optional<Job> circular(Job job, Deque<Job> path, Set<Job> done) {
        if (path.contains(job)) {
            return Optional.of(job);
        }
        if (job.eIsProxy() || !done.add(job)) {
            return Optional.empty();
        }
        path.push(job);
        for (Job needed : needed(job)) {
            Optional<Job> found = circular(needed, path, done);
            if (found.isPresent()) {
                return found;
            }
        }
        path.pop();
        return Optional.empty();
    }

    private static Iterable<Job> needed(Job job) {
        return switch (job) {
            case ExploreJob explore -> Optional.ofNullable(explore.getExplored()).stream().toList();
            case CompareJob compare -> compare.getCompared();
            default -> JobParts.sources(job);
        };
    }
}
