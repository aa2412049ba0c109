package org.spikewright.network.population;

import org.spikewright.network.equation.Expression;

/** Numbers that hold from one time to the next, as a function of the library gives them, whatever time is looked up in them. */
@FunctionalInterface
public interface SeriesOverTime {

    /**
     * The numbers at a time.
     *
     * @param time a formula in {@link Known#TIME}
     */
    Known.Series at(Expression time);
}
