package org.spikewright.kernel;

import java.util.Objects;
import org.spikewright.network.equation.Expression;

/**
 * One line of a straight-line program: a name and the formula of its value over names defined before.
 *
 * @param name unique within the program
 * @param value its formula
 */
public record Definition(String name, Expression value) {

    public Definition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return name + " = " + value;
    }
}
