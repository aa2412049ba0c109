package org.spikewright.network.operator;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/**
 * What a layer does with what it receives, at every time step. Axes count from 0, the outermost. Other bundles may bring
 * operators of their own.
 */
public interface Operator {

    /** How many inputs it takes; empty for any number from one on. */
    default OptionalInt arity() {
        return OptionalInt.of(1);
    }

    /**
     * The shape of what it gives.
     *
     * @param inputs what it receives, as many as its {@linkplain #arity arity} says
     * @throws ShapeMismatch if it cannot take them; the message shows what is given and by whom
     */
    Shape shape(List<Incoming> inputs) throws ShapeMismatch;

    /**
     * The arrays that it stores, learnable or not.
     *
     * @param owner what their names start with
     * @throws ArithmeticException if one has more elements than fit
     */
    default List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
        return List.of();
    }

    /** What it computes in one step on one sample, were nothing sparse. */
    default OperationCount operations(List<Shape> inputs, Shape output) {
        return OperationCount.NONE;
    }

    /** How the elements that it gives are connected to those that it receives. */
    Connectivity connectivity(List<Shape> inputs, Shape output);

    /** What it needs of other steps and samples. */
    default Time time() {
        return Time.POINTWISE;
    }

    /** Whether what it gives are neurons, which a chip holds one by one. */
    default boolean isNeurons() {
        return false;
    }

    /** What it is called in a description, for instance {@code dense} or a neuron's name. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What it and others of its class are called in a sentence. */
    default String family() {
        return label();
    }
}
