package org.spikewright.extension.sample;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Along;
import org.spikewright.network.operator.AxisLinks;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.OperatorKernel;

/** {@code y[i] = x[n - 1 - i]}: it only arranges what comes in, so that a chip can hold the network. */
public record Mirror() implements Operator {

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
    public Optional<OperatorKernel> kernel(List<Shape> inputs, Shape output) {
        int width = output.size();
        return Optional.of(new OperatorKernel() {

            @Override
            public void forward(Frame frame) {
                reverse(frame.rows(), frame.input(), frame.output());
            }

            @Override
            public void inputGradient(Frame frame, float[] outputGradient, float[] inputGradient) {
                reverse(frame.rows(), outputGradient, inputGradient);
            }

            private void reverse(int rows, float[] from, float[] to) {
                for (int row = 0; row < rows; row++) {
                    for (int i = 0; i < width; i++) {
                        to[row * width + i] = from[row * width + width - 1 - i];
                    }
                }
            }
        });
    }
}
