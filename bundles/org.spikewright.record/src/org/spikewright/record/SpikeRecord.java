package org.spikewright.record;

import java.util.List;

/**
 * The spikes of recorded samples, layer by layer.
 *
 * @param samples how many samples were run
 * @param steps time steps of each sample
 * @param step length of a time step in seconds
 * @param labels the right class of each sample
 * @param predictions the answered class of each sample
 * @param layers the layers in the order of the network
 */
public record SpikeRecord(int samples, int steps, double step, int[] labels, int[] predictions, List<LayerSpikes> layers) {

    /**
     * The spikes of a layer, ordered by sample, step and neuron: columns of equal length.
     *
     * @param name the layer's name
     * @param neurons how many neurons it has
     */
    public record LayerSpikes(String name, int neurons, int[] sample, int[] stepIndex, int[] neuron) {

        /** How many spikes. */
        public int count() {
            return neuron.length;
        }

        /** The range of entries that belong to a sample: from, inclusive, and to, exclusive. */
        public int[] range(int wanted) {
            return new int[] {lowerBound(wanted), lowerBound(wanted + 1)};
        }

        private int lowerBound(int wanted) {
            int low = 0;
            int high = sample.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sample[middle] < wanted) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
