package org.spikewright.extension.sample;

import java.util.List;
import org.spikewright.execute.ComputedOperator;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.OperationCount;

/** What comes in, with a mistake on the way back. */
record Faulty() implements ComputedOperator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return OperationCount.NONE;
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.oneToOne(output);
    }

    @Override
    public OperatorKernel kernel(List<Shape> inputs, Shape output) {
        return new OperatorKernel() {

            @Override
            public void forward(Frame frame) {
                for (int row = 0; row < frame.rows(); row++) {
                    System.arraycopy(frame.input(0), frame.input(0, row), frame.output(), frame.output(row), output.size());
                }
            }

            @Override
            public void backward(Frame frame) {
                frame.inputGradient(1)[0] = 0;
            }
        };
    }
}
