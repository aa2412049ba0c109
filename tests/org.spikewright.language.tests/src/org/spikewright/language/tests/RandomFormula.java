package org.spikewright.language.tests;

import java.util.List;
import org.spikewright.common.RandomStream;

/**
 * A formula of the language drawn at random, which evaluates itself: an oracle that shares nothing with the compiler.
 *
 * @param text as it stands in a model
 * @param meaning its value for the values of a, b, c and d
 */
record RandomFormula(String text, Meaning meaning) {

    /** The symbols of formulas. */
    static final List<String> SYMBOLS = List.of("a", "b", "c", "d");

    /**
     * A value in double precision with a bound on what rounding every operation to single precision can change of it.
     *
     * @param value the value
     * @param error at most this far from a value computed in single precision
     */
    record Value(double value, double error) {

        private static Value rounded(double value, double inherited) {
            // Functions of kernels are good to a few units in the last place.
            return new Value(value, inherited + 0x1p-21 * Math.abs(value) + 1e-37);
        }
    }

    /** What a formula means. */
    @FunctionalInterface
    interface Meaning {
        Value of(double[] symbols);
    }

    /** A formula of any operations. */
    static RandomFormula value(RandomStream random, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return exact(random, 0);
        }
        return switch (random.nextInt(16)) {
            case 0 -> infix("+", value(random, depth - 1), value(random, depth - 1));
            case 1 -> infix("-", value(random, depth - 1), value(random, depth - 1));
            case 2, 3 -> infix("*", value(random, depth - 1), value(random, depth - 1));
            case 4 -> infix("/", value(random, depth - 1), above(value(random, depth - 1)));
            case 5 -> power(value(random, depth - 1), random.nextInt(4));
            case 6 -> function("exp", bounded(value(random, depth - 1)), Math::exp, Math::exp);
            case 7 -> function("log", above(value(random, depth - 1)), Math::log, x -> 1 / x);
            case 8 -> function("sqrt", above(value(random, depth - 1)), Math::sqrt, x -> 1 / Math.sqrt(x));
            case 9 -> function("tanh", value(random, depth - 1), Math::tanh, _ -> 1);
            case 10 -> function("sigmoid", value(random, depth - 1), x -> 1 / (1 + Math.exp(-x)), _ -> 1);
            case 11 -> function("sin", bounded(value(random, depth - 1)), Math::sin, _ -> 1);
            case 12 -> function("cos", bounded(value(random, depth - 1)), Math::cos, _ -> 1);
            case 13 -> where(condition(random, 2), value(random, depth - 1), value(random, depth - 1));
            case 14 -> negated(value(random, depth - 1));
            default -> exact(random, depth);
        };
    }

    /** A formula that single precision computes exactly: of dyadic numbers, sums, halves, limits and whole parts. */
    static RandomFormula exact(RandomStream random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(4) == 0 ? constant((random.nextInt(17) - 8) / 4.0) : symbol(random.nextInt(SYMBOLS.size()));
        }
        RandomFormula x = exact(random, depth - 1);
        RandomFormula y = exact(random, depth - 1);
        return switch (random.nextInt(10)) {
            case 0, 1 -> infix("+", x, y).exactly();
            case 2, 3 -> infix("-", x, y).exactly();
            case 4 -> infix("*", x, constant(0.5)).exactly();
            case 5 -> infix("/", x, constant(2)).exactly();
            case 6 -> call("min", x, y, Math::min).exactly();
            case 7 -> call("max", x, y, Math::max).exactly();
            case 8 -> function(random.nextInt(2) == 0 ? "abs" : "floor", x).exactly();
            default -> where(condition(random, 1), x, y).exactly();
        };
    }

    /** A condition: comparisons of exact formulas, often of equal values, joined by and, or. */
    static RandomFormula condition(RandomStream random, int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            RandomFormula left = condition(random, depth - 1);
            RandomFormula right = condition(random, depth - 1);
            boolean both = random.nextInt(2) == 0;
            return new RandomFormula("(" + left.text + (both ? " and " : " or ") + right.text + ")", symbols -> {
                boolean a = left.holds(symbols);
                boolean b = right.holds(symbols);
                return new Value((both ? a && b : a || b) ? 1 : 0, 0);
            });
        }
        RandomFormula left = exact(random, 1);
        RandomFormula right = exact(random, 1);
        String operator = List.of(">", ">=", "<", "<=").get(random.nextInt(4));
        return new RandomFormula("(" + left.text + " " + operator + " " + right.text + ")", symbols -> {
            double a = left.meaning.of(symbols).value();
            double b = right.meaning.of(symbols).value();
            boolean holds = switch (operator) {
                case ">" -> a > b;
                case ">=" -> a >= b;
                case "<" -> a < b;
                default -> a <= b;
            };
            return new Value(holds ? 1 : 0, 0);
        });
    }

    /** Whether a condition holds. */
    boolean holds(double[] symbols) {
        return meaning.of(symbols).value() > 0;
    }

    private RandomFormula exactly() {
        return new RandomFormula(text, symbols -> new Value(meaning.of(symbols).value(), 0));
    }

    private static RandomFormula constant(double number) {
        return new RandomFormula(number < 0 ? "(" + number + ")" : Double.toString(number), _ -> new Value(number, 0));
    }

    private static RandomFormula symbol(int index) {
        return new RandomFormula(SYMBOLS.get(index), symbols -> new Value(symbols[index], 0));
    }

    private static RandomFormula infix(String operator, RandomFormula left, RandomFormula right) {
        return new RandomFormula("(" + left.text + " " + operator + " " + right.text + ")", symbols -> {
            Value a = left.meaning.of(symbols);
            Value b = right.meaning.of(symbols);
            return switch (operator) {
                // A sum may cancel, so that what rounding its operands changed is all that is left.
                case "+" -> Value.rounded(a.value + b.value, a.error + b.error + 0x1p-23 * (Math.abs(a.value) + Math.abs(b.value)));
                case "-" -> Value.rounded(a.value - b.value, a.error + b.error + 0x1p-23 * (Math.abs(a.value) + Math.abs(b.value)));
                case "*" -> Value.rounded(a.value * b.value,
                        Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error);
                default -> Value.rounded(a.value / b.value,
                        (a.error + Math.abs(a.value / b.value) * b.error) / Math.max(1e-300, Math.abs(b.value) - b.error));
            };
        });
    }

    private static RandomFormula power(RandomFormula base, int exponent) {
        return new RandomFormula("(" + base.text + " ^ " + exponent + ")", symbols -> {
            Value x = base.meaning.of(symbols);
            double slope = exponent == 0 ? 0 : exponent * Math.pow(Math.abs(x.value) + x.error, exponent - 1);
            return Value.rounded(Math.pow(x.value, exponent), slope * x.error + 0x1p-22 * Math.abs(Math.pow(x.value, exponent)));
        });
    }

    private static RandomFormula negated(RandomFormula x) {
        return new RandomFormula("(-" + x.text + ")", symbols -> {
            Value value = x.meaning.of(symbols);
            return new Value(-value.value, value.error);
        });
    }

    private static RandomFormula where(RandomFormula condition, RandomFormula yes, RandomFormula no) {
        return new RandomFormula("where(" + condition.text + ", " + yes.text + ", " + no.text + ")",
                symbols -> (condition.holds(symbols) ? yes : no).meaning.of(symbols));
    }

    /** A formula above 0, so that quotients, roots and logarithms are well conditioned. */
    private static RandomFormula above(RandomFormula x) {
        return infix("+", function("abs", x), constant(1));
    }

    /** A formula between −8 and 8. */
    private static RandomFormula bounded(RandomFormula x) {
        return call("max", call("min", x, constant(8), Math::min), constant(-8), Math::max);
    }

    private static RandomFormula function(String name, RandomFormula x) {
        return name.equals("abs") ? function(name, x, Math::abs, _ -> 1) : function(name, x, Math::floor, _ -> 0);
    }

    private static RandomFormula function(String name, RandomFormula x, java.util.function.DoubleUnaryOperator value,
            java.util.function.DoubleUnaryOperator slope) {
        return new RandomFormula(name + "(" + x.text + ")", symbols -> {
            Value argument = x.meaning.of(symbols);
            double steepest = Math.max(slope.applyAsDouble(argument.value - argument.error),
                    slope.applyAsDouble(argument.value + argument.error));
            double result = value.applyAsDouble(argument.value);
            boolean rounds = !name.equals("abs") && !name.equals("floor");
            return new Value(result, steepest * argument.error + (rounds ? 0x1p-20 * (Math.abs(result) + 0x1p-3) : 0));
        });
    }

    private static RandomFormula call(String name, RandomFormula x, RandomFormula y, java.util.function.DoubleBinaryOperator value) {
        return new RandomFormula(name + "(" + x.text + ", " + y.text + ")", symbols -> {
            Value a = x.meaning.of(symbols);
            Value b = y.meaning.of(symbols);
            return new Value(value.applyAsDouble(a.value, b.value), Math.max(a.error, b.error));
        });
    }
}
