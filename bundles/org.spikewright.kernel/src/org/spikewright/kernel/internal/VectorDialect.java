package org.spikewright.kernel.internal;

import java.util.List;
import java.util.function.UnaryOperator;
import org.spikewright.network.equation.Expression;

/**
 * A vector of neurons at a time, in float arithmetic; the same operations in the same order as {@link ScalarDialect}.
 *
 * @param names of variables
 * @param number a vector of one number, by its literal
 */
record VectorDialect(Names names, UnaryOperator<String> number) implements Dialect {

    @Override
    public String type() {
        return "FloatVector";
    }

    @Override
    public String load(String array, String index) {
        return "FloatVector.fromArray(SPECIES, " + array + ", " + index + ")";
    }

    @Override
    public String store(String array, String index, String value) {
        return value + ".intoArray(" + array + ", " + index + ");";
    }

    @Override
    public String text(Expression formula) {
        return switch (formula) {
            case Expression.Constant(double value) -> number.apply(Dialect.literal(value));
            case Expression.Symbol(String name) -> names.of(name);
            case Expression.Binary binary -> binary(binary);
            case Expression.Call call -> call(call);
        };
    }

    private String binary(Expression.Binary binary) {
        Expression left = binary.left();
        Expression right = binary.right();
        return switch (binary.operator()) {
            case PLUS -> sum(left, right);
            case TIMES -> left instanceof Expression.Constant ? method(right, "mul", left) : method(left, "mul", right);
            case MINUS -> method(left, "sub", right);
            case OVER -> method(left, "div", right);
            case POWER -> right.is(2) ? method(left, "mul", left) : "pow(" + text(left) + ", " + text(right) + ")";
        };
    }

    private String sum(Expression left, Expression right) {
        if (Dialect.product(left).isPresent()) {
            return fma(Dialect.product(left).get(), right);
        }
        if (Dialect.product(right).isPresent()) {
            return fma(Dialect.product(right).get(), left);
        }
        return left instanceof Expression.Constant ? method(right, "add", left) : method(left, "add", right);
    }

    private String fma(Expression.Binary product, Expression summand) {
        return text(product.left()) + ".fma(" + text(product.right()) + ", " + text(summand) + ")";
    }

    private String method(Expression receiver, String method, Expression argument) {
        return text(receiver) + "." + method + "(" + text(argument) + ")";
    }

    private String call(Expression.Call call) {
        List<String> x = call.arguments().stream().map(this::text).toList();
        String a = x.getFirst();
        return switch (call.function()) {
            case LOG, SIN, COS -> call.function().word() + "(" + a + ")";
            case EXP, EXPREL, SIGMOID, TANH -> throw new IllegalStateException(call + " should have a line of its own");
            case SQRT -> a + ".sqrt()";
            case ABS -> a + ".abs()";
            case SIGN -> where(a, "GT", number(1), where(a, "LT", number(-1), a));
            case STEP -> where(a, "GT", number(1), number(0));
            case NON_NEGATIVE -> where(a, "GE", number(1), number(0));
            case FLOOR -> floor(a);
            case MIN -> a + ".min(" + x.get(1) + ")";
            case MAX -> a + ".max(" + x.get(1) + ")";
            case STE -> a;
            case WHERE -> where(a, "GT", x.get(1), x.get(2));
        };
    }

    private String where(String value, String comparison, String yes, String no) {
        return no + ".blend(" + yes + ", " + value + ".compare(VectorOperators." + comparison + ", " + number(0) + "))";
    }

    /**
     * Truncates, then steps down where that went up. What is whole stays, as do numbers beyond the range of an int, which have no
     * fraction, and what is no number.
     */
    private String floor(String a) {
        String cut = "((FloatVector) " + a + ".convert(VectorOperators.F2I, 0).convert(VectorOperators.I2F, 0))";
        String down = cut + ".blend(" + cut + ".sub(" + number(1) + "), " + cut + ".compare(VectorOperators.GT, " + a + "))";
        return a + ".blend(" + down + ", " + a + ".abs().compare(VectorOperators.LT, " + number.apply("2147483648f") + ").and(" + cut
                + ".compare(VectorOperators.NE, " + a + ")))";
    }

    private String number(int value) {
        return number.apply(Dialect.literal(value));
    }
}
