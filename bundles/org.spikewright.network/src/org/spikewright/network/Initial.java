package org.spikewright.network;

import java.util.Map;
import org.spikewright.network.equation.Expression;

/** What stored numbers are before anything is learnt. */
public sealed interface Initial {

    /** A formula of where a number stands: the symbols {@code position0}, {@code position1} … are its place along each axis. */
    record Formula(Expression formula) implements Initial {
    }

    /**
     * Something that the library names, such as {@code normal}.
     *
     * @param arguments numbers in SI units by parameter
     */
    record Named(String name, Map<String, Double> arguments) implements Initial {

        public Named {
            arguments = Map.copyOf(arguments);
        }
    }
}
