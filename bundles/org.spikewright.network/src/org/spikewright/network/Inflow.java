package org.spikewright.network;

import java.util.List;
import org.spikewright.network.operator.Links;

/**
 * All connections that end at the neurons of a layer.
 *
 * @param ways from where they come
 */
public record Inflow(List<Way> ways) {

    /**
     * Connections from one layer.
     *
     * @param source where they begin
     * @param links which of its elements each neuron is connected to
     */
    public record Way(Layer source, Links links) {
    }

    public Inflow {
        ways = List.copyOf(ways);
    }

    /** Connections that end at one neuron. */
    public long fanIn(int neuron) {
        long connections = 0;
        for (Way way : ways) {
            connections += way.links().fanIn(neuron);
        }
        return connections;
    }

    /** The most connections that end at one neuron. */
    public long mostIn() {
        if (ways.size() <= 1) {
            return ways.stream().mapToLong(way -> way.links().mostIn()).sum();
        }
        long most = 0;
        for (int neuron = 0; neuron < ways.getFirst().links().outputs(); neuron++) {
            most = Math.max(most, fanIn(neuron));
        }
        return most;
    }

    /** Connections into all neurons. */
    public long synapses() {
        return ways.stream().mapToLong(way -> way.links().count()).sum();
    }
}
