package org.spikewright.kernel.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.kernel.Definition;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/** Evaluates lines in float arithmetic, each operation rounded as compiled code rounds it. */
final class StraightLine {

    private final Map<String, Float> values = new HashMap<>();

    void set(String name, float value) {
        values.put(name, value);
    }

    float get(String name) {
        return values.get(name);
    }

    void run(List<Definition> lines) {
        lines.forEach(line -> set(line.name(), value(line.value())));
    }

    float value(Expression formula) {
        return switch (formula) {
            case Expression.Constant(double value) -> (float) value;
            case Expression.Symbol(String name) -> get(name);
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) -> {
                float a = value(left);
                if (operator == Expression.Operator.POWER) {
                    yield right.is(2) ? a * a : (float) Math.pow(a, value(right));
                }
                float b = value(right);
                yield switch (operator) {
                    case PLUS -> a + b;
                    case MINUS -> a - b;
                    case TIMES -> a * b;
                    case OVER, POWER -> a / b;
                };
            }
            case Expression.Call call -> call(call);
        };
    }

    private float call(Expression.Call call) {
        double[] x = call.arguments().stream().mapToDouble(this::value).toArray();
        return call.function() == Function.SIGMOID ? 1f / (1f + (float) Math.exp(-x[0]))
                : (float) call.function().apply(x);
    }
}
