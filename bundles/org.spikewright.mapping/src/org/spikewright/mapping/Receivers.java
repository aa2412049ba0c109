package org.spikewright.mapping;

import java.util.Arrays;
import org.spikewright.chip.Synapses;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;

/**
 * Which spikes of a source reach a part. Neurons behind weights receive from all of the source; those that follow it one to one
 * receive from the neuron of the same index each.
 */
final class Receivers {

    private Receivers() {
    }

    /** How many neurons of a part each neuron of a source reaches. */
    static int[] targets(Network network, Part part, Layer source) {
        int[] targets = new int[source.shape().size()];
        for (Part.Slice slice : part.slices()) {
            if (Synapses.source(network, slice.layer()) != source) {
                continue;
            }
            if (Synapses.weighted(network, slice.layer()).isPresent()) {
                Arrays.setAll(targets, neuron -> targets[neuron] + slice.size());
            } else {
                for (int neuron = slice.from(); neuron < slice.to(); neuron++) {
                    targets[neuron]++;
                }
            }
        }
        return targets;
    }
}
