package org.spikewright.network.population;

/** What a symbol in a formula of values stands for, in SI units: something drawn, or something known of a neuron or a synapse. */
public sealed interface Term permits Distribution, Known {

    /** The mean; of what is not drawn, a typical value. */
    double mean();

    /** The least value; where there is none, one that a draw is below once in 10¹² times. */
    double least();

    /** The largest value; where there is none, one that a draw is above once in 10¹² times. */
    double most();

    /** Whether the least and the largest value are themselves taken; else they are limits that values come close to. */
    default boolean reachesEnds() {
        return false;
    }

    /** Whether it changes while a network runs. */
    default boolean changes() {
        return false;
    }
}
