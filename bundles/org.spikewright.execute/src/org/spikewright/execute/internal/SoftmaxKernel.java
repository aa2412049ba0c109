package org.spikewright.execute.internal;

import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;

/**
 * exp(x) over the sum of exp(x) along an axis of {@code length} elements, {@code hop} apart.
 *
 * @param outer how many such axes stand behind each other
 */
record SoftmaxKernel(int outer, int length, int hop) implements OperatorKernel {

    @Override
    public void forward(Frame frame) {
        float[] x = frame.input(0);
        float[] y = frame.output();
        for (int row = 0; row < frame.rows(); row++) {
            for (int line = 0; line < outer * hop; line++) {
                int place = line / hop * length * hop + line % hop;
                int in = frame.input(0, row) + place;
                int out = frame.output(row) + place;
                float most = Float.NEGATIVE_INFINITY;
                for (int i = 0; i < length; i++) {
                    most = Math.max(most, x[in + i * hop]);
                }
                double sum = 0;
                for (int i = 0; i < length; i++) {
                    double power = Math.exp(x[in + i * hop] - most);
                    y[out + i * hop] = (float) power;
                    sum += power;
                }
                float scale = (float) (1 / sum);
                for (int i = 0; i < length; i++) {
                    y[out + i * hop] *= scale;
                }
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        float[] y = frame.output();
        float[] gradient = frame.outputGradient();
        float[] into = frame.inputGradient(0);
        for (int row = 0; row < frame.rows(); row++) {
            for (int line = 0; line < outer * hop; line++) {
                int place = line / hop * length * hop + line % hop;
                int in = frame.input(0, row) + place;
                int out = frame.output(row) + place;
                double mean = 0;
                for (int i = 0; i < length; i++) {
                    mean += (double) y[out + i * hop] * gradient[out + i * hop];
                }
                for (int i = 0; i < length; i++) {
                    into[in + i * hop] += y[out + i * hop] * (float) (gradient[out + i * hop] - mean);
                }
            }
        }
    }
}
