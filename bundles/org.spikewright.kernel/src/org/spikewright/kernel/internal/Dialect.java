package org.spikewright.kernel.internal;

import java.util.Optional;
import org.spikewright.network.equation.Expression;

/** How formulas are written in Java: one neuron at a time, or a vector of neurons at a time. */
sealed interface Dialect permits ScalarDialect, VectorDialect {

    /** The Java type of a value. */
    String type();

    /** The formula in Java, as an operand that needs no further parentheses. */
    String text(Expression formula);

    /** Reads an array. */
    String load(String array, String index);

    /** A statement that writes an array. */
    String store(String array, String index, String value);

    /** The formula as a product, if it is one. */
    static Optional<Expression.Binary> product(Expression formula) {
        return formula instanceof Expression.Binary binary && binary.operator() == Expression.Operator.TIMES
                ? Optional.of(binary)
                : Optional.empty();
    }

    /** A number as a float literal. */
    static String literal(double value) {
        float number = (float) value;
        if (Float.isNaN(number)) {
            return "Float.NaN";
        }
        if (Float.isInfinite(number)) {
            return number > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        }
        return number + "f";
    }
}
