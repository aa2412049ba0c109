package org.spikewright.jobs.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.spikewright.common.Work;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.compile.job.CompareSpec;
import org.spikewright.jobs.JobException;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;

/**
 * Sets side by side what jobs gave: each metric that is asked for, under the name that it has in each of them, or all that they share.
 */
final class CompareRunner implements JobRunner<CompareSpec> {

    @Override
    public Class<CompareSpec> kind() {
        return CompareSpec.class;
    }

    @Override
    public Map<String, Object> run(CompareSpec job, RunContext context, Work work) {
        List<Measure> wanted = job.settings().measure();
        Map<String, Object> comparison = new TreeMap<>();
        if (wanted.isEmpty()) {
            Set<String> shared = new TreeSet<>(context.metrics(job.compared().getFirst().name()).keySet());
            job.compared().forEach(one -> shared.retainAll(context.metrics(one.name()).keySet()));
            shared.forEach(metric -> job.compared().forEach(one -> put(metric, one, context, comparison)));
        }
        for (Measure measure : wanted) {
            job.compared().forEach(one -> one.metric(measure).map(Metric::name)
                    .filter(context.metrics(one.name())::containsKey).ifPresent(metric -> put(metric, one, context, comparison)));
        }
        if (comparison.isEmpty()) {
            throw new JobException(job.location(), "the jobs that '" + job.name() + "' compares share no metric");
        }
        return comparison;
    }

    private static void put(String metric, DeclaredJob one, RunContext context, Map<String, Object> comparison) {
        comparison.put(metric + "." + one.name(), context.metrics(one.name()).get(metric));
    }
}
