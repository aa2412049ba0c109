package org.spikewright.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikewright.chip.Chip;
import org.spikewright.chip.NeuronGroup;
import org.spikewright.chip.Resource;
import org.spikewright.chip.Violation;
import org.spikewright.network.Layer;
import org.spikewright.network.Wiring;

/**
 * Divides a network's neurons over cores, the last layer first, so that the number of cores a neuron sends to is known when
 * it is placed. Where time counts, each layer is divided evenly over cores of its own; else cores are filled one after the
 * other, so that neighbouring layers share cores and spikes stay inside.
 */
final class CorePartition {

    private final Wiring wiring;
    private final Chip chip;
    private final List<Resource> resources;
    private final int weightBits;
    private final boolean even;
    private final List<Part> parts = new ArrayList<>();

    private CorePartition(MappingTask task) {
        this.wiring = Wiring.ofChip(task.network());
        this.chip = task.chip();
        this.resources = chip.resources();
        this.weightBits = task.weightBits();
        this.even = task.objective() == Objective.LATENCY;
    }

    /** The parts, one for each core that is needed. */
    static List<Part> of(MappingTask task) {
        CorePartition partition = new CorePartition(task);
        for (Layer layer : task.network().layers().reversed()) {
            if (layer.operator().isNeurons()) {
                partition.divide(layer);
            }
        }
        int cores = task.chip().mesh().cores();
        if (partition.parts.size() > cores) {
            Layer first = partition.parts.getLast().slices().getFirst().layer();
            throw new DoesNotFitException(List.of(new Violation(first, "cores", partition.parts.size(), cores, "'"
                    + task.network().name() + "' needs " + partition.parts.size() + " cores, " + (partition.parts.size() - cores)
                    + " more than " + task.chip().name() + " has; make layers smaller or weights narrower")));
        }
        return partition.parts;
    }

    private void divide(Layer layer) {
        int size = layer.shape().size();
        long[] destinations = destinations(layer);
        int most = new Part(wiring, weightBits).room(resources, layer, destinations, 0, size);
        for (int neuron = 0; neuron < size && most > 0; neuron++) {
            most = new Part(wiring, weightBits).room(resources, layer, destinations, neuron, 1) == 0 ? 0 : most;
        }
        if (most == 0) {
            throw new DoesNotFitException(List.of(new Violation(layer, "core", 1, 0, "not even one neuron of '" + layer.name()
                    + "' fits into a core of " + chip.name() + "; see its limits")));
        }
        int share = even ? Math.ceilDiv(size, Math.ceilDiv(size, most)) : size;
        for (int from = 0; from < size;) {
            int wanted = Math.min(share, size - from);
            if (even || parts.isEmpty() || parts.getLast().room(resources, layer, destinations, from, wanted) == 0) {
                parts.add(new Part(wiring, weightBits));
            }
            int taken = parts.getLast().room(resources, layer, destinations, from, wanted);
            parts.getLast().add(new NeuronGroup.Slice(layer, from, from + taken), destinations[from + taken] - destinations[from]);
            from += taken;
        }
    }

    /** To how many cores the neurons of a layer send that come before each, one after the other. */
    private long[] destinations(Layer layer) {
        long[] before = new long[layer.shape().size() + 1];
        for (Part part : parts) {
            int[] targets = part.targets(layer);
            for (int neuron = 0; neuron < targets.length; neuron++) {
                before[neuron + 1] += targets[neuron] > 0 ? 1 : 0;
            }
        }
        Arrays.parallelPrefix(before, Long::sum);
        return before;
    }
}
