package org.spikewright.compile.job;

import java.util.List;
import org.spikewright.compile.Settings;
import org.spikewright.train.Averaging;
import org.spikewright.train.Clipping;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Part;
import org.spikewright.train.Regulariser;
import org.spikewright.train.Schedule;
import org.spikewright.train.TrainingOptions;

/**
 * What a train job sets.
 *
 * @param step length of a time step in seconds
 * @param options what else is set
 * @param called the functions that were called for it
 */
public record TrainSettings(Loss loss, Optimizer optimizer, Schedule schedule, LearningRule rule, int epochs, int batch, long seed,
        double step, TrainingOptions options, List<Called> called) {

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
                settings.neededQuantity("step"), options(settings), settings.called());
    }

    private static TrainingOptions options(Settings settings) {
        return new TrainingOptions(settings.values("regularise", Regulariser.class), settings.value("clip", Clipping.class).orElse(Clipping.NONE),
                settings.value("average", Averaging.class).orElse(Averaging.NONE), (int) settings.count("patience").orElse(0),
                settings.truth("best"), settings.values("freeze", Part.class));
    }
}
