package org.spikewright.execute.internal;

import java.util.random.RandomGenerator;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.operator.Tensor;

/** Gives the numbers that are stored. */
record TensorKernel(Tensor tensor) implements OperatorKernel {

    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        FirstValues.fill(tensor.initial(), tensor.shape(), values[parameter], random);
    }

    @Override
    public void forward(Frame frame) {
        float[] values = frame.parameters()[0];
        for (int row = 0; row < frame.rows(); row++) {
            System.arraycopy(values, 0, frame.output(), frame.output(row), values.length);
        }
    }

    @Override
    public void backward(Frame frame) {
        // receives nothing
    }

    @Override
    public void parameterGradients(Frame frame) {
        float[] gradient = frame.parameterGradients()[0];
        for (int row = 0; row < frame.rows(); row++) {
            int from = frame.output(row);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += frame.outputGradient()[from + i];
            }
        }
    }
}
