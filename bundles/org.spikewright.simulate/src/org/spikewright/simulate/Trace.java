package org.spikewright.simulate;

/**
 * A state of one neuron over one sample.
 *
 * @param layer the layer's name
 * @param neuron which neuron of the layer
 * @param state the state's name in its equations
 * @param sample index of the sample
 * @param values after each step, in SI units
 */
public record Trace(String layer, int neuron, String state, int sample, float[] values) {
}
