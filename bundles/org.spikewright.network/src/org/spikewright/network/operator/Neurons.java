package org.spikewright.network.operator;

import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.NeuronProgram;

/**
 * One neuron for each element of its input; the first input drives the program's first input, and so on.
 *
 * @param varied parameters that are not one number for all
 */
public record Neurons(NeuronProgram program, List<ParameterSpec> varied) implements Operator {

    public Neurons {
        varied = List.copyOf(varied);
    }

    /** Neurons that are all alike. */
    public Neurons(NeuronProgram program) {
        this(program, List.of());
    }

    @Override
    public OptionalInt arity() {
        return OptionalInt.empty();
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        return Broadcast.shape("neurons need", inputs);
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        return varied.stream().map(one -> new Parameter(owner + "." + one.parameter(), one.each() ? output : Shape.of(1), 1,
                one.learned())).toList();
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        long size = output.size();
        return new OperationCount(0, size * program.operations(), size * program.states().size());
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return new Connectivity(Connectivity.Role.SOURCE, Broadcast.links(inputs, output));
    }

    @Override
    public Time time() {
        return Time.SCAN;
    }

    @Override
    public boolean isNeurons() {
        return true;
    }

    @Override
    public String label() {
        return program.name();
    }

    @Override
    public String family() {
        return "neurons";
    }
}
