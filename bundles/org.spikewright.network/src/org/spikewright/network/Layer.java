package org.spikewright.network;

import java.util.List;
import org.spikewright.common.Location;

/**
 * One layer of a layered network.
 *
 * @param name unique within the network, for instance {@code hidden} or {@code hidden.dense}
 * @param operator what it does
 * @param inputs the indices of the layers it receives from, each smaller than its own index
 * @param shape of what it sends on
 * @param location where it stands in the model's text
 */
public record Layer(String name, Operator operator, List<Integer> inputs, Shape shape, Location location) {

    public Layer {
        inputs = List.copyOf(inputs);
    }

    /** The layer's learnable arrays. */
    public List<Parameter> parameters(Network network) {
        return switch (operator) {
            case Operator.Dense dense -> {
                int fanIn = network.layers().get(inputs.getFirst()).shape().size();
                Parameter weight = new Parameter(name + ".weight", Shape.of(dense.units(), fanIn), fanIn);
                yield dense.bias() ? List.of(weight, new Parameter(name + ".bias", Shape.of(dense.units()), fanIn))
                        : List.of(weight);
            }
            case Operator.Input _ -> List.of();
            case Operator.Flatten _ -> List.of();
            case Operator.Neurons _ -> List.of();
        };
    }
}
