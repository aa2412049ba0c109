package org.spikewright.simulate.population.internal;

import java.util.function.DoubleToIntFunction;
import org.spikewright.common.RandomStream;

/**
 * The synapses of a projection that end in one piece, as they are drawn, by target.
 *
 * @param ends where the synapses of each target end, after where the first begin
 * @param sources the index of each synapse's source in its population
 * @param delays of each in steps
 * @param weights of each
 */
record DrawnSynapses(int[] ends, int[] sources, int[] delays, float[] weights) {

    /**
     * Draws them.
     *
     * @param steps makes whole steps of a delay in seconds
     */
    static DrawnSynapses of(StaticProjection connections, NeuronShard piece, DoubleToIntFunction steps) {
        SourceSampler.Found found = new SourceSampler.Found();
        int[] ends = new int[piece.count + 1];
        for (int t = 0; t < piece.count; t++) {
            connections.find(piece.from + t, found);
            ends[t + 1] = Math.addExact(ends[t], connections.count(found));
        }
        int count = ends[piece.count];
        DrawnSynapses drawn = new DrawnSynapses(ends, new int[count], new int[count], new float[count]);
        for (int t = 0; t < piece.count; t++) {
            RandomStream random = connections.find(piece.from + t, found);
            int synapse = ends[t];
            for (int k = 0; k < found.count(); k++) {
                float weight = connections.weight(found, k, piece.from + t, random);
                int delay = steps.applyAsInt(connections.delay(found, k, piece.from + t));
                if (connections.source(found, k) >= 0) {
                    drawn.sources[synapse] = connections.source(found, k);
                    drawn.weights[synapse] = weight;
                    drawn.delays[synapse++] = delay;
                }
            }
        }
        return drawn;
    }
}
