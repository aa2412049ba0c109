package org.spikewright.execute.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Concatenation;
import org.spikewright.network.operator.Padding;
import org.spikewright.network.operator.Permutation;
import org.spikewright.network.operator.Slice;
import org.spikewright.network.operator.Unfold;

/**
 * Elements in another order, some of them left out, repeated, or of one value.
 *
 * @param runs elements that stand one behind the other in both: place in the output, input, place in it, how many; places that no
 *             run covers have the value
 */
record ArrangedKernel(int width, List<int[]> runs, float value) implements OperatorKernel {

    /** Says where an element comes from. */
    private interface Origin {
        /**
         * The place in an input.
         *
         * @param at place along each axis of the output
         * @param from receives the place along each axis of the input
         * @return the input, or -1 for an element that comes from none
         */
        int of(int[] at, int[] from);
    }

    static ArrangedKernel of(Permutation permutation, List<Shape> inputs, Shape output) {
        return of(inputs, output, 0, (at, from) -> {
            for (int axis = 0; axis < at.length; axis++) {
                from[permutation.axes().get(axis)] = at[axis];
            }
            return 0;
        });
    }

    static ArrangedKernel of(Concatenation concatenation, List<Shape> inputs, Shape output) {
        return of(inputs, output, 0, (at, from) -> {
            System.arraycopy(at, 0, from, 0, at.length);
            int input = 0;
            while (from[concatenation.axis()] >= inputs.get(input).extent(concatenation.axis())) {
                from[concatenation.axis()] -= inputs.get(input++).extent(concatenation.axis());
            }
            return input;
        });
    }

    static ArrangedKernel of(Slice slice, List<Shape> inputs, Shape output) {
        return of(inputs, output, 0, (at, from) -> {
            System.arraycopy(at, 0, from, 0, at.length);
            from[slice.axis()] += slice.from();
            return 0;
        });
    }

    static ArrangedKernel of(Padding padding, List<Shape> inputs, Shape output) {
        return of(inputs, output, (float) padding.value(), (at, from) -> {
            System.arraycopy(at, 0, from, 0, at.length);
            from[padding.axis()] -= padding.before();
            return from[padding.axis()] < 0 || from[padding.axis()] >= inputs.getFirst().extent(padding.axis()) ? -1 : 0;
        });
    }

    static ArrangedKernel of(Unfold windows, List<Shape> inputs, Shape output) {
        return of(inputs, output, 0, (at, from) -> {
            for (int axis = 0; axis < from.length; axis++) {
                from[axis] = axis < windows.axis() ? at[axis] : axis > windows.axis() ? at[axis + 1]
                        : at[axis] * windows.stride() + at[axis + 1];
            }
            return 0;
        });
    }

    private static ArrangedKernel of(List<Shape> inputs, Shape output, float value, Origin origin) {
        List<int[]> runs = new ArrayList<>();
        int[] from = new int[inputs.getFirst().rank()];
        int[] last = null;
        for (int i = 0; i < output.size(); i++) {
            int input = origin.of(place(output, i), from);
            if (input < 0) {
                last = null;
                continue;
            }
            int at = 0;
            for (int axis = 0; axis < from.length; axis++) {
                at = at * inputs.get(input).extent(axis) + from[axis];
            }
            if (last != null && last[1] == input && last[2] + last[3] == at) {
                last[3]++;
            } else {
                last = new int[] {i, input, at, 1};
                runs.add(last);
            }
        }
        return new ArrangedKernel(output.size(), List.copyOf(runs), value);
    }

    /** The place along each axis of an element. */
    static int[] place(Shape shape, int index) {
        int[] place = new int[shape.rank()];
        int rest = index;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape.extent(axis);
            rest /= shape.extent(axis);
        }
        return place;
    }

    @Override
    public boolean keepsZeros() {
        return value == 0;
    }

    @Override
    public boolean takesRepeated() {
        return true;
    }

    @Override
    public void forward(Frame frame) {
        float[] output = frame.output();
        for (int row = 0; row < frame.rows(); row++) {
            int to = frame.output(row);
            Arrays.fill(output, to, to + width, value);
            for (int[] run : runs) {
                System.arraycopy(frame.input(run[1]), frame.input(run[1], row) + run[2], output, to + run[0], run[3]);
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        float[] gradient = frame.outputGradient();
        for (int row = 0; row < frame.rows(); row++) {
            int from = frame.output(row);
            for (int[] run : runs) {
                float[] into = frame.inputGradient(run[1]);
                int to = into == null ? 0 : frame.input(run[1], row) + run[2];
                for (int i = 0; into != null && i < run[3]; i++) {
                    into[to + i] += gradient[from + run[0] + i];
                }
            }
        }
    }
}
