package org.spikewright.kernel.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/** A formula over slots, made ready to be worked out often. */
@FunctionalInterface
interface Term {

    double at(double[] slots);

    /**
     * Makes a formula ready.
     *
     * @param names of the slots, all that the formula uses
     */
    static Term of(Expression formula, List<String> names) {
        return switch (formula) {
            case Expression.Constant(double value) -> _ -> value;
            case Expression.Symbol(String name) -> {
                int slot = names.indexOf(name);
                yield slots -> slots[slot];
            }
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) -> {
                Term a = of(left, names);
                Term b = of(right, names);
                yield switch (operator) {
                    case PLUS -> slots -> a.at(slots) + b.at(slots);
                    case MINUS -> slots -> a.at(slots) - b.at(slots);
                    case TIMES -> slots -> a.at(slots) * b.at(slots);
                    case OVER -> slots -> a.at(slots) / b.at(slots);
                    case POWER -> slots -> Math.pow(a.at(slots), b.at(slots));
                };
            }
            case Expression.Call(Function function, List<Expression> arguments) -> call(function,
                    arguments.stream().map(argument -> of(argument, names)).toArray(Term[]::new));
        };
    }

    private static Term call(Function function, Term[] x) {
        return switch (function) {
            case MIN -> slots -> Math.min(x[0].at(slots), x[1].at(slots));
            case MAX -> slots -> Math.max(x[0].at(slots), x[1].at(slots));
            case EXP -> slots -> Math.exp(x[0].at(slots));
            case WHERE -> slots -> x[0].at(slots) > 0 ? x[1].at(slots) : x[2].at(slots);
            default -> x.length == 1 ? slots -> function.apply(x[0].at(slots))
                    : slots -> function.apply(Arrays.stream(x).mapToDouble(term -> term.at(slots)).toArray());
        };
    }
}
