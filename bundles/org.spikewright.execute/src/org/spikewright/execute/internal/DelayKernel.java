package org.spikewright.execute.internal;

import java.util.Arrays;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;

/**
 * What came in some steps before, which still stands in the input's array.
 *
 * @param steps at least 1
 * @param initial every element in the first steps
 */
record DelayKernel(int width, int steps, float initial) implements OperatorKernel {

    @Override
    public boolean keepsZeros() {
        return initial == 0;
    }

    @Override
    public void forward(Frame frame) {
        int span = frame.last() - frame.first();
        for (int row = 0; row < frame.rows(); row++) {
            int at = frame.output(row);
            if (frame.first() + row % span < steps) {
                Arrays.fill(frame.output(), at, at + width, initial);
            } else {
                System.arraycopy(frame.input(0), at - steps * width, frame.output(), at, width);
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        int span = frame.last() - frame.first();
        float[] gradient = frame.inputGradient(0);
        for (int row = 0; row < frame.rows(); row++) {
            int at = frame.output(row);
            if (frame.first() + row % span >= steps) {
                for (int i = at; i < at + width; i++) {
                    gradient[i - steps * width] += frame.outputGradient()[i];
                }
            }
        }
    }
}
