package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.job.VerifyJob;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;

/** Under which metric a job of the model gives a measure. */
public final class Measures {

    private Measures() {
    }

    /** The metric of a job that holds a measure of the whole of it; empty if it gives none. */
    public static Optional<Metric> ofWhole(Job job, Measure measure) {
        return of(job, measure).filter(metric -> metric.of() == Metric.Of.JOB);
    }

    /** The metric of a job that holds a measure, of the whole or of each part; empty if it gives none. */
    static Optional<Metric> of(Job job, Measure measure) {
        return switch (job) {
            case TrainJob _ -> measure.metric("train").filter(metric -> isGiven(metric, job));
            case EvaluateJob _ -> measure.metric("evaluate").filter(metric -> isGiven(metric, job));
            case VerifyJob _ -> measure.metric("verify");
            case MapJob _ -> measure.metric("map");
            case SimulateJob simulate -> measure.metric(hasPopulations(simulate) ? "populations" : "simulate");
            case ExploreJob _ -> measure.metric("explore");
            case null, default -> Optional.empty();
        };
    }

    /** Whether a metric does not count right answers, or there are classes. */
    private static boolean isGiven(Metric metric, Job job) {
        return !Metric.OF_CLASSES.contains(metric) || !SampleChecks.areNumbers(job);
    }

    private static boolean hasPopulations(Job job) {
        return JobParts.network(job) != null && !JobParts.network(job).getPopulations().isEmpty();
    }
}
