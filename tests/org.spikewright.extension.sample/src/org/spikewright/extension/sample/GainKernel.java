package org.spikewright.extension.sample;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;

/** What {@link Gain} computes. */
record GainKernel(int width, float initial) implements OperatorKernel {

    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        Arrays.fill(values[parameter], initial);
    }

    @Override
    public void forward(Frame frame) {
        float[] gains = frame.parameters()[0];
        for (int row = 0; row < frame.rows(); row++) {
            int in = frame.input(0, row);
            int out = frame.output(row);
            for (int i = 0; i < width; i++) {
                frame.output()[out + i] = gains[i] * frame.input(0)[in + i];
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        float[] gains = frame.parameters()[0];
        for (int row = 0; row < frame.rows(); row++) {
            int in = frame.input(0, row);
            int out = frame.output(row);
            for (int i = 0; i < width; i++) {
                frame.inputGradient(0)[in + i] += gains[i] * frame.outputGradient()[out + i];
            }
        }
    }

    @Override
    public void parameterGradients(Frame frame) {
        float[] gradient = frame.parameterGradients()[0];
        for (int row = 0; row < frame.rows(); row++) {
            int in = frame.input(0, row);
            int out = frame.output(row);
            for (int i = 0; i < width; i++) {
                gradient[i] += frame.input(0)[in + i] * frame.outputGradient()[out + i];
            }
        }
    }
}
