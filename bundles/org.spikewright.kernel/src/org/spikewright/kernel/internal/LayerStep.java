package org.spikewright.kernel.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.spikewright.kernel.Adjoint;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/**
 * A step as a layer runs it, with its adjoint: the first input is driven, the others receive nothing.
 *
 * @param step with 0 in place of other inputs
 * @param driven the name of the first input, if there is one
 */
public record LayerStep(StepProgram step, Adjoint adjoint, Optional<String> driven) {

    /** The gradient by the drive so far. */
    static final String SUM = "$sum";

    /**
     * That step as a layer's.
     *
     * @throws IllegalArgumentException if the neuron has what layers lack
     */
    public static LayerStep of(StepProgram step, boolean resetGradient) {
        String lacking = !step.noises().isEmpty() ? "noise" : step.adaptive().isPresent() ? "a solver that chooses its own steps" : null;
        if (lacking != null) {
            throw new IllegalArgumentException("neuron " + step.name() + " has " + lacking
                    + ", which layers cannot run; use it in a population");
        }
        Map<String, Expression> nothing = new HashMap<>();
        step.inputs().stream().skip(1).forEach(input -> nothing.put(input, Expression.ZERO));
        StepProgram driven = step.receiving(nothing);
        Optional<String> first = step.inputs().stream().findFirst();
        return new LayerStep(driven, Adjoint.of(driven, first.stream().toList(), resetGradient), first);
    }

    /** The gradient by the drive with what this step adds. */
    Expression gradient() {
        return new Expression.Binary(Expression.Operator.PLUS, Expression.symbol(SUM), driven.map(adjoint.wanted()::get).orElse(Expression.ZERO));
    }
}
