package org.spikewright.train;

/** What is right for a sample. */
public sealed interface Answer {

    /** A class. */
    record Label(int label) implements Answer {
    }

    /** Numbers: one for each output, or one for each in each step. */
    record Numbers(float[] values) implements Answer {
    }

    /** Whether a class is the right one; never where numbers are right. */
    default boolean is(int label) {
        return this instanceof Label right && right.label() == label;
    }
}
