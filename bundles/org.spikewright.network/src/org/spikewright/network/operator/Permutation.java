package org.spikewright.network.operator;

import java.util.HashSet;
import java.util.List;
import org.spikewright.network.Shape;

/** The same axes in another order: axis {@code k} of the result is axis {@code axes[k]} of what comes in. */
public record Permutation(List<Integer> axes) implements Operator {

    public Permutation {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Shape shape = inputs.getFirst().shape();
        if (axes.size() != shape.rank() || new HashSet<>(axes).size() != axes.size()
                || axes.stream().anyMatch(axis -> axis < 0 || axis >= shape.rank())) {
            throw new ShapeMismatch("permute names each axis once, but these are " + axes + " and " + inputs.getFirst());
        }
        return Shape.of(axes.stream().mapToInt(shape::extent).toArray()).named(axes.stream().map(shape.names()::get).toList());
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        int[] extents = inputs.getFirst().extents();
        int[] follows = new int[extents.length];
        Along[] along = new Along[extents.length];
        for (int axis = 0; axis < extents.length; axis++) {
            follows[axis] = axes.indexOf(axis);
            along[axis] = new Along.Shifted(0, extents[axis]);
        }
        return Connectivity.linear(new AxisLinks(output.extents(), extents, follows, along));
    }
}
