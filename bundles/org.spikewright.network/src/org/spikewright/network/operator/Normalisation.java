package org.spikewright.network.operator;

import java.util.List;
import java.util.stream.IntStream;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/**
 * Subtracts the mean, divides by the standard deviation, then scales and shifts: along the batch for each channel of the
 * first axis, or for each sample along the last axis. Scale {@code NAME.scale} and shift {@code NAME.shift}, one number
 * for each channel; along the batch also {@code NAME.mean} and {@code NAME.variance}, which are found in training and not learnt.
 *
 * @param padding elements put around the axes after the first, after the statistics are taken: what a zero becomes
 */
public record Normalisation(Kind kind, int padding) implements Operator {

    /** Along what. */
    public enum Kind {
        BATCH, LAYER
    }

    @Override
    public Shape shape(List<Incoming> inputs) {
        Shape shape = inputs.getFirst().shape();
        return shape.resized(IntStream.range(0, shape.rank()).map(axis -> shape.extent(axis) + (axis == 0 ? 0 : 2 * padding)).toArray());
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        Shape channels = Shape.of(inputs.getFirst().extent(kind == Kind.BATCH ? 0 : -1));
        Parameter scale = new Parameter(owner + ".scale", channels, 1);
        Parameter shift = new Parameter(owner + ".shift", channels, 1);
        return kind == Kind.LAYER ? List.of(scale, shift)
                : List.of(scale, shift, new Parameter(owner + ".mean", channels, 1, false), new Parameter(owner + ".variance", channels, 1, false));
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(output.size(), output.size(), 0);
    }

    /** Within a sample; the statistics of a batch are numbers that are stored once it is trained. */
    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        Shape input = inputs.getFirst();
        Links links = AxisLinks.byAxis(output, input, axis -> kind == Kind.LAYER && axis == input.rank() - 1
                ? new Along.All(input.extent(axis)) : new Along.Shifted(axis == 0 ? 0 : padding, input.extent(axis)));
        return kind == Kind.BATCH ? Connectivity.linear(links) : Connectivity.nonlinear(links);
    }

    @Override
    public Time time() {
        return kind == Kind.BATCH ? Time.BATCH : Time.POINTWISE;
    }
}
