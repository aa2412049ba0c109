package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/**
 * {@code y = W x + b} along the last axis of its input. Weight {@code NAME.weight} of shape {@code [units, fanIn]}, bias
 * {@code NAME.bias} of shape {@code [units]}.
 */
public record Dense(int units, boolean bias) implements Weighted {

    @Override
    public int channelAxis() {
        return -1;
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() == 3) {
            throw new ShapeMismatch("dense takes one axis, or positions and features, but " + inputs.getFirst()
                    + ", which has 3; put flatten before it to get [" + shape.size() + "]");
        }
        return shape.with(shape.rank() - 1, units);
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        int fanIn = inputs.getFirst().extent(-1);
        return Weighted.parameters(owner, Shape.of(units, fanIn), fanIn, bias);
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        long size = output.size();
        return new OperationCount(size * inputs.getFirst().extent(-1), bias ? size : 0, 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.weighted(AxisLinks.lastAxis(output, inputs.getFirst()));
    }
}
