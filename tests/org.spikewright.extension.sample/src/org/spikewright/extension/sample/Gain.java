package org.spikewright.extension.sample;

import java.util.List;
import org.spikewright.execute.ComputedOperator;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.OperationCount;

/** {@code y[i] = g[i] x[i]}; the gains are stored as {@code NAME.gain}. */
public record Gain(double initial) implements ComputedOperator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        return List.of(new Parameter(owner + ".gain", output, 1));
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(output.size(), 0, 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.oneToOne(output);
    }

    @Override
    public OperatorKernel kernel(List<Shape> inputs, Shape output) {
        return new GainKernel(output.size(), (float) initial);
    }
}
