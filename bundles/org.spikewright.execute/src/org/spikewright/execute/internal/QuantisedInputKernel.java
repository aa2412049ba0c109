package org.spikewright.execute.internal;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;

/**
 * Values as whole multiples of a step above a zero, from 0 to the largest of so many bits. Bhalgat et al., <i>LSQ+</i>, CVPR workshops
 * 2020, equations 6 to 8.
 *
 * @param width elements
 * @param channels how many steps and zeros
 * @param hop elements of a channel that stand behind each other
 */
record QuantisedInputKernel(int width, int channels, int hop, int bits) implements OperatorKernel {

    private float most() {
        return Math.scalb(1f, bits) - 1;
    }

    /** Values from 0 to 1 are covered at first. */
    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        Arrays.fill(values[parameter], parameter == 0 ? 1 / most() : 0);
    }

    private int channel(int element) {
        return element / hop % channels;
    }

    @Override
    public void forward(Frame frame) {
        float[] step = frame.parameters()[0];
        float[] zero = frame.parameters()[1];
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < width; i++) {
                int c = channel(i);
                float multiple = (frame.input(0)[frame.input(0, row) + i] - zero[c]) / step[c];
                frame.output()[frame.output(row) + i] = (float) Math.rint(Math.clamp(multiple, 0, most())) * step[c] + zero[c];
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        float[] step = frame.parameters()[0];
        float[] zero = frame.parameters()[1];
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < width; i++) {
                int c = channel(i);
                float multiple = (frame.input(0)[frame.input(0, row) + i] - zero[c]) / step[c];
                if (multiple >= 0 && multiple <= most()) {
                    frame.inputGradient(0)[frame.input(0, row) + i] += frame.outputGradient()[frame.output(row) + i];
                }
            }
        }
    }

    @Override
    public void parameterGradients(Frame frame) {
        float[] step = frame.parameters()[0];
        float[] zero = frame.parameters()[1];
        float scale = (float) (1 / Math.sqrt(width * most()));
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < width; i++) {
                int c = channel(i);
                float multiple = (frame.input(0)[frame.input(0, row) + i] - zero[c]) / step[c];
                float gradient = frame.outputGradient()[frame.output(row) + i] * scale;
                boolean isInside = multiple >= 0 && multiple <= most();
                frame.parameterGradients()[0][c] += gradient * (isInside ? (float) Math.rint(multiple) - multiple : multiple < 0 ? 0 : most());
                frame.parameterGradients()[1][c] += isInside ? 0 : gradient;
            }
        }
    }
}
