package org.spikewright.network.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spikewright.network.Shape;

/** Windows along an axis, {@code stride} apart: the axis becomes two, which window and where in it. */
public record Unfold(int axis, int length, int stride) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Incoming first = inputs.getFirst();
        Shape shape = first.shape();
        int room = shape.extent(axis) - length;
        if (room < 0 || stride < 1) {
            throw new ShapeMismatch("windows of " + length + " do not fit into axis " + axis + " of what '" + first.name() + "' gives: "
                    + shape);
        }
        List<Integer> extents = new ArrayList<>(Arrays.stream(shape.extents()).boxed().toList());
        List<String> names = new ArrayList<>(shape.names());
        extents.set(axis, room / stride + 1);
        extents.add(axis + 1, length);
        names.add(axis + 1, "");
        return Shape.of(extents.stream().mapToInt(extent -> extent).toArray()).named(names);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        int[] extents = inputs.getFirst().extents();
        int[] joined = extents.clone(); // both axes of the windows in one
        joined[axis] = output.extent(axis) * length;
        Along[] along = new Along[extents.length];
        Arrays.setAll(along, at -> at == axis ? new Along.Windowed(length, stride) : new Along.Shifted(0, extents[at]));
        return Connectivity.linear(new AxisLinks(joined, extents, IntStream.range(0, extents.length).toArray(), along));
    }
}
