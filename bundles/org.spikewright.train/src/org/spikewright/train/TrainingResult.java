package org.spikewright.train;

import java.util.List;
import java.util.Optional;
import org.spikewright.network.Weights;

/**
 * What a training run leaves, or has reached so far.
 *
 * @param weights after the last whole batch
 * @param history the epochs that were done
 * @param test the test after the last epoch that was done
 * @param complete whether all epochs were done; otherwise the run was cancelled
 */
public record TrainingResult(Weights weights, List<EpochMetrics> history, Optional<TestResult> test, boolean complete) {

    public TrainingResult {
        history = List.copyOf(history);
    }
}
