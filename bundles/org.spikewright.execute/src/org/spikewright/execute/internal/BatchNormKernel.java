package org.spikewright.execute.internal;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spikewright.execute.BatchKernel;
import org.spikewright.execute.Frame;
import org.spikewright.network.Shape;

/**
 * Mean 0 and variance 1 of each channel over a batch, its steps and places, then a scale and a shift. Where nothing is learnt, mean
 * and variance are those that are stored. Around the places stands what a zero becomes. Ioffe and Szegedy, ICML 2015.
 *
 * @param channels how many
 * @param places elements of a channel that come in
 * @param targets where each of them goes in the channel's elements that go out
 * @param width elements of a channel that go out
 */
record BatchNormKernel(int channels, int places, int[] targets, int width) implements BatchKernel {

    private static final int SCALE = 0;
    private static final int SHIFT = 1;
    private static final int MEAN = 2;
    private static final int VARIANCE = 3;
    private static final double LEAST = 1e-5;
    private static final double MOMENTUM = 0.1;

    static BatchNormKernel of(Shape input, Shape output, int padding) {
        int channels = input.extent(0);
        int places = input.size() / channels;
        int[] targets = new int[places];
        for (int i = 0; i < places; i++) {
            int[] at = ArrangedKernel.place(input, i);
            for (int axis = 1; axis < at.length; axis++) {
                targets[i] = targets[i] * output.extent(axis) + at[axis] + padding;
            }
        }
        return new BatchNormKernel(channels, places, targets, output.size() / channels);
    }

    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        Arrays.fill(values[parameter], parameter == SCALE || parameter == VARIANCE ? 1 : 0);
    }

    @Override
    public int statistics() {
        return 2 * channels + 1;
    }

    @Override
    public double momentum() {
        return MOMENTUM;
    }

    /** Sums and sums of squares by channel, and how many rows. */
    @Override
    public void collect(Frame frame, double[] sums) {
        float[] x = frame.input(0);
        for (int row = 0; row < frame.rows(); row++) {
            int from = frame.input(0, row);
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                double square = 0;
                for (int i = from + c * places; i < from + (c + 1) * places; i++) {
                    sum += x[i];
                    square += (double) x[i] * x[i];
                }
                sums[c] += sum;
                sums[channels + c] += square;
            }
        }
        sums[2 * channels] += frame.rows();
    }

    /** The mean, and one over the deviation, by channel. */
    @Override
    public void conclude(double[] sums, float[][] gradients) {
        double count = sums[2 * channels] * places;
        for (int c = 0; c < channels; c++) {
            double mean = sums[c] / count;
            double variance = Math.max(0, sums[channels + c] / count - mean * mean);
            gradients[MEAN][c] = (float) mean;
            gradients[VARIANCE][c] = (float) (count > 1 ? variance * count / (count - 1) : variance);
            sums[c] = mean;
            sums[channels + c] = 1 / Math.sqrt(variance + LEAST);
        }
    }

    private double mean(Frame frame, int channel) {
        return frame.isTraining() ? frame.statistics()[channel] : frame.parameters()[MEAN][channel];
    }

    private double slope(Frame frame, int channel) {
        return frame.isTraining() ? frame.statistics()[channels + channel] : 1 / Math.sqrt(frame.parameters()[VARIANCE][channel] + LEAST);
    }

    @Override
    public void forward(Frame frame) {
        float[] x = frame.input(0);
        float[] y = frame.output();
        for (int c = 0; c < channels; c++) {
            float slope = (float) (slope(frame, c) * frame.parameters()[SCALE][c]);
            float offset = (float) (frame.parameters()[SHIFT][c] - mean(frame, c) * slope(frame, c) * frame.parameters()[SCALE][c]);
            for (int row = 0; row < frame.rows(); row++) {
                int in = frame.input(0, row) + c * places;
                int out = frame.output(row) + c * width;
                if (width > places) {
                    Arrays.fill(y, out, out + width, offset);
                    for (int i = 0; i < places; i++) {
                        y[out + targets[i]] = Math.fma(x[in + i], slope, offset);
                    }
                } else {
                    for (int i = 0; i < places; i++) {
                        y[out + i] = Math.fma(x[in + i], slope, offset);
                    }
                }
            }
        }
    }

    /** Sums by channel of the derivatives, and of their products with what is normalised; what is around the places counts as 0 coming in. */
    @Override
    public void collectGradients(Frame frame, double[] sums) {
        for (int c = 0; c < channels; c++) {
            double[] found = sums(frame, c);
            sums[c] += found[0];
            sums[channels + c] += found[1];
        }
        sums[2 * channels] += frame.rows();
    }

    private double[] sums(Frame frame, int channel) {
        float[] x = frame.input(0);
        float[] gradient = frame.outputGradient();
        double mean = mean(frame, channel);
        double slope = slope(frame, channel);
        double all = 0;
        double inside = 0;
        double along = 0;
        for (int row = 0; row < frame.rows(); row++) {
            int in = frame.input(0, row) + channel * places;
            int out = frame.output(row) + channel * width;
            for (int i = out; i < out + width; i++) {
                all += gradient[i];
            }
            for (int i = 0; i < places; i++) {
                double g = gradient[out + targets[i]];
                inside += g;
                along += g * (x[in + i] - mean) * slope;
            }
        }
        return new double[] {all, along - (all - inside) * mean * slope};
    }

    @Override
    public void backward(Frame frame) {
        float[] x = frame.input(0);
        float[] gradient = frame.outputGradient();
        float[] into = frame.inputGradient(0);
        double[] sums = frame.gradientStatistics();
        double count = sums[2 * channels] * places;
        for (int c = 0; c < channels; c++) {
            double mean = mean(frame, c);
            double slope = slope(frame, c);
            double factor = slope * frame.parameters()[SCALE][c];
            float own = (float) factor;
            float byValue = (float) (-factor * sums[channels + c] / count * slope);
            float same = (float) (factor * (-sums[c] / count + sums[channels + c] / count * slope * mean));
            for (int row = 0; row < frame.rows(); row++) {
                int in = frame.input(0, row) + c * places;
                int out = frame.output(row) + c * width;
                for (int i = 0; i < places; i++) {
                    into[in + i] += Math.fma(gradient[out + targets[i]], own, Math.fma(x[in + i], byValue, same));
                }
            }
        }
    }

    @Override
    public void parameterGradients(Frame frame) {
        for (int c = 0; c < channels; c++) {
            double[] found = sums(frame, c);
            frame.parameterGradients()[SHIFT][c] += (float) found[0];
            frame.parameterGradients()[SCALE][c] += (float) found[1];
        }
    }
}
