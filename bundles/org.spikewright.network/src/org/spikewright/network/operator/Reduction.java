package org.spikewright.network.operator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spikewright.network.Shape;

/** The mean, sum or largest along axes, which are gone after it. */
public record Reduction(Kind kind, List<Integer> axes) implements Operator {

    /** What the elements become. */
    public enum Kind {
        MEAN, SUM, LARGEST
    }

    /** Without some axes; one element where none is left. */
    @Override
    public Shape shape(List<Incoming> inputs) {
        Shape shape = inputs.getFirst().shape();
        int[] kept = kept(shape);
        return kept.length == 0 ? Shape.of(1) : Shape.of(Arrays.stream(kept).map(shape::extent).toArray())
                .named(Arrays.stream(kept).mapToObj(shape.names()::get).toList());
    }

    private int[] kept(Shape shape) {
        return IntStream.range(0, shape.rank()).filter(axis -> !axes.contains(axis)).toArray();
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(0, inputs.getFirst().size(), 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        Shape input = inputs.getFirst();
        int[] follows = new int[input.rank()];
        Arrays.fill(follows, AxisLinks.NONE);
        int[] kept = kept(input);
        for (int axis = 0; axis < kept.length; axis++) {
            follows[kept[axis]] = axis;
        }
        Along[] along = new Along[follows.length];
        Arrays.setAll(along, axis -> follows[axis] == AxisLinks.NONE ? new Along.All(input.extent(axis))
                : new Along.Shifted(0, input.extent(axis)));
        Links links = new AxisLinks(output.extents(), input.extents(), follows, along);
        return kind == Kind.LARGEST ? Connectivity.nonlinear(links) : Connectivity.linear(links);
    }

    @Override
    public String family() {
        return "sums, means and maxima";
    }
}
