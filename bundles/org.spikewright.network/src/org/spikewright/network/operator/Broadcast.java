package org.spikewright.network.operator;

import java.util.Arrays;
import java.util.List;
import org.spikewright.network.Shape;

/** Inputs that meet element by element: their extents are equal or 1, and a single element fits all. */
final class Broadcast {

    private Broadcast() {
    }

    /**
     * What they have in common.
     *
     * @param who needs it, as the sentence begins
     */
    static Shape shape(String who, List<Incoming> inputs) throws ShapeMismatch {
        Shape widest = inputs.getFirst().shape();
        int[] extents = widest.extents();
        for (Incoming other : inputs.subList(1, inputs.size())) {
            int[] more = other.shape().extents();
            if (other.shape().size() == 1) {
                continue;
            }
            if (Arrays.stream(extents).allMatch(extent -> extent == 1)) {
                extents = more;
                widest = other.shape();
                continue;
            }
            boolean fits = extents.length == more.length;
            for (int axis = 0; fits && axis < extents.length; axis++) {
                fits = extents[axis] == more[axis] || extents[axis] == 1 || more[axis] == 1;
                extents[axis] = Math.max(extents[axis], more[axis]);
            }
            if (!fits) {
                throw new ShapeMismatch(who + " equal shapes, but " + inputs.getFirst() + " and " + other);
            }
        }
        return Shape.of(extents).named(widest.names());
    }

    /** Each element from the one at its place in every input. */
    static List<Links> links(List<Shape> inputs, Shape output) {
        return inputs.stream().map(input -> links(output, input)).toList();
    }

    private static Links links(Shape output, Shape input) {
        if (output.equals(input)) {
            return Links.oneToOne(output.size());
        }
        if (input.size() == 1) {
            return new AxisLinks(new int[] {output.size()}, new int[] {1}, new int[] {AxisLinks.NONE}, new Along.All(1));
        }
        return AxisLinks.byAxis(output, input, axis -> input.extent(axis) == output.extent(axis)
                ? new Along.Shifted(0, input.extent(axis)) : new Along.All(1));
    }
}
