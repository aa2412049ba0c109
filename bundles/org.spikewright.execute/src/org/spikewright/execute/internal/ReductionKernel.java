package org.spikewright.execute.internal;

import java.util.Arrays;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Reduction;

/**
 * Sums, means and maxima along axes.
 *
 * @param targets by element of the input, the element that it goes into
 */
record ReductionKernel(Reduction.Kind kind, int[] targets, int width) implements OperatorKernel {

    static ReductionKernel of(Reduction reduction, Shape input, Shape output) {
        int[] targets = new int[input.size()];
        for (int i = 0; i < targets.length; i++) {
            int[] at = ArrangedKernel.place(input, i);
            for (int axis = 0; axis < at.length; axis++) {
                targets[i] = reduction.axes().contains(axis) ? targets[i] : targets[i] * input.extent(axis) + at[axis];
            }
        }
        return new ReductionKernel(reduction.kind(), targets, output.size());
    }

    private float share() {
        return kind == Reduction.Kind.MEAN ? (float) width / targets.length : 1;
    }

    @Override
    public void forward(Frame frame) {
        float[] x = frame.input(0);
        float[] y = frame.output();
        float share = share();
        for (int row = 0; row < frame.rows(); row++) {
            int in = frame.input(0, row);
            int out = frame.output(row);
            Arrays.fill(y, out, out + width, kind == Reduction.Kind.LARGEST ? Float.NEGATIVE_INFINITY : 0);
            for (int i = 0; i < targets.length; i++) {
                int to = out + targets[i];
                y[to] = kind == Reduction.Kind.LARGEST ? Math.max(y[to], x[in + i]) : y[to] + x[in + i];
            }
            for (int i = out; kind == Reduction.Kind.MEAN && i < out + width; i++) {
                y[i] *= share;
            }
        }
    }

    /** The first of several largest has all of the derivative. */
    @Override
    public void backward(Frame frame) {
        float[] x = frame.input(0);
        float[] y = frame.output();
        float[] gradient = frame.outputGradient();
        float[] into = frame.inputGradient(0);
        float share = share();
        boolean[] isFound = new boolean[width];
        for (int row = 0; row < frame.rows(); row++) {
            int in = frame.input(0, row);
            int out = frame.output(row);
            Arrays.fill(isFound, false);
            for (int i = 0; i < targets.length; i++) {
                int from = out + targets[i];
                if (kind != Reduction.Kind.LARGEST) {
                    into[in + i] += share * gradient[from];
                } else if (x[in + i] == y[from] && !isFound[targets[i]]) {
                    isFound[targets[i]] = true;
                    into[in + i] += gradient[from];
                }
            }
        }
    }
}
