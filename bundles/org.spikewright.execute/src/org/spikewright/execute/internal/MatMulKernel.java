package org.spikewright.execute.internal;

import java.util.Arrays;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.execute.Rows;
import org.spikewright.kernel.Primitives.Factor;

/**
 * Products of matrices: {@code m × k} by {@code k × n}, {@code count} of them in a row.
 *
 * @param isLeftTurned whether the left is stored as {@code k × m}
 * @param isRightTurned whether the right is stored as {@code n × k}
 */
record MatMulKernel(int count, int m, int k, int n, boolean isLeftTurned, boolean isRightTurned) implements OperatorKernel {

    @Override
    public boolean takesRepeated() {
        return true;
    }

    private Factor left(float[] values, int from) {
        return isLeftTurned ? new Factor(values, from, 1, m) : new Factor(values, from, k, 1);
    }

    private Factor right(float[] values, int from) {
        return isRightTurned ? new Factor(values, from, 1, k) : new Factor(values, from, n, 1);
    }

    private static Factor turned(Factor factor) {
        return new Factor(factor.values(), factor.from(), factor.across(), factor.down());
    }

    /** Where all rows are multiplied with one matrix, they are rows of one product. */
    private boolean isJoined(Frame frame) {
        return count == 1 && !isLeftTurned && frame.isWhole() && frame.received(1).kind() == Rows.ONE
                && frame.received(0).kind() == frame.kind();
    }

    @Override
    public void forward(Frame frame) {
        float[] output = frame.output();
        if (isJoined(frame)) {
            int rows = frame.rows() * m;
            Arrays.fill(output, 0, rows * n, 0f);
            frame.primitives().product(rows, k, n, left(frame.input(0), 0), right(frame.input(1), 0), output, 0);
            return;
        }
        for (int row = 0; row < frame.rows(); row++) {
            int to = frame.output(row);
            Arrays.fill(output, to, to + count * m * n, 0f);
            for (int c = 0; c < count; c++) {
                frame.primitives().product(m, k, n, left(frame.input(0), frame.input(0, row) + c * m * k),
                        right(frame.input(1), frame.input(1, row) + c * k * n), output, to + c * m * n);
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        if (isJoined(frame)) {
            back(frame, frame.rows() * m, 0, 0, 0);
            return;
        }
        for (int row = 0; row < frame.rows(); row++) {
            for (int c = 0; c < count; c++) {
                back(frame, m, frame.output(row) + c * m * n, frame.input(0, row) + c * m * k, frame.input(1, row) + c * k * n);
            }
        }
    }

    private void back(Frame frame, int rows, int from, int atLeft, int atRight) {
        Factor gradient = Factor.rows(frame.outputGradient(), from, n);
        Factor left = left(frame.input(0), atLeft);
        Factor right = right(frame.input(1), atRight);
        float[] toLeft = frame.inputGradient(0);
        float[] toRight = frame.inputGradient(1);
        if (toLeft != null && isLeftTurned) {
            frame.primitives().product(k, n, rows, right, turned(gradient), toLeft, atLeft);
        } else if (toLeft != null) {
            frame.primitives().product(rows, n, k, gradient, turned(right), toLeft, atLeft);
        }
        if (toRight != null && isRightTurned) {
            frame.primitives().product(n, rows, k, turned(gradient), left, toRight, atRight);
        } else if (toRight != null) {
            frame.primitives().product(k, rows, n, turned(left), gradient, toRight, atRight);
        }
    }
}
