package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/**
 * Features of a point from grids of several resolutions, whose corners share a table by hashing: {@code NAME.weight} of
 * shape {@code [levels, entries, features]}. Müller et al., ACM Transactions on Graphics 2022.
 *
 * @param coarsest cells along each axis in the first level
 * @param finest in the last; those between grow by one factor
 */
public record HashGrid(int levels, int entries, int features, int coarsest, int finest) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        Shape shape = inputs.getFirst().shape();
        return shape.with(shape.rank() - 1, levels * features);
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        return List.of(new Parameter(owner + ".weight", Shape.of(levels, entries, features), 1));
    }

    /** Each feature is interpolated between the corners of a cell. */
    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(output.size() * (1L << inputs.getFirst().extent(-1)), 0, 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return new Connectivity(Connectivity.Role.SOURCE, List.of(AxisLinks.lastAxis(output, inputs.getFirst())));
    }
}
