package org.spikewright.compile.job;

import java.util.List;
import org.spikewright.compile.Settings;
import org.spikewright.record.Measure;

/**
 * What a compare job sets.
 *
 * @param measure what is compared; all that the jobs share if empty
 */
public record CompareSettings(List<Measure> measure) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one makes no value; the message says why
     */
    public static CompareSettings of(Settings settings) {
        return new CompareSettings(settings.values("measure", Measure.class));
    }
}
