package org.spikewright.network;

/** How many connections end at each neuron of a layer. */
public final class FanIn {

    private FanIn() {
    }

    /**
     * The connections into each neuron: what the weighted layers right before it sum over, 1 where there are none. Where values
     * are joined before they arrive, those of all of them.
     *
     * @param neurons a layer of neurons
     */
    public static long of(Network network, Layer neurons) {
        return neurons.inputs().stream().mapToLong(input -> into(network, network.layers().get(input))).sum();
    }

    /**
     * The connections into all neurons of a layer. Behind a transposed convolution they are not equally many for each, and are
     * counted from the other side: each element that comes in reaches a kernel.
     *
     * @param neurons a layer of neurons
     */
    public static long synapses(Network network, Layer neurons) {
        long all = 0;
        for (int input : neurons.inputs()) {
            Layer layer = network.layers().get(input);
            all += layer.operator() instanceof Operator.Convolution convolution
                    && convolution.kind() == Operator.Convolution.Kind.TRANSPOSED
                            ? (long) before(network, layer, 0).shape().size() * convolution.channels() / convolution.groups() * volume(convolution)
                            : neurons.shape().size() * into(network, layer);
        }
        return all;
    }

    private static long volume(Operator.Convolution convolution) {
        return convolution.kernel().stream().mapToLong(extent -> extent).reduce(1, (a, b) -> a * b);
    }

    /** Behind a transposed convolution, what a neuron receives from at most: strides leave out parts of the kernel. */
    private static long transposed(Operator.Convolution convolution, Shape incoming) {
        long most = incoming.extent(0) / convolution.groups();
        for (int axis = 0; axis < convolution.kernel().size(); axis++) {
            most *= Math.ceilDiv(convolution.kernel().get(axis), convolution.stride().get(axis));
        }
        return most;
    }

    private static long into(Network network, Layer layer) {
        return switch (layer.operator()) {
            case Operator.Convolution convolution when convolution.kind() == Operator.Convolution.Kind.TRANSPOSED ->
                transposed(convolution, before(network, layer, 0).shape());
            case Operator.Dense _, Operator.Convolution _, Operator.Quantised _ ->
                layer.parameters(network).getFirst().fanIn();
            case Operator.Product product -> before(network, layer, 0).shape().extent(product.transposeLeft() ? -2 : -1);
            case Operator.Tensor _ -> 0;
            case Operator.Input _, Operator.Past _, Operator.Neurons _, Operator.Embedding _, Operator.HashGrid _ -> 1;
            case Operator.Formula _ -> layer.inputs().stream().mapToLong(input -> into(network, network.layers().get(input))).sum();
            default -> into(network, before(network, layer, 0));
        };
    }

    private static Layer before(Network network, Layer layer, int input) {
        return network.layers().get(layer.inputs().get(input));
    }
}
