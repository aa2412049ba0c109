package org.spikewright.compile.job;

import java.util.List;
import org.spikewright.compile.Settings;
import org.spikewright.record.Measure;

/**
 * What a compare job sets.
 *
 * @param measure what is compared; all that the jobs share if empty
 */
public record CompareSpec(List<Measure> measure) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one makes no value; the message says why
     */
    public static CompareSpec of(Settings settings) {
        return new CompareSpec(settings.values("measure", Measure.class));
    }
}
