package org.spikewright.jobs.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.spikewright.compile.JobParts;
import org.spikewright.language.ModelFile;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.Job;

/** Which jobs run, each after those it depends on. */
public final class JobOrder {

    private JobOrder() {
    }

    /** All jobs of a file, in its order. */
    public static List<Job> all(ModelFile model) {
        return model.model().stream().flatMap(file -> file.getDeclarations().stream()).filter(Job.class::isInstance)
                .map(Job.class::cast).toList();
    }

    /**
     * The named jobs, or all, with what they depend on.
     *
     * @throws IllegalArgumentException if a name is unknown; the message lists the known ones
     */
    public static List<Job> of(ModelFile model, List<String> names) {
        List<Job> all = all(model);
        Set<Job> order = new LinkedHashSet<>();
        for (String name : names.isEmpty() ? all.stream().map(Job::getName).toList() : names) {
            add(all.stream().filter(job -> name.equals(job.getName())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no job '" + name + "'; the jobs are "
                            + String.join(", ", all.stream().map(Job::getName).toList()))), order);
        }
        return List.copyOf(order);
    }

    private static void add(Job job, Set<Job> order) {
        if (order.contains(job)) {
            return;
        }
        if (JobParts.weights(job) != null) {
            add(JobParts.weights(job), order);
        }
        if (job instanceof CompareJob compare) {
            compare.getCompared().forEach(compared -> add(compared, order));
        }
        order.add(job);
    }
}
