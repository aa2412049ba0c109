package org.spikewright.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Shape;

/** Several inputs one behind the other along an axis. */
public record Concatenation(int axis) implements Operator {

    @Override
    public OptionalInt arity() {
        return OptionalInt.empty();
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Shape first = inputs.getFirst().shape();
        int extent = 0;
        for (Incoming incoming : inputs) {
            Shape shape = incoming.shape();
            if (shape.rank() != first.rank() || !shape.with(axis, 1).equals(first.with(axis, 1))) {
                throw new ShapeMismatch("concat needs equal extents along all axes but " + axis + ", but " + inputs.getFirst() + " and "
                        + incoming);
            }
            extent += shape.extent(axis);
        }
        return first.with(axis, extent);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        List<Links> links = new ArrayList<>();
        int before = 0;
        for (Shape input : inputs) {
            int by = before;
            links.add(AxisLinks.byAxis(output, input, at -> new Along.Shifted(at == axis ? by : 0, input.extent(at))));
            before += input.extent(axis);
        }
        return new Connectivity(Connectivity.Role.LINEAR, links);
    }
}
