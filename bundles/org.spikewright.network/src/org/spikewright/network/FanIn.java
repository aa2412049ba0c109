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

    private static long into(Network network, Layer layer) {
        return switch (layer.operator()) {
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
