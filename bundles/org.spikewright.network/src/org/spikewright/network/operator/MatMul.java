package org.spikewright.network.operator;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Shape;

/**
 * The matrix product of two inputs over their last two axes; axes before those are the same in both. Transposed, an input
 * has its last two axes swapped first.
 */
public record MatMul(boolean transposeLeft, boolean transposeRight) implements Operator {

    @Override
    public OptionalInt arity() {
        return OptionalInt.of(2);
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Shape left = inputs.get(0).shape();
        Shape right = inputs.get(1).shape();
        boolean fits = left.rank() == right.rank() && left.rank() >= 2;
        for (int axis = 0; fits && axis < left.rank() - 2; axis++) {
            fits = left.extent(axis) == right.extent(axis);
        }
        if (!fits || left.extent(transposeLeft ? -2 : -1) != right.extent(transposeRight ? -1 : -2)) {
            throw new ShapeMismatch("a matrix product needs the columns of the left to be the rows of the right, but " + inputs.get(0)
                    + (transposeLeft ? " transposed" : "") + " and " + inputs.get(1) + (transposeRight ? " transposed" : ""));
        }
        int[] extents = left.extents();
        extents[extents.length - 2] = left.extent(transposeLeft ? -1 : -2);
        extents[extents.length - 1] = right.extent(transposeRight ? -2 : -1);
        return Shape.of(extents);
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount((long) output.size() * inputs.getFirst().extent(transposeLeft ? -2 : -1), 0, 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        int rows = output.rank() - 2;
        int columns = output.rank() - 1;
        return Connectivity.weighted(factor(output, inputs.get(0), transposeLeft ? columns : rows, rows),
                factor(output, inputs.get(1), transposeRight ? rows : columns, columns));
    }

    /**
     * Links to one factor: all places along the axis that is summed over.
     *
     * @param kept the axis of the factor that is kept
     * @param as the axis of the product that it becomes
     */
    private static Links factor(Shape output, Shape factor, int kept, int as) {
        int[] follows = new int[factor.rank()];
        Along[] along = new Along[follows.length];
        Arrays.setAll(follows, axis -> axis == kept ? as : axis < follows.length - 2 ? axis : AxisLinks.NONE);
        Arrays.setAll(along, axis -> follows[axis] == AxisLinks.NONE ? new Along.All(factor.extent(axis))
                : new Along.Shifted(0, factor.extent(axis)));
        return new AxisLinks(output.extents(), factor.extents(), follows, along);
    }

    @Override
    public String family() {
        return "matmul";
    }
}
