package org.spikewright.record;

import org.spikewright.common.Dimension;

/** What the values of a metric are. */
public enum MetricUnit {
    /** A whole number of things. */
    COUNT(Dimension.NONE),
    /** A number of its own: a ratio, a loss, a mean of counts. */
    NUMBER(Dimension.NONE),
    /** A share of 1. */
    SHARE(Dimension.NONE),
    SECOND(Dimension.TIME),
    HERTZ(Dimension.FREQUENCY),
    JOULE(Dimension.ENERGY),
    /** A weight, in the unit that the synapse gives it. */
    WEIGHT(Dimension.NONE),
    /** A state, in the unit that the neuron gives it. */
    STATE(Dimension.NONE),
    /** No number but a text, such as a digest. */
    TEXT(Dimension.NONE);

    private final Dimension dimension;

    MetricUnit(Dimension dimension) {
        this.dimension = dimension;
    }

    /** What the values measure; of a weight or a state that is for its synapse or neuron to say. */
    public Dimension dimension() {
        return dimension;
    }
}
