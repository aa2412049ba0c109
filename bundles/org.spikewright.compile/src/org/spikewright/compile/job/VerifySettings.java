package org.spikewright.compile.job;

import org.spikewright.compile.Settings;

/**
 * What a verify job sets.
 *
 * @param vectors the file of arrays, as the model says it
 * @param step length of a time step in seconds
 */
public record VerifySettings(String vectors, double step) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static VerifySettings of(Settings settings) {
        return new VerifySettings(settings.text("vectors"), settings.neededQuantity("step"));
    }
}
