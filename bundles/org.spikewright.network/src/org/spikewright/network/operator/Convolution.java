package org.spikewright.network.operator;

import java.util.Collections;
import java.util.List;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/**
 * A convolution over the axes after the first, as a cross-correlation with zero padding. Weight {@code NAME.weight} of shape
 * {@code [channels, incoming / groups, kernel…]}, bias {@code NAME.bias} of shape {@code [channels]}.
 *
 * @param kind how
 * @param channels outgoing channels
 * @param kernel its extent along each axis
 * @param stride steps between outputs along each axis
 * @param padding zeros on both sides of each axis
 * @param dilation steps between the elements of the kernel along each axis
 * @param groups groups of channels that do not see each other
 * @param bias whether a bias is added
 */
public record Convolution(Kind kind, int channels, List<Integer> kernel, List<Integer> stride, List<Integer> padding,
        List<Integer> dilation, int groups, boolean bias) implements Weighted {

    /** How a convolution goes over its input. */
    public enum Kind {
        PLAIN,
        /** The adjoint of the plain one: makes larger what that makes smaller. */
        TRANSPOSED,
        /** Only at sites where something came in; with stride 1 those stay the only ones that are not 0. */
        SPARSE
    }

    /** A plain convolution without gaps. */
    public Convolution(int channels, List<Integer> kernel, List<Integer> stride, List<Integer> padding, int groups, boolean bias) {
        this(Kind.PLAIN, channels, kernel, stride, padding, Collections.nCopies(kernel.size(), 1), groups, bias);
    }

    @Override
    public int channelAxis() {
        return 0;
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Incoming first = inputs.getFirst();
        Shape shape = first.shape();
        if (shape.extent(0) % groups != 0 || channels % groups != 0) {
            throw new ShapeMismatch("channels must divide into " + groups + " groups, but " + first + " and " + channels + " go out");
        }
        return kind == Kind.TRANSPOSED ? window().spread("a convolution", channels, first)
                : window().shape("a convolution", channels, first);
    }

    private SlidingWindow window() {
        return new SlidingWindow(kernel, stride, padding, dilation);
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        int[] extents = new int[2 + kernel.size()];
        extents[0] = channels;
        extents[1] = inputs.getFirst().extent(0) / groups;
        for (int axis = 2; axis < extents.length; axis++) {
            extents[axis] = kernel.get(axis - 2);
        }
        Shape weights = Shape.of(extents);
        return Weighted.parameters(owner, weights, weights.size() / channels, bias);
    }

    /** Those of zeros around what comes in included, as engines that go over all of it alike have them. */
    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        Shape input = inputs.getFirst();
        long sums = kind == Kind.TRANSPOSED ? (long) input.size() * (channels / groups)
                : (long) output.size() * (input.extent(0) / groups);
        return new OperationCount(sums * window().volume(), bias ? output.size() : 0, 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        Shape input = inputs.getFirst();
        Along channel = groups == 1 ? new Along.All(input.extent(0))
                : new Along.Grouped(channels / groups, input.extent(0) / groups);
        return Connectivity.weighted(AxisLinks.byAxis(output, input, axis -> axis == 0 ? channel
                : kind == Kind.TRANSPOSED ? window().spread(axis, input) : window().along(axis, input)));
    }
}
