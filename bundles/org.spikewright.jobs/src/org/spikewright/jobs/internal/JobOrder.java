package org.spikewright.jobs.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.language.ModelFile;

/** Which jobs run, each after those it depends on. */
public final class JobOrder {

    private JobOrder() {
    }

    /**
     * The named jobs, or all, with what they depend on.
     *
     * @throws IllegalArgumentException if a name is unknown, or two jobs have the same; the message says which
     */
    public static List<DeclaredJob> of(ModelFile model, List<String> names) {
        List<DeclaredJob> all = model.jobs();
        Set<DeclaredJob> order = new LinkedHashSet<>();
        for (String name : names.isEmpty() ? all.stream().map(DeclaredJob::name).toList() : names) {
            add(all.stream().filter(job -> name.equals(job.name())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no job '" + name + "'; the jobs are "
                            + String.join(", ", all.stream().map(DeclaredJob::name).toList()))), order);
        }
        for (DeclaredJob job : order) {
            if (order.stream().anyMatch(other -> other != job && other.name().equals(job.name()))) {
                throw new IllegalArgumentException("two jobs of different files are both called '" + job.name()
                        + "', and a run keeps what they give by their names; rename one, or run them apart");
            }
        }
        return List.copyOf(order);
    }

    /** A job with what it depends on. */
    static List<DeclaredJob> of(DeclaredJob job) {
        Set<DeclaredJob> order = new LinkedHashSet<>();
        add(job, order);
        return List.copyOf(order);
    }

    private static void add(DeclaredJob job, Set<DeclaredJob> order) {
        if (!order.contains(job)) {
            job.needed().forEach(needed -> add(needed, order));
            order.add(job);
        }
    }
}
