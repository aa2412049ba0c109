package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Shape;

/** Elements of a value put before and after those along an axis. */
public record Padding(int axis, int before, int after, double value) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        Shape shape = inputs.getFirst().shape();
        return shape.with(axis, shape.extent(axis) + before + after);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        Shape input = inputs.getFirst();
        return Connectivity.linear(AxisLinks.byAxis(output, input, at -> new Along.Shifted(at == axis ? before : 0, input.extent(at))));
    }
}
