package org.spikewright.kernel.internal;

import java.util.List;
import org.spikewright.network.equation.Expression;

/**
 * One neuron at a time, in float arithmetic: a product and a sum round once, functions are those of {@link FloatFunctions}.
 *
 * @param names of variables
 */
record ScalarDialect(Names names) implements Dialect {

    @Override
    public String type() {
        return "float";
    }

    @Override
    public String load(String array, String index) {
        return array + "[" + index + "]";
    }

    @Override
    public String store(String array, String index, String value) {
        return array + "[" + index + "] = " + value + ";";
    }

    @Override
    public String text(Expression formula) {
        return switch (formula) {
            case Expression.Constant(double value) -> Dialect.literal(value);
            case Expression.Symbol(String name) -> names.of(name);
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) ->
                switch (operator) {
                    case POWER -> power(left, right);
                    case PLUS -> sum(left, right);
                    case MINUS, TIMES, OVER -> "(" + text(left) + " " + operator.sign() + " " + text(right) + ")";
                };
            case Expression.Call call -> call(call);
        };
    }

    private String sum(Expression left, Expression right) {
        if (Dialect.product(left).isPresent()) {
            return fma(Dialect.product(left).get(), right);
        }
        if (Dialect.product(right).isPresent()) {
            return fma(Dialect.product(right).get(), left);
        }
        return "(" + text(left) + " + " + text(right) + ")";
    }

    private String fma(Expression.Binary product, Expression summand) {
        return "Math.fma(" + text(product.left()) + ", " + text(product.right()) + ", " + text(summand) + ")";
    }

    private String power(Expression base, Expression exponent) {
        return exponent.is(2) ? "(" + text(base) + " * " + text(base) + ")"
                : "(float) Math.pow(" + text(base) + ", " + text(exponent) + ")";
    }

    private String call(Expression.Call call) {
        List<String> x = call.arguments().stream().map(this::text).toList();
        String a = x.getFirst();
        return switch (call.function()) {
            case EXP, EXPREL, SIGMOID, TANH -> call.function().word() + "(" + a + ")";
            case LOG -> "(float) Math.log(" + a + ")";
            case SQRT -> "(float) Math.sqrt(" + a + ")";
            case ABS -> "Math.abs(" + a + ")";
            case SIN -> "(float) Math.sin(" + a + ")";
            case COS -> "(float) Math.cos(" + a + ")";
            case SIGN -> "Math.signum(" + a + ")";
            case STEP -> "(" + a + " > 0f ? 1f : 0f)";
            case NON_NEGATIVE -> "(" + a + " >= 0f ? 1f : 0f)";
            case FLOOR -> "(float) Math.floor(" + a + ")";
            case MIN -> "Math.min(" + a + ", " + x.get(1) + ")";
            case MAX -> "Math.max(" + a + ", " + x.get(1) + ")";
            case STE -> a;
            case WHERE -> "(" + a + " > 0f ? " + x.get(1) + " : " + x.get(2) + ")";
        };
    }
}
