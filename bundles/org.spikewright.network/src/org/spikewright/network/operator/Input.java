package org.spikewright.network.operator;

import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Shape;

/** Receives the data set's sample. */
public record Input(Shape shape) implements Operator {

    @Override
    public OptionalInt arity() {
        return OptionalInt.of(0);
    }

    @Override
    public Shape shape(List<Incoming> inputs) {
        return shape;
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.source();
    }
}
