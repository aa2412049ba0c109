package org.spikewright.mapping;

import java.util.List;
import org.spikewright.chip.Chip;
import org.spikewright.network.Network;
import org.spikewright.network.SpikeTrains;

/**
 * What to map.
 *
 * @param network the layers
 * @param chip where to
 * @param weightBits the width of a weight on the chip
 * @param objective what to make small
 * @param spikes what each layer fired in a recorded run, the input included; a value that is not 0 is one spike, a graded one
 * @param samples how many samples that run had
 * @param steps how many time steps each
 */
public record MappingTask(Network network, Chip chip, int weightBits, Objective objective, List<SpikeTrains> spikes, int samples,
        int steps) {

    public MappingTask {
        spikes = List.copyOf(spikes);
    }

    /** The recorded spikes of a layer. */
    SpikeTrains spikesOf(String layer) {
        return spikes.stream().filter(trains -> trains.layer().equals(layer)).findFirst()
                .orElseGet(() -> new SpikeTrains(layer, 0, new int[0], new int[0], new int[0]));
    }
}
