package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.record.Measure;

/** Under which metric a job of the model gives a measure. */
public final class Measures {

    private Measures() {
    }

    /** The metric of a job that holds a measure; empty if it gives none. */
    public static Optional<String> of(Job job, Measure measure) {
        return switch (job) {
            case TrainJob _ -> measure.metric("train");
            case EvaluateJob _ -> measure.metric("evaluate");
            case MapJob _ -> measure.metric("map");
            case SimulateJob simulate when !hasPopulations(simulate) -> measure.metric("simulate");
            case null, default -> Optional.empty();
        };
    }

    private static boolean hasPopulations(Job job) {
        return JobParts.network(job) != null && !JobParts.network(job).getPopulations().isEmpty();
    }
}
