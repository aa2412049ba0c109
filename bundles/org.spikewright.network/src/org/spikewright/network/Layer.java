package org.spikewright.network;

import java.util.List;
import org.spikewright.common.Location;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.OperationCount;
import org.spikewright.network.operator.Operator;

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
        return operator.parameters(owner, incoming(network), shape);
    }

    /** What it computes in one step on one sample. */
    public OperationCount operations(Network network) {
        return operator.operations(incoming(network), shape);
    }

    /** How what it gives is connected to what it receives. */
    public Connectivity connectivity(Network network) {
        return operator.connectivity(incoming(network), shape);
    }

    private List<Shape> incoming(Network network) {
        return inputs.stream().map(input -> network.layers().get(input).shape()).toList();
    }
}
