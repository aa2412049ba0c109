package org.spikewright.kernel.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.spikewright.kernel.Adjoint;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/**
 * A step as a layer runs it, with its adjoint: the first inputs are driven, the others receive nothing.
 *
 * @param step with 0 in place of other inputs
 * @param driven the names of the inputs that are driven
 */
public record LayerStep(StepProgram step, Adjoint adjoint, List<String> driven) {

    /**
     * That step as a layer's.
     *
     * @param inputs how many inputs are driven
     * @throws IllegalArgumentException if the neuron has what layers lack
     */
    public static LayerStep of(StepProgram step, boolean resetGradient, int inputs) {
        String lacking = !step.noises().isEmpty() ? "noise" : step.adaptive().isPresent() ? "a solver that chooses its own steps" : null;
        if (lacking != null) {
            throw new IllegalArgumentException("neuron " + step.name() + " has " + lacking
                    + ", which layers cannot run; use it in a population");
        }
        Map<String, Expression> nothing = new HashMap<>();
        step.inputs().stream().skip(inputs).forEach(input -> nothing.put(input, Expression.ZERO));
        StepProgram received = step.receiving(nothing);
        List<String> driven = step.inputs().stream().limit(inputs).toList();
        List<String> wanted = Stream.of(driven, step.varying(), step.derived()).flatMap(List::stream).toList();
        return new LayerStep(received, Adjoint.of(received, wanted, resetGradient), driven);
    }

    /** What differs from neuron to neuron: varying parameters, then what is derived from them. */
    List<String> given() {
        return Stream.concat(step.varying().stream(), step.derived().stream()).toList();
    }

    /** The name of the gradient by an input or by what is given, as far as it is summed up. */
    static String sum(String name) {
        return "$sum_of_" + name;
    }

    /** That gradient with what this step adds. */
    Expression gradient(String name) {
        return new Expression.Binary(Expression.Operator.PLUS, Expression.symbol(sum(name)), adjoint.wanted().getOrDefault(name, Expression.ZERO));
    }
}
