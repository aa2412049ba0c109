package org.spikewright.kernel.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.kernel.Definition;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Expression.Operator;

/**
 * Evaluates formulas one by one in float arithmetic, each operation rounded as compiled kernels round it: slow, and what they are
 * compared with.
 */
public final class Interpreter {

    private final Map<String, Integer> slots = new HashMap<>();
    private float[] values = new float[16];

    /** A formula made ready. */
    @FunctionalInterface
    public interface Value {
        /** Its value now. */
        float get();
    }

    /** Sets a named number. */
    public void set(String name, float value) {
        int slot = slot(name);
        values[slot] = value;
    }

    /** A named number. */
    public float get(String name) {
        return values[slot(name)];
    }

    private int slot(String name) {
        int slot = slots.computeIfAbsent(name, _ -> slots.size());
        if (slot >= values.length) {
            values = Arrays.copyOf(values, 2 * slot);
        }
        return slot;
    }

    /** Those lines made ready to run in their order. */
    Runnable lines(List<Definition> lines) {
        Value[] formulas = lines.stream().map(line -> value(line.value())).toArray(Value[]::new);
        int[] targets = lines.stream().mapToInt(line -> slot(line.name())).toArray();
        return () -> {
            for (int i = 0; i < targets.length; i++) {
                values[targets[i]] = formulas[i].get();
            }
        };
    }

    /** A formula made ready. */
    Value value(Expression formula) {
        return switch (formula) {
            case Expression.Constant(double number) -> {
                float rounded = (float) number;
                yield () -> rounded;
            }
            case Expression.Symbol(String name) -> {
                int slot = slot(name);
                yield () -> values[slot];
            }
            case Expression.Binary binary -> binary(binary);
            case Expression.Call call -> call(call);
        };
    }

    private Value binary(Expression.Binary binary) {
        Expression left = binary.left();
        Expression right = binary.right();
        if (binary.operator() == Operator.PLUS && Dialect.product(left).isPresent()) {
            return fused(Dialect.product(left).get(), right);
        }
        if (binary.operator() == Operator.PLUS && Dialect.product(right).isPresent()) {
            return fused(Dialect.product(right).get(), left);
        }
        Value a = value(left);
        Value b = value(right);
        return switch (binary.operator()) {
            case PLUS -> () -> a.get() + b.get();
            case MINUS -> () -> a.get() - b.get();
            case TIMES -> () -> a.get() * b.get();
            case OVER -> () -> a.get() / b.get();
            case POWER -> right.is(2) ? () -> a.get() * a.get() : () -> (float) Math.pow(a.get(), b.get());
        };
    }

    private Value fused(Expression.Binary product, Expression summand) {
        Value a = value(product.left());
        Value b = value(product.right());
        Value c = value(summand);
        return () -> Math.fma(a.get(), b.get(), c.get());
    }

    private Value call(Expression.Call call) {
        Value[] x = call.arguments().stream().map(this::value).toArray(Value[]::new);
        Value a = x[0];
        return switch (call.function()) {
            case EXP -> () -> FloatFunctions.exp(a.get());
            case EXPREL -> () -> FloatFunctions.exprel(a.get());
            case SIGMOID -> () -> FloatFunctions.sigmoid(a.get());
            case TANH -> () -> FloatFunctions.tanh(a.get());
            case WHERE -> () -> a.get() > 0 ? x[1].get() : x[2].get();
            case MIN -> () -> Math.min(a.get(), x[1].get());
            case MAX -> () -> Math.max(a.get(), x[1].get());
            default -> () -> (float) call.function().apply(Arrays.stream(x).mapToDouble(Value::get).toArray());
        };
    }
}
