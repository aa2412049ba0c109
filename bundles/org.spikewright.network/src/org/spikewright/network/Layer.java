package org.spikewright.network;

import java.util.ArrayList;
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
 * @param owner the name that its stored numbers go by; several layers of one owner share them
 */
public record Layer(String name, Operator operator, List<Integer> inputs, Shape shape, Location location, String owner) {

    public Layer {
        inputs = List.copyOf(inputs);
    }

    /** A layer with numbers of its own. */
    public Layer(String name, Operator operator, List<Integer> inputs, Shape shape, Location location) {
        this(name, operator, inputs, shape, location, name);
    }

    /** The arrays that the layer stores, learnable or not. */
    public List<Parameter> parameters(Network network) {
        return parameters(operator, network);
    }

    private List<Parameter> parameters(Operator of, Network network) {
        return switch (of) {
            case Operator.Dense dense -> {
                int fanIn = incoming(network).extent(-1);
                yield weighted(Shape.of(dense.units(), fanIn), fanIn, dense.bias());
            }
            case Operator.Convolution convolution -> convolution(convolution, incoming(network));
            case Operator.Normalisation normalisation -> {
                Shape channels = Shape.of(incoming(network).extent(normalisation.kind() == Operator.Normalisation.Kind.BATCH ? 0 : -1));
                yield List.of(new Parameter(owner + ".scale", channels, 1), new Parameter(owner + ".shift", channels, 1));
            }
            case Operator.Tensor tensor -> List.of(new Parameter(owner + ".value", shape, 1, tensor.learned()));
            case Operator.Embedding embedding -> List.of(
                    new Parameter(owner + ".weight", Shape.of(embedding.count(), embedding.units()), 1));
            case Operator.HashGrid grid -> List.of(
                    new Parameter(owner + ".weight", Shape.of(grid.levels(), grid.entries(), grid.features()), 1));
            case Operator.Neurons neurons -> neurons.varied().stream().map(varied -> new Parameter(owner + "." + varied.parameter(),
                    varied.each() ? shape : Shape.of(1), 1, varied.learned())).toList();
            case Operator.Quantised quantised -> {
                List<Parameter> all = new ArrayList<>(parameters(quantised.layer(), network));
                all.add(new Parameter(owner + ".step", Shape.of(all.getFirst().shape().extent(0)), 1));
                if (quantised.inputs()) {
                    Shape channels = Shape.of(incoming(network).extent(quantised.layer() instanceof Operator.Dense ? -1 : 0));
                    all.add(new Parameter(owner + ".inputStep", channels, 1));
                    all.add(new Parameter(owner + ".inputZero", channels, 1));
                }
                yield List.copyOf(all);
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
        return weighted(shape, shape.size() / convolution.channels(), convolution.bias());
    }

    private List<Parameter> weighted(Shape weights, int fanIn, boolean bias) {
        Parameter weight = new Parameter(owner + ".weight", weights, fanIn);
        return bias ? List.of(weight, new Parameter(owner + ".bias", Shape.of(weights.extent(0)), fanIn)) : List.of(weight);
    }

    private Shape incoming(Network network) {
        return network.layers().get(inputs.getFirst()).shape();
    }
}
