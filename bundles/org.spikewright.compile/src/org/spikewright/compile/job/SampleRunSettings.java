package org.spikewright.compile.job;

import org.spikewright.compile.Settings;

/**
 * What a simulate job sets whose network has layers: it runs sample by sample.
 *
 * @param samples how many, the first ones
 * @param step length of a time step in seconds
 */
public record SampleRunSettings(int samples, long seed, double step) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static SampleRunSettings of(Settings settings) {
        return new SampleRunSettings(settings.neededCount("samples"), settings.count("seed").orElse(1), settings.neededQuantity("step"));
    }
}
