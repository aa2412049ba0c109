package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Shape;

/** What came in some steps before. */
public record Delay(int steps) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(0, 0, (long) steps * output.size());
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.oneToOne(output);
    }

    @Override
    public Time time() {
        return steps == 0 ? Time.POINTWISE : Time.SCAN;
    }
}
