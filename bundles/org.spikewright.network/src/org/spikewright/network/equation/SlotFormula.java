package org.spikewright.network.equation;

import java.util.List;

/**
 * A formula made ready to be computed many times: its symbols stand for places in an array. It computes what
 * {@link Expression#value} does, bit by bit. Immutable; for any thread.
 */
@FunctionalInterface
public interface SlotFormula {

    /** The value where the symbol at place {@code k} is {@code slots[k]}. */
    double value(double[] slots);

    /**
     * Makes a formula ready.
     *
     * @param symbols those of the formula, each at its place
     * @throws IllegalArgumentException if the formula has another symbol
     */
    static SlotFormula of(Expression formula, List<String> symbols) {
        return switch (formula) {
            case Expression.Constant(double value) -> _ -> value;
            case Expression.Symbol(String name) -> {
                int slot = symbols.indexOf(name);
                if (slot < 0) {
                    throw new IllegalArgumentException("a formula uses " + name + ", which nothing defines");
                }
                yield slots -> slots[slot];
            }
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) ->
                binary(operator, of(left, symbols), of(right, symbols));
            case Expression.Call(Function function, List<Expression> arguments) ->
                call(function, arguments.stream().map(argument -> of(argument, symbols)).toArray(SlotFormula[]::new));
        };
    }

    private static SlotFormula binary(Expression.Operator operator, SlotFormula left, SlotFormula right) {
        return switch (operator) {
            case PLUS -> slots -> left.value(slots) + right.value(slots);
            case MINUS -> slots -> left.value(slots) - right.value(slots);
            case TIMES -> slots -> left.value(slots) * right.value(slots);
            case OVER -> slots -> left.value(slots) / right.value(slots);
            case POWER -> slots -> Math.pow(left.value(slots), right.value(slots));
        };
    }

    private static SlotFormula call(Function function, SlotFormula[] arguments) {
        if (function == Function.WHERE) {
            return slots -> arguments[0].value(slots) > 0 ? arguments[1].value(slots) : arguments[2].value(slots);
        }
        if (arguments.length == 1) {
            SlotFormula argument = arguments[0];
            return slots -> function.apply(argument.value(slots));
        }
        return slots -> {
            double[] values = new double[arguments.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = arguments[k].value(slots);
            }
            return function.apply(values);
        };
    }
}
