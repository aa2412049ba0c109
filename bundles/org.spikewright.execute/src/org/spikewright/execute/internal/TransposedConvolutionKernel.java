package org.spikewright.execute.internal;

import java.util.Arrays;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.kernel.Primitives.Factor;

/**
 * The adjoint of a convolution: each place that comes in is spread over a window of those that go out. Weights
 * {@code [channels][incoming of a group][elements]}.
 *
 * @param windows over what goes out
 */
record TransposedConvolutionKernel(Windows windows, int incoming, int channels, int groups) implements OperatorKernel {

    private static final int COLUMNS = 0;

    private int each() {
        return incoming / groups;
    }

    private int own() {
        return channels / groups;
    }

    /** The first channel that comes in of those that a channel sees. */
    private int group(int channel) {
        return channel / own() * each();
    }

    @Override
    public void forward(Frame frame) {
        int volume = windows.volume();
        int count = windows.count();
        float[] columns = frame.scratch(COLUMNS).ofLength(volume * count);
        float[] y = frame.output();
        for (int row = 0; row < frame.rows(); row++) {
            for (int c = 0; c < channels; c++) {
                int out = frame.output(row) + c * windows.places();
                Arrays.fill(y, out, out + windows.places(), frame.parameters().length > 1 ? frame.parameters()[1][c] : 0);
                Arrays.fill(columns, 0, volume * count, 0f);
                frame.primitives().product(volume, each(), count, new Factor(frame.parameters()[0], c * each() * volume, 1, volume),
                        Factor.rows(frame.input(0), frame.input(0, row) + group(c) * count, count), columns, 0);
                windows.scatter(columns, 0, y, out);
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        int volume = windows.volume();
        int count = windows.count();
        float[] columns = frame.scratch(COLUMNS).ofLength(volume * count);
        for (int row = 0; row < frame.rows(); row++) {
            for (int c = 0; c < channels; c++) {
                windows.gather(frame.outputGradient(), frame.output(row) + c * windows.places(), columns, 0);
                frame.primitives().product(each(), volume, count, Factor.rows(frame.parameters()[0], c * each() * volume, volume),
                        Factor.rows(columns, 0, count), frame.inputGradient(0), frame.input(0, row) + group(c) * count);
            }
        }
    }

    @Override
    public void parameterGradients(Frame frame) {
        int volume = windows.volume();
        int count = windows.count();
        float[] columns = frame.scratch(COLUMNS).ofLength(volume * count);
        float[] gradient = frame.outputGradient();
        for (int row = 0; row < frame.rows(); row++) {
            for (int c = 0; c < channels; c++) {
                int out = frame.output(row) + c * windows.places();
                windows.gather(gradient, out, columns, 0);
                frame.primitives().product(each(), count, volume, Factor.rows(frame.input(0), frame.input(0, row) + group(c) * count, count),
                        Factor.transposed(columns, 0, count), frame.parameterGradients()[0], c * each() * volume);
                for (int i = out; frame.parameters().length > 1 && i < out + windows.places(); i++) {
                    frame.parameterGradients()[1][c] += gradient[i];
                }
            }
        }
    }
}
