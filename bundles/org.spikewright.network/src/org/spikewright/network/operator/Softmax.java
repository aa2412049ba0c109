package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Shape;

/** exp(x) over the sum of exp(x) along an axis. */
public record Softmax(int axis) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(0, 3L * output.size(), 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.nonlinear(AxisLinks.byAxis(output, output, at -> at == axis ? new Along.All(output.extent(at))
                : new Along.Shifted(0, output.extent(at))));
    }
}
