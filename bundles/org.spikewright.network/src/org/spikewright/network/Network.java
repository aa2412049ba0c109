package org.spikewright.network;

import java.util.List;

/**
 * A layered network: an acyclic graph of layers in an order in which each comes after those it receives from.
 *
 * @param name its name in the model
 * @param layers in order; the first is the {@link Operator.Input}
 * @param output index of the layer whose output is read
 */
public record Network(String name, List<Layer> layers, int output) {

    public Network {
        layers = List.copyOf(layers);
        for (int i = 0; i < layers.size(); i++) {
            for (int input : layers.get(i).inputs()) {
                if (input < 0 || input >= i) {
                    throw new IllegalArgumentException("layer " + layers.get(i).name() + " receives from a later one");
                }
            }
        }
    }

    /** All learnable arrays, in the order of the layers. */
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters(this).stream()).toList();
    }

    /** How many learnable numbers. */
    public long parameterCount() {
        return parameters().stream().mapToLong(parameter -> parameter.shape().size()).sum();
    }
}
