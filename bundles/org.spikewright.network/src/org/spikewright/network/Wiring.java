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
    private final boolean joinsWeights;
    private final Map<Layer, Integer> places = new IdentityHashMap<>();
    /** For each layer, from where its elements come: seen by neurons, and by weights that can hold what lies between. */
    private final List<List<Inflow.Way>> byNeurons = new ArrayList<>();
    private final List<List<Inflow.Way>> byWeights = new ArrayList<>();
    private final Map<Layer, Inflow> inflows = new IdentityHashMap<>();

    private Wiring(Network network, boolean joinsWeights) {
        this.network = network;
        this.joinsWeights = joinsWeights;
        for (int place = 0; place < network.layers().size(); place++) {
            places.put(network.layers().get(place), place);
        }
    }

    /**
     * The connections that weights are stored for: each neuron's to what the weights right before it sum over, or to the neuron or
     * input before it where there are none.
     */
    public static Wiring ofWeights(Network network) {
        return new Wiring(network, false);
    }

    /**
     * The connections that a chip needs, on which nothing lies between neurons but weights: weights behind weights are one, with what
     * is linear between them, and a connection counts once in however many ways it leads from one place to another.
     */
    public static Wiring ofChip(Network network) {
        return new Wiring(network, true);
    }

    /** The connections that end at the neurons of a layer of this network. */
    public Inflow into(Layer neurons) {
        return inflows.computeIfAbsent(neurons, layer -> {
            for (int place = byNeurons.size(), last = places.get(layer); place < last; place++) {
                add(network.layers().get(place));
            }
            return new Inflow(behind(layer, layer.connectivity(network).inputs(), byNeurons));
        });
    }

    private void add(Layer layer) {
        Connectivity connectivity = layer.connectivity(network);
        List<Links> inputs = connectivity.inputs();
        List<Inflow.Way> itself = List.of(new Inflow.Way(layer, Links.oneToOne(layer.shape().size())));
        switch (connectivity.role()) {
            case SOURCE -> add(itself, itself);
            case CONSTANT -> add(List.of(), List.of());
            case WEIGHTED -> {
                boolean areStored = inputs.size() == 1;
                List<Inflow.Way> summed = joinsWeights && areStored ? behind(layer, inputs, byWeights)
                        : List.of(new Inflow.Way(network.layers().get(layer.inputs().getFirst()), connectivity.summed().getFirst()));
                add(summed, areStored ? summed : itself);
            }
            case LINEAR -> add(behind(layer, inputs, byNeurons), joinsWeights ? behind(layer, inputs, byWeights) : List.of());
            case NONLINEAR -> add(behind(layer, inputs, byNeurons), itself);
        }
    }

    private void add(List<Inflow.Way> seenByNeurons, List<Inflow.Way> seenByWeights) {
        byNeurons.add(seenByNeurons);
        byWeights.add(seenByWeights);
    }

    /** The ways to what a layer receives, behind its own links to that; those that have the same connections are one. */
    private List<Inflow.Way> behind(Layer layer, List<Links> inputs, List<List<Inflow.Way>> before) {
        Map<Layer, List<Inflow.Way>> bySource = new IdentityHashMap<>();
        List<Layer> sources = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            for (Inflow.Way way : before.get(layer.inputs().get(input))) {
                Links links = inputs.get(input).after(way.links());
                List<Inflow.Way> known = bySource.computeIfAbsent(way.source(), source -> {
                    sources.add(source);
                    return new ArrayList<>();
                });
                join(known, links == way.links() ? way : new Inflow.Way(way.source(), links));
            }
        }
        return sources.stream().flatMap(source -> bySource.get(source).stream()).toList();
    }

    private void join(List<Inflow.Way> known, Inflow.Way way) {
        if (joinsWeights && !known.isEmpty()) {
            known.set(0, new Inflow.Way(way.source(), known.getFirst().links().or(way.links())));
        } else if (known.stream().noneMatch(other -> other.links() == way.links())) {
            known.add(way);
        }
    }
}
