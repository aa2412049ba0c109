package org.spikewright.network.operator;

import java.util.Collections;
import java.util.List;
import org.spikewright.network.Shape;

/** The mean or the largest over windows along the axes after the first. */
public record Pooling(Kind kind, List<Integer> kernel, List<Integer> stride, List<Integer> padding) implements Operator {

    /** What a window becomes. */
    public enum Kind {
        MEAN, LARGEST
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        for (int axis = 0; axis < kernel.size() && axis < padding.size(); axis++) {
            if (padding.get(axis) >= kernel.get(axis)) {
                throw new ShapeMismatch("pooling has a padding of " + padding + ", so that windows of " + kernel
                        + " would hold padding alone; pad by less than the window");
            }
        }
        return window().shape("pooling", inputs.getFirst().shape().extent(0), inputs.getFirst());
    }

    private SlidingWindow window() {
        return new SlidingWindow(kernel, stride, padding, Collections.nCopies(kernel.size(), 1));
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(0, output.size() * window().volume(), 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        Shape input = inputs.getFirst();
        Links links = AxisLinks.byAxis(output, input, axis -> axis == 0 ? new Along.Shifted(0, input.extent(0))
                : window().along(axis, input));
        return kind == Kind.MEAN ? Connectivity.linear(links) : Connectivity.nonlinear(links);
    }
}
