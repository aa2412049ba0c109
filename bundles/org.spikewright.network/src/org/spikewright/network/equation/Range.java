package org.spikewright.network.equation;

import java.util.List;

/**
 * Between which two numbers a value lies, by interval arithmetic: never too narrow; too wide where a symbol stands several times
 * in a formula.
 *
 * @param least the lower end, perhaps {@code Double.NEGATIVE_INFINITY}
 * @param most the upper end, perhaps {@code Double.POSITIVE_INFINITY}
 */
public record Range(double least, double most) {

    private static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Range {
        least = Double.isNaN(least) ? Double.NEGATIVE_INFINITY : least;
        most = Double.isNaN(most) ? Double.POSITIVE_INFINITY : most;
    }

    /** One number. */
    public static Range of(double value) {
        return new Range(value, value);
    }

    /** Where a formula's value lies if its symbols lie in some ranges. */
    public static Range of(Expression formula, java.util.function.Function<String, Range> symbols) {
        return switch (formula) {
            case Expression.Constant(double value) -> of(value);
            case Expression.Symbol(String name) -> symbols.apply(name);
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) -> binary(operator, of(left, symbols),
                    of(right, symbols));
            case Expression.Call(Function function, List<Expression> arguments) -> call(function,
                    arguments.stream().map(argument -> of(argument, symbols)).toList());
        };
    }

    private static Range binary(Expression.Operator operator, Range a, Range b) {
        return switch (operator) {
            case PLUS -> new Range(a.least + b.least, a.most + b.most);
            case MINUS -> new Range(a.least - b.most, a.most - b.least);
            case TIMES -> hull(product(a.least, b.least), product(a.least, b.most), product(a.most, b.least), product(a.most, b.most));
            case OVER -> b.least < 0 && b.most > 0 || b.least == 0 && b.most == 0 ? ANY
                    : binary(Expression.Operator.TIMES, a, new Range(b.most == 0 ? Double.NEGATIVE_INFINITY : 1 / b.most,
                            b.least == 0 ? Double.POSITIVE_INFINITY : 1 / b.least));
            case POWER -> power(a, b);
        };
    }

    /** 0 times anything is 0: an end that is not reached counts as a large number. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    private static Range power(Range base, Range exponent) {
        boolean isWhole = exponent.least == exponent.most && exponent.least == Math.rint(exponent.least);
        if (base.least < 0 && !isWhole || base.least <= 0 && base.most >= 0 && exponent.least < 0) {
            return ANY;
        }
        Range ends = hull(Math.pow(base.least, exponent.least), Math.pow(base.least, exponent.most), Math.pow(base.most, exponent.least),
                Math.pow(base.most, exponent.most));
        boolean turns = base.least < 0 && base.most > 0 && exponent.least % 2 == 0;
        return turns ? new Range(Math.min(0, ends.least), ends.most) : ends;
    }

    private static Range hull(double... values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isNaN(value)) {
                return ANY;
            }
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new Range(least, most);
    }

    private static Range call(Function function, List<Range> x) {
        Range a = x.getFirst();
        return switch (function) {
            case EXP, LOG, SQRT, TANH, SIGMOID, EXPREL, SIGN, STEP, NON_NEGATIVE, FLOOR -> new Range(function.apply(a.least), function.apply(a.most));
            case ABS -> new Range(a.least <= 0 && a.most >= 0 ? 0 : Math.min(Math.abs(a.least), Math.abs(a.most)),
                    Math.max(Math.abs(a.least), Math.abs(a.most)));
            case SIN -> wave(a, 0.5 * Math.PI);
            case COS -> wave(a, 0);
            case MIN -> new Range(Math.min(a.least, x.get(1).least), Math.min(a.most, x.get(1).most));
            case MAX -> new Range(Math.max(a.least, x.get(1).least), Math.max(a.most, x.get(1).most));
            case STE -> a;
            case WHERE -> a.least > 0 ? x.get(1) : a.most <= 0 ? x.get(2)
                    : new Range(Math.min(x.get(1).least, x.get(2).least), Math.max(x.get(1).most, x.get(2).most));
        };
    }

    /** A sine that has its largest value at an angle. */
    private static Range wave(Range a, double top) {
        if (!(a.most - a.least < 2 * Math.PI)) {
            return new Range(-1, 1);
        }
        double from = Math.cos(a.least - top);
        double to = Math.cos(a.most - top);
        return new Range(reaches(a, top + Math.PI) ? -1 : Math.min(from, to), reaches(a, top) ? 1 : Math.max(from, to));
    }

    private static boolean reaches(Range a, double angle) {
        double first = angle + Math.ceil((a.least - angle) / (2 * Math.PI)) * 2 * Math.PI;
        return first <= a.most;
    }
}
