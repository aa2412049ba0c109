package org.spikewright.kernel.internal;

import java.util.List;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/**
 * Formulas as Java in double arithmetic, each operation as {@link Expression} evaluates it.
 *
 * @param names of variables
 */
record DoubleFormula(Names names) {

    /** The formula as an operand that needs no further parentheses. */
    String text(Expression formula) {
        return switch (formula) {
            case Expression.Constant(double value) -> literal(value);
            case Expression.Symbol(String name) -> names.of(name);
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) -> switch (operator) {
                case POWER -> "Math.pow(" + text(left) + ", " + text(right) + ")";
                case PLUS, MINUS, TIMES, OVER -> "(" + text(left) + " " + operator.sign() + " " + text(right) + ")";
            };
            case Expression.Call(Function function, List<Expression> arguments) -> call(function,
                    arguments.stream().map(this::text).toList());
        };
    }

    private String call(Function function, List<String> x) {
        String a = x.getFirst();
        return switch (function) {
            case EXP, LOG, SQRT, ABS, TANH, SIN, COS, FLOOR, MIN, MAX -> "Math." + function.word() + "(" + String.join(", ", x) + ")";
            case EXPREL -> "(" + a + " == 0 ? 1 : Math.expm1(" + a + ") / " + a + ")";
            case SIGMOID -> "(1 / (1 + Math.exp(-" + a + ")))";
            case SIGN -> "Math.signum(" + a + ")";
            case STEP -> "(" + a + " > 0 ? 1.0 : 0.0)";
            case NON_NEGATIVE -> "(" + a + " >= 0 ? 1.0 : 0.0)";
            case STE -> a;
            case WHERE -> "(" + a + " > 0 ? " + x.get(1) + " : " + x.get(2) + ")";
        };
    }

    /** A number as a double literal. */
    static String literal(double value) {
        if (Double.isNaN(value)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return value < 0 ? "(" + value + ")" : Double.toString(value);
    }
}
