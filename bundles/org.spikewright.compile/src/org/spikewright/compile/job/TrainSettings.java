package org.spikewright.compile.job;

import java.util.List;
import org.spikewright.compile.Settings;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Schedule;

/**
 * What a train job sets.
 *
 * @param step length of a time step in seconds
 * @param called the functions that were called for it
 */
public record TrainSettings(Loss loss, Optimizer optimizer, Schedule schedule, LearningRule rule, int epochs, int batch, long seed,
        double step, List<Called> called) {

    public TrainSettings {
        called = List.copyOf(called);
    }

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static TrainSettings of(Settings settings) {
        return new TrainSettings(settings.needed("loss", Loss.class), settings.needed("optimizer", Optimizer.class),
                settings.needed("schedule", Schedule.class), settings.needed("rule", LearningRule.class),
                settings.neededCount("epochs"), settings.neededCount("batch"), settings.count("seed").orElse(1),
                settings.neededQuantity("step"), settings.called());
    }
}
