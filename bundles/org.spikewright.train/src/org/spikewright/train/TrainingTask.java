package org.spikewright.train;

import java.util.Objects;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Encoder;
import org.spikewright.network.Network;

/**
 * All that a training run is determined by.
 *
 * @param name of the job, for progress reports
 * @param network what learns
 * @param data what it learns from and is tested on
 * @param encoder how samples become input over time
 * @param loss what is made small
 * @param optimizer how weights follow their gradients
 * @param schedule how the learning rate changes
 * @param rule where the gradients come from
 * @param epochs passes over the training samples, at least 1
 * @param batch samples for each change of the weights, at least 1
 * @param seed of all that is random
 * @param threads how many threads share the work; no effect on the result
 * @param dt time step in seconds
 * @param options what else it has
 */
public record TrainingTask(String name, Network network, DataSet data, Encoder encoder, Loss loss, Optimizer optimizer,
        Schedule schedule, LearningRule rule, int epochs, int batch, long seed, int threads, double dt, TrainingOptions options) {

    public TrainingTask {
        Objects.requireNonNull(network);
        Objects.requireNonNull(data);
        Objects.requireNonNull(encoder);
        Objects.requireNonNull(loss);
        Objects.requireNonNull(optimizer);
        Objects.requireNonNull(schedule);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(options);
        positive("epochs", epochs);
        positive("batch", batch);
        positive("threads", threads);
    }

    /** Without options. */
    public TrainingTask(String name, Network network, DataSet data, Encoder encoder, Loss loss, Optimizer optimizer, Schedule schedule,
            LearningRule rule, int epochs, int batch, long seed, int threads, double dt) {
        this(name, network, data, encoder, loss, optimizer, schedule, rule, epochs, batch, seed, threads, dt, TrainingOptions.NONE);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }
}
