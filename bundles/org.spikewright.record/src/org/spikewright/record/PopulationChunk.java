package org.spikewright.record;

import java.util.List;

/**
 * What was recorded of populations in some steps. Steps count from the start of the recording.
 *
 * @param from the first step
 * @param to the step after the last
 * @param spikes of the outlined populations
 * @param samples of what else is outlined: {@code [sample][index]}, in SI units
 */
public record PopulationChunk(int from, int to, List<PopulationRecord.Spikes> spikes, List<float[][]> samples) {

    public PopulationChunk {
        spikes = List.copyOf(spikes);
        samples = List.copyOf(samples);
    }
}
