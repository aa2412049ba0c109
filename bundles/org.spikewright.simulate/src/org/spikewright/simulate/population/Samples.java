package org.spikewright.simulate.population;

/**
 * Numbers over time.
 *
 * @param name what was sampled: a state, {@code rate} in Hz, or {@code w}
 * @param of the population or projection
 * @param indices which neurons or synapses; none for a rate
 * @param times in seconds
 * @param values {@code [sample][index]}, in SI units; one value a sample for a rate
 */
public record Samples(String name, String of, int[] indices, double[] times, float[][] values) {
}
