package org.spikewright.extension.sample;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spikewright.network.operator.OperatorKernel;

/** What {@link Gain} computes. */
record GainKernel(int width, float initial) implements OperatorKernel {

    @Override
    public void initialise(int parameter, float[] values, RandomGenerator random) {
        Arrays.fill(values, initial);
    }

    @Override
    public void forward(Frame frame) {
        float[] gains = frame.parameters()[0];
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < width; i++) {
                frame.output()[row * width + i] = gains[i] * frame.input()[row * width + i];
            }
        }
    }

    @Override
    public void inputGradient(Frame frame, float[] outputGradient, float[] inputGradient) {
        float[] gains = frame.parameters()[0];
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < width; i++) {
                inputGradient[row * width + i] = gains[i] * outputGradient[row * width + i];
            }
        }
    }

    @Override
    public void parameterGradients(Frame frame, float[] outputGradient, float[][] gradients) {
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < width; i++) {
                gradients[0][i] += frame.input()[row * width + i] * outputGradient[row * width + i];
            }
        }
    }
}
