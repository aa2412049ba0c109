package org.spikewright.network;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Links;

/** Where the connections into layers of neurons come from, through the layers between. */
public final class Wiring {

    private final Network network;
    private final boolean throughWeights;
    private final Map<Layer, Integer> places = new IdentityHashMap<>();
    /** For each layer, from where its elements come, seen by what receives them. */
    private final List<List<Inflow.Way>> ways = new ArrayList<>();
    private final Map<Layer, Inflow> inflows = new IdentityHashMap<>();

    private Wiring(Network network, boolean throughWeights) {
        this.network = network;
        this.throughWeights = throughWeights;
        for (int place = 0; place < network.layers().size(); place++) {
            places.put(network.layers().get(place), place);
        }
    }

    /**
     * The connections that weights are stored for: each neuron's to what the weights right before it sum over, or to the neuron or
     * input before it where there are none.
     */
    public static Wiring byWeights(Network network) {
        return new Wiring(network, false);
    }

    /**
     * The connections that a chip needs, which has neurons only: each neuron's to those neurons and inputs that reach it through
     * whatever lies between, once where they do so in several ways.
     */
    public static Wiring bySpikes(Network network) {
        return new Wiring(network, true);
    }

    /** The connections that end at the neurons of a layer of this network. */
    public Inflow into(Layer neurons) {
        return inflows.computeIfAbsent(neurons, layer -> {
            for (int place = ways.size(), last = places.get(layer); place < last; place++) {
                ways.add(from(network.layers().get(place)));
            }
            return new Inflow(before(layer, layer.connectivity(network).inputs()));
        });
    }

    private List<Inflow.Way> from(Layer layer) {
        Connectivity connectivity = layer.connectivity(network);
        return switch (connectivity.role()) {
            case SOURCE -> List.of(new Inflow.Way(layer, Links.oneToOne(layer.shape().size())));
            case CONSTANT -> List.of();
            case WEIGHTED -> throughWeights ? before(layer, connectivity.inputs())
                    : List.of(new Inflow.Way(network.layers().get(layer.inputs().getFirst()), connectivity.summed().getFirst()));
            case PASSING -> before(layer, connectivity.inputs());
        };
    }

    /** The ways to what a layer receives, behind its own links to that. */
    private List<Inflow.Way> before(Layer layer, List<Links> inputs) {
        List<Inflow.Way> found = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            for (Inflow.Way way : ways.get(layer.inputs().get(input))) {
                add(found, new Inflow.Way(way.source(), inputs.get(input).after(way.links())));
            }
        }
        return found;
    }

    /** Adds a way; what has the same connections already is the same way. */
    private void add(List<Inflow.Way> found, Inflow.Way way) {
        for (int i = 0; i < found.size(); i++) {
            Inflow.Way other = found.get(i);
            if (other.source() == way.source() && (throughWeights || other.links() == way.links())) {
                found.set(i, new Inflow.Way(way.source(), other.links().or(way.links())));
                return;
            }
        }
        found.add(way);
    }
}
