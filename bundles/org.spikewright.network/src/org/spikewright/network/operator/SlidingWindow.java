package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Shape;

/** Windows that move over all axes but the first, which holds channels; each list has an entry for each of those axes. */
record SlidingWindow(List<Integer> kernel, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {

    /** Elements of a window in one channel. */
    long volume() {
        return kernel.stream().mapToLong(extent -> extent).reduce(1, (a, b) -> a * b);
    }

    /** Extents after they slid along each axis: {@code (n + 2 padding − dilation (kernel − 1) − 1) / stride + 1}. */
    Shape shape(String what, int channels, Incoming first) throws ShapeMismatch {
        checkAxes(what, first);
        int[] extents = first.shape().extents();
        extents[0] = channels;
        for (int axis = 1; axis < extents.length; axis++) {
            if (stride.get(axis - 1) < 1) {
                throw new ShapeMismatch(what + " moves by at least 1, but its stride is " + stride);
            }
            int room = extents[axis] + 2 * padding.get(axis - 1) - dilation.get(axis - 1) * (kernel.get(axis - 1) - 1) - 1;
            if (room < 0) {
                throw new ShapeMismatch(what + " has a kernel of " + kernel + ", which is larger than what '" + first.name() + "' gives: "
                        + first.shape());
            }
            extents[axis] = room / stride.get(axis - 1) + 1;
        }
        return first.shape().resized(extents);
    }

    /** Extents of what becomes these when windows slide over it. */
    Shape spread(String what, int channels, Incoming first) throws ShapeMismatch {
        checkAxes(what, first);
        int[] extents = first.shape().extents();
        extents[0] = channels;
        for (int axis = 1; axis < extents.length; axis++) {
            extents[axis] = (extents[axis] - 1) * stride.get(axis - 1) - 2 * padding.get(axis - 1)
                    + dilation.get(axis - 1) * (kernel.get(axis - 1) - 1) + 1;
            if (extents[axis] < 1) {
                throw new ShapeMismatch("this padding leaves nothing of what '" + first.name() + "' gives: " + first.shape());
            }
        }
        return first.shape().resized(extents);
    }

    private void checkAxes(String what, Incoming first) throws ShapeMismatch {
        if (first.shape().rank() != kernel.size() + 1) {
            throw new ShapeMismatch(what + " with a kernel of " + kernel.size() + " axes takes channels and as many axes, but " + first);
        }
    }

    /** What a place along an axis is computed from. */
    Along along(int axis, Shape input) {
        return new Along.Sliding(kernel.get(axis - 1), stride.get(axis - 1), padding.get(axis - 1), dilation.get(axis - 1),
                input.extent(axis));
    }

    /** What a place along an axis is computed from where each element is spread over a window. */
    Along spread(int axis, Shape input) {
        return new Along.Spread(kernel.get(axis - 1), stride.get(axis - 1), padding.get(axis - 1), dilation.get(axis - 1),
                input.extent(axis));
    }
}
