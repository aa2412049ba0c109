package org.spikewright.language.scoping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.spikewright.compile.Arguments;
import org.spikewright.compile.Claims;
import org.spikewright.compile.JobParts;
import org.spikewright.compile.Type;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Reference;
import org.spikewright.model.job.Claim;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Network;

/** What metrics can be of: jobs, and the populations and layers of their networks. */
final class MeasuredNames {

    private MeasuredNames() {
    }

    /** Whether a place is in a line of what is expected; where nothing is written yet, that may be the job. */
    static boolean areIn(EObject context) {
        return context instanceof Job || EcoreUtil2.getContainerOfType(context, Claim.class) != null;
    }

    /**
     * What may be named at a place in such a line.
     *
     * @param call of which it is an argument, if it is one
     */
    static List<Named> of(EObject context, Optional<Type> expected, Reference call) {
        Job job = EcoreUtil2.getContainerOfType(context, Job.class);
        if (expected.isEmpty() || job == null) {
            return List.of();
        }
        if (expected.get().equals(Type.JOB)) {
            return List.copyOf(Claims.jobs(job));
        }
        boolean layers = expected.get().equals(Type.NEURONS);
        if (!layers && !expected.get().equals(Type.POPULATION)) {
            return List.of();
        }
        Set<Named> names = new LinkedHashSet<>();
        for (Job one : named(call).map(List::of).orElseGet(() -> Claims.jobs(job))) {
            Network network = one.eIsProxy() ? null : JobParts.network(one);
            if (network != null) {
                names.addAll(network.getPopulations());
                names.addAll(layers ? network.getNodes() : List.of());
                names.addAll(layers ? network.getGroups() : List.of());
            }
        }
        return List.copyOf(names);
    }

    /** The job that a call names. */
    private static Optional<Job> named(Reference call) {
        return call == null ? Optional.empty() : call.getArguments().stream()
                .filter(argument -> Optional.ofNullable(Arguments.parameter(argument)).filter(Arguments::isOptional).isPresent())
                .filter(argument -> argument.getValue() instanceof Reference).map(argument -> ((Reference) argument.getValue()).getTarget())
                .filter(Job.class::isInstance).map(Job.class::cast).findFirst();
    }
}
