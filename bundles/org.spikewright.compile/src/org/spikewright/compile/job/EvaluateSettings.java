package org.spikewright.compile.job;

import java.util.List;
import java.util.OptionalLong;
import org.spikewright.compile.Settings;
import org.spikewright.record.Measure;

/**
 * What an evaluate job sets.
 *
 * @param samples how many test samples, the first ones; all if empty
 * @param measure what is asked for by name
 * @param step length of a time step in seconds
 */
public record EvaluateSettings(OptionalLong samples, List<Measure> measure, long seed, double step) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static EvaluateSettings of(Settings settings) {
        return new EvaluateSettings(settings.count("samples"), settings.values("measure", Measure.class), settings.count("seed").orElse(1),
                settings.neededQuantity("step"));
    }
}
