package org.spikewright.network.operator;

import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Initial;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/** Numbers that the network stores: {@code NAME.value}, learnt or as they are. */
public record Tensor(Shape shape, boolean learned, Initial initial) implements Operator {

    @Override
    public OptionalInt arity() {
        return OptionalInt.of(0);
    }

    @Override
    public Shape shape(List<Incoming> inputs) {
        return shape;
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        return List.of(new Parameter(owner + ".value", shape, 1, learned));
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return new Connectivity(Connectivity.Role.CONSTANT, List.of());
    }

    @Override
    public String family() {
        return "tensors";
    }
}
