package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Shape;

/** One axis out of many; the elements keep their order (row-major). */
public record Flatten() implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) {
        return Shape.of(inputs.getFirst().shape().size());
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.oneToOne(output);
    }
}
