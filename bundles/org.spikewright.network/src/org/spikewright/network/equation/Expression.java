package org.spikewright.network.equation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A formula over named numbers, in coherent SI units. The operations below fold constants and neutral elements, so that
 * derivatives stay small; an expression once made never changes.
 */
public sealed interface Expression {

    /** A number. */
    record Constant(double value) implements Expression {
        @Override
        public String toString() {
            return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /** A named number: a state, an input, a parameter, or {@code dt}. */
    record Symbol(String name) implements Expression {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Two operands joined by an operator. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public String toString() {
            return "(" + left + " " + operator.sign() + " " + right + ")";
        }
    }

    /** A function's value. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
            if (arguments.size() != function.arity()) {
                throw new IllegalArgumentException(function.word() + " takes " + function.arity() + " arguments");
            }
        }

        @Override
        public String toString() {
            return function.word() + "(" + String.join(", ", arguments.stream().map(Object::toString).toList()) + ")";
        }
    }

    /** The arithmetic operators. */
    enum Operator {
        PLUS("+"), MINUS("-"), TIMES("*"), OVER("/"), POWER("^");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As it is written in the language. */
        public String sign() {
            return sign;
        }

        double apply(double a, double b) {
            return switch (this) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                case OVER -> a / b;
                case POWER -> Math.pow(a, b);
            };
        }
    }

    Expression ZERO = new Constant(0);
    Expression ONE = new Constant(1);

    static Expression of(double value) {
        return new Constant(value);
    }

    static Expression symbol(String name) {
        return new Symbol(name);
    }

    static Expression call(Function function, List<Expression> arguments) {
        if (arguments.stream().allMatch(Constant.class::isInstance)) {
            return of(function.apply(arguments.stream().mapToDouble(a -> ((Constant) a).value()).toArray()));
        }
        return new Call(function, arguments);
    }

    default Expression plus(Expression other) {
        return is(0) ? other : other.is(0) ? this : binary(Operator.PLUS, other);
    }

    default Expression minus(Expression other) {
        return other.is(0) ? this : equals(other) ? ZERO : binary(Operator.MINUS, other);
    }

    default Expression times(Expression other) {
        if (is(0) || other.is(0)) {
            return ZERO;
        }
        return is(1) ? other : other.is(1) ? this : binary(Operator.TIMES, other);
    }

    default Expression over(Expression other) {
        return is(0) && !other.is(0) ? ZERO : other.is(1) ? this : binary(Operator.OVER, other);
    }

    default Expression power(double exponent) {
        return power(of(exponent));
    }

    default Expression power(Expression exponent) {
        return exponent.is(0) ? ONE : exponent.is(1) ? this : binary(Operator.POWER, exponent);
    }

    default Expression negated() {
        return ZERO.equals(this) ? this : of(-1).times(this);
    }

    /** How many operations on numbers it takes. */
    default long operations() {
        return switch (this) {
            case Constant _, Symbol _ -> 0;
            case Binary binary -> 1 + binary.left().operations() + binary.right().operations();
            case Call call -> 1 + call.arguments().stream().mapToLong(Expression::operations).sum();
        };
    }

    /** Whether this is that number. */
    default boolean is(double value) {
        return this instanceof Constant constant && constant.value() == value;
    }

    /** An operator applied to this and another operand; folded if both are numbers. */
    default Expression binary(Operator operator, Expression right) {
        if (this instanceof Constant a && right instanceof Constant b) {
            return of(operator.apply(a.value(), b.value()));
        }
        return new Binary(operator, this, right);
    }

    /** The value where each symbol has the value that {@code values} gives it. */
    default double value(ToDoubleFunction<String> values) {
        return switch (this) {
            case Constant constant -> constant.value();
            case Symbol symbol -> values.applyAsDouble(symbol.name());
            case Binary binary -> binary.operator().apply(binary.left().value(values), binary.right().value(values));
            case Call call -> call.function().apply(call.arguments().stream().mapToDouble(a -> a.value(values)).toArray());
        };
    }

    /** This with symbols replaced; symbols that the map lacks stay. */
    default Expression substitute(Map<String, Expression> replacements) {
        return switch (this) {
            case Constant constant -> constant;
            case Symbol symbol -> replacements.getOrDefault(symbol.name(), symbol);
            case Binary binary -> rebuild(binary.operator(), binary.left().substitute(replacements),
                    binary.right().substitute(replacements));
            case Call call -> call(call.function(), call.arguments().stream().map(a -> a.substitute(replacements)).toList());
        };
    }

    /** The partial derivative by a symbol, every other symbol held. */
    default Expression derivative(String by) {
        return switch (this) {
            case Constant _ -> ZERO;
            case Symbol symbol -> symbol.name().equals(by) ? ONE : ZERO;
            case Binary binary -> derivative(binary, by);
            case Call call -> {
                Expression sum = ZERO;
                for (int k = 0; k < call.arguments().size(); k++) {
                    Expression inner = call.arguments().get(k).derivative(by);
                    if (!inner.is(0)) {
                        sum = sum.plus(call.function().partial(k, call.arguments()).times(inner));
                    }
                }
                yield sum;
            }
        };
    }

    /** The names of all symbols in it, in the order of their first appearance. */
    default Set<String> symbols() {
        Set<String> names = new LinkedHashSet<>();
        collect(names);
        return names;
    }

    private void collect(Set<String> names) {
        switch (this) {
            case Constant _ -> {
                // has none
            }
            case Symbol symbol -> names.add(symbol.name());
            case Binary binary -> {
                binary.left().collect(names);
                binary.right().collect(names);
            }
            case Call call -> call.arguments().forEach(a -> a.collect(names));
        }
    }

    private static Expression derivative(Binary binary, String by) {
        Expression f = binary.left();
        Expression g = binary.right();
        Expression df = f.derivative(by);
        Expression dg = g.derivative(by);
        return switch (binary.operator()) {
            case PLUS -> df.plus(dg);
            case MINUS -> dg.is(0) ? df : df.is(0) ? dg.negated() : df.minus(dg);
            case TIMES -> df.times(g).plus(f.times(dg));
            case OVER -> dg.is(0) ? df.over(g) : df.times(g).minus(f.times(dg)).over(g.power(2));
            case POWER -> {
                Expression byBase = df.is(0) ? ZERO : g.times(f.power(g.minus(ONE))).times(df);
                Expression byExponent = dg.is(0) ? ZERO : call(Function.LOG, List.of(f)).times(binary).times(dg);
                yield byBase.plus(byExponent);
            }
        };
    }

    private static Expression rebuild(Operator operator, Expression left, Expression right) {
        return switch (operator) {
            case PLUS -> left.plus(right);
            case MINUS -> left.minus(right);
            case TIMES -> left.times(right);
            case OVER -> left.over(right);
            case POWER -> left.power(right);
        };
    }
}
