package org.spikewright.network.operator;

import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;

/**
 * What another layer gave in the step before: a state of the network. {@link Network#updates} says of which layer.
 *
 * @param initial every element of it in the first step
 */
public record PreviousValue(Shape shape, double initial) implements Operator {

    @Override
    public OptionalInt arity() {
        return OptionalInt.of(0);
    }

    @Override
    public Shape shape(List<Incoming> inputs) {
        return shape;
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(0, 0, output.size());
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.source();
    }

    @Override
    public Time time() {
        return Time.SCAN;
    }

    @Override
    public String family() {
        return "states with 'next'";
    }
}
