package org.spikewright.chip;

import java.util.Optional;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Operator;

/** How a layer's neurons are connected to the neurons before them, seen from the chip. */
public final class Synapses {

    private Synapses() {
    }

    /**
     * How many sources each neuron of the layer receives from: those of the weighted layer before it, or one where there is
     * none.
     */
    public static int fanIn(Network network, Layer layer) {
        return weighted(network, layer).map(dense -> before(network, dense).shape().size()).orElse(1);
    }

    /**
     * The layer whose spikes the layer receives: neurons or the input.
     *
     * @param layer a layer of neurons
     */
    public static Layer source(Network network, Layer layer) {
        Layer at = before(network, layer);
        while (!(at.operator() instanceof Operator.Neurons || at.operator() instanceof Operator.Input)) {
            at = before(network, at);
        }
        return at;
    }

    /** The weighted layer between the layer and its {@linkplain #source source}, if there is one. */
    public static Optional<Layer> weighted(Network network, Layer layer) {
        Layer at = before(network, layer);
        while (!(at.operator() instanceof Operator.Neurons || at.operator() instanceof Operator.Input)) {
            if (at.operator() instanceof Operator.Dense) {
                return Optional.of(at);
            }
            at = before(network, at);
        }
        return Optional.empty();
    }

    private static Layer before(Network network, Layer layer) {
        return network.layers().get(layer.inputs().getFirst());
    }
}
