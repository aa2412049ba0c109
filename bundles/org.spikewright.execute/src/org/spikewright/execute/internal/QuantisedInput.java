package org.spikewright.execute.internal;

import java.util.List;
import org.spikewright.execute.ComputedOperator;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Incoming;

/**
 * What comes into a quantised layer, as whole multiples of a learnt step above a learnt zero, for each channel.
 *
 * @param axis of the channels; below 0 it counts from the end
 */
record QuantisedInput(int axis, int bits) implements ComputedOperator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        Shape channels = Shape.of(output.extent(axis));
        return List.of(new Parameter(owner + ".inputStep", channels, 1), new Parameter(owner + ".inputZero", channels, 1));
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.oneToOne(output);
    }

    @Override
    public OperatorKernel kernel(List<Shape> inputs, Shape output) {
        int channels = output.extent(axis);
        return new QuantisedInputKernel(output.size(), channels, axis < 0 ? 1 : output.size() / channels, bits);
    }
}
