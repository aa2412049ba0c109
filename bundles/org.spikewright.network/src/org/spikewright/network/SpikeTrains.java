package org.spikewright.network;

/**
 * Spikes of one layer over recorded samples, in the order of sample, step and neuron: three columns of equal length.
 *
 * @param layer the layer's name
 * @param neurons how many neurons the layer has
 * @param sample index of the sample
 * @param step time step within the sample, from 0
 * @param neuron which neuron, from 0 (row-major over the layer's shape)
 */
public record SpikeTrains(String layer, int neurons, int[] sample, int[] step, int[] neuron) {

    /** How many spikes. */
    public int count() {
        return neuron.length;
    }

    /** How often each neuron fired. */
    public long[] countByNeuron() {
        long[] counts = new long[neurons];
        for (int n : neuron) {
            counts[n]++;
        }
        return counts;
    }
}
