package org.spikewright.mapping;

import java.util.List;
import org.spikewright.network.Layer;
import org.spikewright.network.operator.Input;

/**
 * Who sends how many spikes to whom, over the whole recorded run. Spikes go once to each core that holds a target, and are
 * spread there. Samples enter at the router of core 0, the chip's edge.
 *
 * @param between spikes by sending and receiving part
 * @param fromEdge spikes of the input by receiving part
 */
record Traffic(long[][] between, long[] fromEdge) {

    static Traffic of(MappingTask task, List<Part> parts) {
        long[][] between = new long[parts.size()][parts.size()];
        long[] fromEdge = new long[parts.size()];
        for (Layer source : task.network().layers()) {
            boolean isInput = source.operator() instanceof Input;
            if (!isInput && !source.operator().isNeurons()) {
                continue;
            }
            long[] counts = task.spikesOf(source.name()).countByNeuron();
            for (int to = 0; to < parts.size() && counts.length > 0; to++) {
                int[] targets = parts.get(to).targets(source);
                if (isInput) {
                    fromEdge[to] += sent(counts, targets, 0, counts.length);
                    continue;
                }
                for (int from = 0; from < parts.size(); from++) {
                    for (Part.Slice slice : parts.get(from).slices()) {
                        between[from][to] += slice.layer() == source ? sent(counts, targets, slice.from(), slice.to()) : 0;
                    }
                }
            }
        }
        return new Traffic(between, fromEdge);
    }

    /** Spikes of those neurons that have a target. */
    private static long sent(long[] counts, int[] targets, int from, int to) {
        long sent = 0;
        for (int neuron = from; neuron < to; neuron++) {
            sent += targets[neuron] > 0 ? counts[neuron] : 0;
        }
        return sent;
    }
}
