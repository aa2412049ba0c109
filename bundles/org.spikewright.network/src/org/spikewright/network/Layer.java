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
            case Operator.Convolution convolution -> convolution(convolution, incoming(network));
            case Operator.Normalisation normalisation -> {
                Shape incoming = incoming(network);
                Shape channels = Shape.of(incoming.extent(normalisation.kind() == Operator.Normalisation.Kind.BATCH ? 0 : -1));
                yield List.of(new Parameter(name + ".scale", channels, 1), new Parameter(name + ".shift", channels, 1));
            }
            default -> List.of();
        };
    }

    private List<Parameter> convolution(Operator.Convolution convolution, Shape incoming) {
        int[] extents = new int[2 + convolution.kernel().size()];
        extents[0] = convolution.channels();
        extents[1] = incoming.extent(0) / convolution.groups();
        for (int axis = 2; axis < extents.length; axis++) {
            extents[axis] = convolution.kernel().get(axis - 2);
        }
        Shape shape = Shape.of(extents);
        int fanIn = shape.size() / convolution.channels();
        Parameter weight = new Parameter(name + ".weight", shape, fanIn);
        return convolution.bias() ? List.of(weight, new Parameter(name + ".bias", Shape.of(convolution.channels()), fanIn))
                : List.of(weight);
    }

    private Shape incoming(Network network) {
        return network.layers().get(inputs.getFirst()).shape();
    }
}
