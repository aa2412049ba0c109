package org.spikewright.simulate.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.kernel.SparseRows;
import org.spikewright.network.SpikeTrains;

/** Spikes of one layer, or where it sent values, in some consecutive samples. */
record ChunkSpikes(int[] sample, int[] step, int[] neuron) {

    /**
     * Of lists, one for each sample and step.
     *
     * @param first index of the first sample
     */
    static ChunkSpikes of(SparseRows lists, int first, int steps) {
        int[] sample = new int[lists.entries()];
        int[] step = new int[sample.length];
        int[] neuron = new int[sample.length];
        for (int row = 0; row < lists.rows(); row++) {
            for (int k = lists.offsets()[row]; k < lists.offsets()[row + 1]; k++) {
                sample[k] = first + row / steps;
                step[k] = row % steps;
                neuron[k] = lists.columns()[k];
            }
        }
        return new ChunkSpikes(sample, step, neuron);
    }

    /** Of a list for each sample, which is the same in all steps. */
    static ChunkSpikes held(SparseRows lists, int first, int steps) {
        ChunkSpikes once = of(lists, first, 1);
        int count = once.sample.length;
        ChunkSpikes all = new ChunkSpikes(new int[count * steps], new int[count * steps], new int[count * steps]);
        for (int t = 0; t < steps; t++) {
            System.arraycopy(once.sample, 0, all.sample, t * count, count);
            Arrays.fill(all.step, t * count, (t + 1) * count, t);
            System.arraycopy(once.neuron, 0, all.neuron, t * count, count);
        }
        return all;
    }

    /** All chunks of a layer, in order. */
    static SpikeTrains join(String layer, int neurons, List<ChunkSpikes> chunks) {
        int count = chunks.stream().mapToInt(chunk -> chunk.sample.length).reduce(0, Math::addExact);
        int[] sample = new int[count];
        int[] step = new int[count];
        int[] neuron = new int[count];
        int at = 0;
        for (ChunkSpikes chunk : chunks) {
            System.arraycopy(chunk.sample, 0, sample, at, chunk.sample.length);
            System.arraycopy(chunk.step, 0, step, at, chunk.sample.length);
            System.arraycopy(chunk.neuron, 0, neuron, at, chunk.sample.length);
            at += chunk.sample.length;
        }
        return new SpikeTrains(layer, neurons, sample, step, neuron);
    }
}
