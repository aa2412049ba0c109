package org.spikewright.network.operator;

import java.util.Arrays;
import java.util.List;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/**
 * The row of a table that a whole number names. Table {@code NAME.weight} of shape {@code [count, units]}; what comes in
 * gets {@code units} as a further, last axis.
 */
public record Embedding(int count, int units) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        Shape shape = inputs.getFirst().shape();
        int[] extents = shape.size() == 1 ? new int[1] : Arrays.copyOf(shape.extents(), shape.rank() + 1);
        extents[extents.length - 1] = units;
        return Shape.of(extents);
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        return List.of(new Parameter(owner + ".weight", Shape.of(count, units), 1));
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        int numbers = inputs.getFirst().size();
        return new Connectivity(Connectivity.Role.SOURCE, List.of(new AxisLinks(new int[] {numbers, units}, new int[] {numbers},
                new int[] {0}, new Along.Shifted(0, numbers))));
    }
}
