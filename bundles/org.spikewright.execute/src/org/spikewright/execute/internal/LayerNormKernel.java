package org.spikewright.execute.internal;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;

/**
 * Mean 0 and variance 1 over each {@code length} elements that stand behind each other, then a scale and a shift for each of them. Ba et
 * al., 2016.
 *
 * @param lines how many times
 */
record LayerNormKernel(int lines, int length) implements OperatorKernel {

    private static final double LEAST = 1e-5;

    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        Arrays.fill(values[parameter], parameter == 0 ? 1 : 0);
    }

    /** Mean, and one over the deviation. */
    private double[] statistics(float[] x, int from) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i];
        }
        double mean = sum / length;
        double square = 0;
        for (int i = from; i < from + length; i++) {
            square += (x[i] - mean) * (x[i] - mean);
        }
        return new double[] {mean, 1 / Math.sqrt(square / length + LEAST)};
    }

    @Override
    public void forward(Frame frame) {
        float[] x = frame.input(0);
        float[] y = frame.output();
        float[] scale = frame.parameters()[0];
        float[] shift = frame.parameters()[1];
        for (int row = 0; row < frame.rows(); row++) {
            for (int line = 0; line < lines; line++) {
                int in = frame.input(0, row) + line * length;
                int out = frame.output(row) + line * length;
                double[] found = statistics(x, in);
                for (int i = 0; i < length; i++) {
                    y[out + i] = (float) ((x[in + i] - found[0]) * found[1]) * scale[i] + shift[i];
                }
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        float[] x = frame.input(0);
        float[] gradient = frame.outputGradient();
        float[] into = frame.inputGradient(0);
        float[] scale = frame.parameters()[0];
        for (int row = 0; row < frame.rows(); row++) {
            for (int line = 0; line < lines; line++) {
                int in = frame.input(0, row) + line * length;
                int out = frame.output(row) + line * length;
                double[] found = statistics(x, in);
                double sum = 0;
                double along = 0;
                for (int i = 0; i < length; i++) {
                    double g = (double) gradient[out + i] * scale[i];
                    sum += g;
                    along += g * (x[in + i] - found[0]) * found[1];
                }
                for (int i = 0; i < length; i++) {
                    double normal = (x[in + i] - found[0]) * found[1];
                    into[in + i] += (float) (found[1] * ((double) gradient[out + i] * scale[i] - sum / length - normal * along / length));
                }
            }
        }
    }

    @Override
    public void parameterGradients(Frame frame) {
        float[] x = frame.input(0);
        float[] gradient = frame.outputGradient();
        float[] byScale = frame.parameterGradients()[0];
        float[] byShift = frame.parameterGradients()[1];
        for (int row = 0; row < frame.rows(); row++) {
            for (int line = 0; line < lines; line++) {
                int in = frame.input(0, row) + line * length;
                int out = frame.output(row) + line * length;
                double[] found = statistics(x, in);
                for (int i = 0; i < length; i++) {
                    byScale[i] += gradient[out + i] * (float) ((x[in + i] - found[0]) * found[1]);
                    byShift[i] += gradient[out + i];
                }
            }
        }
    }
}
