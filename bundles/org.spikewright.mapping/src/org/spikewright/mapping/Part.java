package org.spikewright.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.spikewright.chip.CoreLimits;
import org.spikewright.network.Inflow;
import org.spikewright.network.Layer;
import org.spikewright.network.Wiring;
import org.spikewright.network.operator.Links;

/** What one core holds: slices of layers, and what they take of the core's limits. */
final class Part {

    /** Neurons {@code from} to {@code to}, exclusive, of a layer. */
    record Slice(Layer layer, int from, int to) {

        int size() {
            return to - from;
        }
    }

    private final Wiring wiring;
    private final int weightBits;
    private final List<Slice> slices = new ArrayList<>();
    /** The neurons of each source that any of its own receives from. */
    private final Map<Layer, BitSet> sources = new IdentityHashMap<>();
    private long neurons;
    private long synapses;
    private long inputs;
    private long outputs;

    Part(Wiring wiring, int weightBits) {
        this.wiring = wiring;
        this.weightBits = weightBits;
    }

    /**
     * Adds a slice.
     *
     * @param destinations pairs of one of its neurons and a core that it sends to
     */
    void add(Slice slice, long destinations) {
        slices.add(slice);
        neurons += slice.size();
        outputs += destinations;
        Inflow inflow = wiring.into(slice.layer());
        for (int neuron = slice.from(); neuron < slice.to(); neuron++) {
            synapses += inflow.fanIn(neuron);
        }
        for (Inflow.Way way : inflow.ways()) {
            BitSet known = sources.computeIfAbsent(way.source(), _ -> new BitSet());
            inputs -= known.cardinality();
            known.or(way.links().sources(slice.from(), slice.to()));
            inputs += known.cardinality();
        }
    }

    /**
     * How many neurons of a layer, from one on, still fit, at most as many as wanted.
     *
     * @param destinations to how many cores the neurons of the layer send that come before each
     */
    int room(CoreLimits core, Layer layer, long[] destinations, int from, int wanted) {
        Inflow inflow = wiring.into(layer);
        List<BitSet> known = inflow.ways().stream()
                .map(way -> sources.containsKey(way.source()) ? (BitSet) sources.get(way.source()).clone() : new BitSet()).toList();
        long bits = synapseBits();
        long[] needed = {inputs};
        for (int taken = 0; taken < wanted; taken++) {
            int neuron = from + taken;
            bits += inflow.fanIn(neuron) * weightBits;
            for (int way = 0; way < known.size() && core.inputs().isPresent(); way++) {
                need(inflow.ways().get(way).links(), neuron, known.get(way), needed);
            }
            if (!fits(neurons + taken + 1, core.neurons()) || !fits(bits, core.synapseBits()) || !fits(needed[0], core.inputs())
                    || !fits(outputs + destinations[neuron + 1] - destinations[from], core.outputs())) {
                return taken;
            }
        }
        return wanted;
    }

    /** Counts the sources of a neuron that are not known, which then are. */
    private static void need(Links links, int neuron, BitSet known, long[] needed) {
        if (!links.isComplete()) {
            links.forEachSource(neuron, source -> {
                if (!known.get(source)) {
                    known.set(source);
                    needed[0]++;
                }
            });
        } else if (known.nextClearBit(0) < links.inputs()) {
            needed[0] += links.inputs() - known.cardinality();
            known.set(0, links.inputs());
        }
    }

    private static boolean fits(long used, OptionalLong allowed) {
        return allowed.isEmpty() || used <= allowed.getAsLong();
    }

    /** How many of its neurons each neuron of a source reaches. */
    int[] targets(Layer source) {
        int[] targets = new int[source.shape().size()];
        for (Slice slice : slices) {
            for (Inflow.Way way : wiring.into(slice.layer()).ways()) {
                if (way.source() == source) {
                    count(way.links(), slice, targets);
                }
            }
        }
        return targets;
    }

    private static void count(Links links, Slice slice, int[] targets) {
        if (links.isComplete()) {
            Arrays.setAll(targets, neuron -> targets[neuron] + slice.size());
            return;
        }
        for (int neuron = slice.from(); neuron < slice.to(); neuron++) {
            links.forEachSource(neuron, source -> targets[source]++);
        }
    }

    List<Slice> slices() {
        return slices;
    }

    long neurons() {
        return neurons;
    }

    long synapseBits() {
        return synapses * weightBits;
    }

    /** Different sources that the neurons receive from. */
    long inputs() {
        return inputs;
    }

    long outputs() {
        return outputs;
    }
}
