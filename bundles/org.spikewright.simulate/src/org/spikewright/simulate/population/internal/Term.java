package org.spikewright.simulate.population.internal;

import java.util.List;
import java.util.Map;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/** A formula over slots, made ready to be worked out often. */
@FunctionalInterface
interface Term {

    double at(double[] slots);

    /**
     * Makes a formula ready.
     *
     * @param names of the slots
     * @param parameters numbers by name
     * @throws IllegalArgumentException if it names something else
     */
    static Term of(Expression formula, List<String> names, Map<String, Double> parameters) {
        return switch (formula) {
            case Expression.Constant(double value) -> _ -> value;
            case Expression.Symbol(String name) -> {
                int slot = names.indexOf(name);
                if (slot < 0 && !parameters.containsKey(name)) {
                    throw new IllegalArgumentException("a synapse's formula uses " + name + ", which it does not have");
                }
                double number = slot < 0 ? parameters.get(name) : 0;
                yield slot < 0 ? _ -> number : slots -> slots[slot];
            }
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) -> {
                Term a = of(left, names, parameters);
                Term b = of(right, names, parameters);
                yield switch (operator) {
                    case PLUS -> slots -> a.at(slots) + b.at(slots);
                    case MINUS -> slots -> a.at(slots) - b.at(slots);
                    case TIMES -> slots -> a.at(slots) * b.at(slots);
                    case OVER -> slots -> a.at(slots) / b.at(slots);
                    case POWER -> slots -> Math.pow(a.at(slots), b.at(slots));
                };
            }
            case Expression.Call(Function function, List<Expression> arguments) -> call(function,
                    arguments.stream().map(argument -> of(argument, names, parameters)).toArray(Term[]::new));
        };
    }

    private static Term call(Function function, Term[] x) {
        return switch (function) {
            case MIN -> slots -> Math.min(x[0].at(slots), x[1].at(slots));
            case MAX -> slots -> Math.max(x[0].at(slots), x[1].at(slots));
            case EXP -> slots -> Math.exp(x[0].at(slots));
            case WHERE -> slots -> x[0].at(slots) > 0 ? x[1].at(slots) : x[2].at(slots);
            default -> x.length == 1 ? slots -> function.apply(x[0].at(slots))
                    : slots -> function.apply(java.util.Arrays.stream(x).mapToDouble(term -> term.at(slots)).toArray());
        };
    }

    /** The largest number that stands in a formula, without its sign. */
    static double largestConstant(Expression formula, Map<String, Double> parameters) {
        return switch (formula) {
            case Expression.Constant(double value) -> Math.abs(value);
            case Expression.Symbol(String name) -> Math.abs(parameters.getOrDefault(name, 0.0));
            case Expression.Binary(_, Expression left, Expression right) -> Math.max(largestConstant(left, parameters),
                    largestConstant(right, parameters));
            case Expression.Call(_, List<Expression> arguments) -> arguments.stream()
                    .mapToDouble(argument -> largestConstant(argument, parameters)).max().orElse(0);
        };
    }
}
