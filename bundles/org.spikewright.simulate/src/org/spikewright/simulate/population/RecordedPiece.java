package org.spikewright.simulate.population;

import java.util.List;

/**
 * What was recorded in some steps.
 *
 * @param from the first step
 * @param to the step after the last
 * @param spikes of each population whose spikes are recorded, in the order of the network; steps are those of the simulation
 * @param samples of each other recorder, in the order of the task, taken after {@code from} steps and up to {@code to}; a rate
 *                belongs to where its bin ends
 */
public record RecordedPiece(long from, long to, List<Raster> spikes, List<Samples> samples) {

    public RecordedPiece {
        spikes = List.copyOf(spikes);
        samples = List.copyOf(samples);
    }
}
