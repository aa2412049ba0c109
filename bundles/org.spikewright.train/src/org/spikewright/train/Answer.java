package org.spikewright.train;

import java.util.Optional;

/** What is right for a sample. */
public sealed interface Answer {

    /** A class. */
    record Label(int label) implements Answer {
    }

    /**
     * Numbers: one for each output, or one for each in each step.
     *
     * @param counts 1 for those that count and 0 for the others; empty where all do
     */
    record Numbers(float[] values, Optional<float[]> counts) implements Answer {

        /** Numbers that all count. */
        public Numbers(float[] values) {
            this(values, Optional.empty());
        }
    }

    /** Whether a class is the right one; never where numbers are right. */
    default boolean is(int label) {
        return this instanceof Label right && right.label() == label;
    }
}
