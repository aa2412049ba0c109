package org.spikewright.extension.sample;

import java.util.List;
import java.util.stream.IntStream;
import org.spikewright.execute.ComputedOperator;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Along;
import org.spikewright.network.operator.AxisLinks;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Incoming;

/** {@code y[i] = x[n - 1 - i]}: it only arranges what comes in, so that a chip can hold the network. */
public record Mirror() implements ComputedOperator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.linear(AxisLinks.byAxis(output, inputs.getFirst(), axis -> new Along.Listed(
                IntStream.range(0, output.extent(axis)).mapToObj(i -> new int[] {output.extent(axis) - 1 - i}).toArray(int[][]::new))));
    }

    @Override
    public OperatorKernel kernel(List<Shape> inputs, Shape output) {
        int width = output.size();
        return new OperatorKernel() {

            @Override
            public void forward(Frame frame) {
                for (int row = 0; row < frame.rows(); row++) {
                    for (int i = 0; i < width; i++) {
                        frame.output()[frame.output(row) + i] = frame.input(0)[frame.input(0, row) + width - 1 - i];
                    }
                }
            }

            @Override
            public void backward(Frame frame) {
                for (int row = 0; row < frame.rows(); row++) {
                    for (int i = 0; i < width; i++) {
                        frame.inputGradient(0)[frame.input(0, row) + width - 1 - i] += frame.outputGradient()[frame.output(row) + i];
                    }
                }
            }
        };
    }
}
