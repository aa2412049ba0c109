package org.spikewright.mapping;

import java.util.Arrays;
import java.util.List;
import org.spikewright.chip.Synapses;
import org.spikewright.network.Layer;
import org.spikewright.network.Operator;
import org.spikewright.network.SpikeTrains;

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
            boolean isInput = source.operator() instanceof Operator.Input;
            if (!isInput && !(source.operator() instanceof Operator.Neurons)) {
                continue;
            }
            SpikeTrains trains = task.spikesOf(source.name());
            long[] counts = trains.countByNeuron();
            for (int to = 0; to < parts.size(); to++) {
                if (receives(task, parts.get(to), source)) {
                    if (isInput) {
                        fromEdge[to] += trains.count();
                    } else {
                        for (int from = 0; from < parts.size(); from++) {
                            between[from][to] += fired(parts.get(from), source, counts);
                        }
                    }
                }
            }
        }
        return new Traffic(between, fromEdge);
    }

    static boolean receives(MappingTask task, Part part, Layer source) {
        return part.slices().stream().anyMatch(slice -> Synapses.source(task.network(), slice.layer()) == source);
    }

    private static long fired(Part part, Layer layer, long[] counts) {
        return counts.length == 0 ? 0 : part.slices().stream().filter(slice -> slice.layer() == layer)
                .mapToLong(slice -> Arrays.stream(counts, slice.from(), slice.to()).sum()).sum();
    }
}
