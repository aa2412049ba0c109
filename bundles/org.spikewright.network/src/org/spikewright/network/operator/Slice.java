package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Shape;

/** The elements {@code from} to, but without, {@code to} along an axis. */
public record Slice(int axis, int from, int to) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Incoming first = inputs.getFirst();
        if (from < 0 || from >= to || to > first.shape().extent(axis)) {
            throw new ShapeMismatch("a slice from " + from + " to " + to + " does not lie within axis " + axis + " of what '" + first.name()
                    + "' gives: " + first.shape());
        }
        return first.shape().with(axis, to - from);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        Shape input = inputs.getFirst();
        return Connectivity.linear(AxisLinks.byAxis(output, input, at -> new Along.Shifted(at == axis ? -from : 0, input.extent(at))));
    }
}
