package org.spikewright.execute;

import java.util.List;
import org.spikewright.network.Layer;

/**
 * A layer in a {@link Plan}. Layers that leave all elements as they are, in their order, are no nodes.
 *
 * @param index its place in {@link Plan#nodes()}
 * @param layer the layer
 * @param kernel what it computes
 * @param inputs the nodes that it receives from; that of what a state becomes may come behind it
 * @param parameters which of the plan's parameters are its own
 * @param learns whether any of those is learnt
 * @param hasGradient whether derivatives by what it gives are of use
 * @param isSparse whether most of what it gives is 0
 */
public record Node(int index, Layer layer, OperatorKernel kernel, List<Integer> inputs, List<Integer> parameters, boolean learns,
        boolean hasGradient, boolean isSparse) {

    public Node {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
    }

    /** How many elements it gives. */
    public int width() {
        return layer.shape().size();
    }

    /** Whether its derivatives by parameters are summed over a whole batch at once. */
    boolean defers() {
        return learns && kernel instanceof DeferredKernel deferred && deferred.defers();
    }
}
