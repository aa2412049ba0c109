package org.spikewright.simulate;

/**
 * Neurons whose states are recorded for one sample.
 *
 * @param sample index in the data set
 * @param layer the name of a layer of neurons
 * @param neurons which of its neurons, row-major over the layer's shape
 */
public record Probe(int sample, String layer, int[] neurons) {
}
