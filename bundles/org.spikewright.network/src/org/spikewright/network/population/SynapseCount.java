package org.spikewright.network.population;

/**
 * How many synapses a rule makes.
 *
 * @param expected the number, or its mean over seeds, rounded
 * @param exact whether every seed gives this number
 */
public record SynapseCount(long expected, boolean exact) {

    /** Both together. */
    public SynapseCount plus(SynapseCount other) {
        return new SynapseCount(Math.addExact(expected, other.expected), exact && other.exact);
    }
}
