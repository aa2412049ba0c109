package org.spikewright.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.chip.NeuronGroup;
import org.spikewright.chip.Resource;
import org.spikewright.network.Inflow;
import org.spikewright.network.Layer;
import org.spikewright.network.Wiring;
import org.spikewright.network.operator.Links;

/** What one core holds: slices of layers, and what they take of the core's resources. */
final class Part implements NeuronGroup {

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
    int room(List<Resource> resources, Layer layer, long[] destinations, int from, int wanted) {
        List<Resource> limits = resources.stream().filter(resource -> resource.capacity().isPresent()).toList();
        Candidate candidate = new Candidate(layer, destinations, from);
        for (int taken = 0; taken < wanted; taken++) {
            candidate.grow();
            for (Resource limit : limits) {
                if (limit.use(candidate) > limit.capacity().getAsLong()) {
                    return taken;
                }
            }
        }
        return wanted;
    }

    /** The part with more neurons of one layer, one after the other. */
    private final class Candidate implements NeuronGroup {

        private final Layer layer;
        private final Inflow inflow;
        private final long[] destinations;
        private final int from;
        private final List<BitSet> known;
        private long needed = inputs;
        private long reached = synapses;
        private int to;
        /** Up to which neuron sources are counted. */
        private int counted;

        Candidate(Layer layer, long[] destinations, int from) {
            this.layer = layer;
            this.inflow = wiring.into(layer);
            this.destinations = destinations;
            this.from = from;
            this.to = from;
            this.counted = from;
            this.known = inflow.ways().stream()
                    .map(way -> sources.containsKey(way.source()) ? (BitSet) sources.get(way.source()).clone() : new BitSet()).toList();
        }

        void grow() {
            reached += inflow.fanIn(to);
            to++;
        }

        @Override
        public List<Slice> slices() {
            List<Slice> all = new ArrayList<>(slices);
            all.add(new Slice(layer, from, to));
            return all;
        }

        @Override
        public Inflow inflow(Layer of) {
            return wiring.into(of);
        }

        @Override
        public long neurons() {
            return neurons + to - from;
        }

        @Override
        public long synapses() {
            return reached;
        }

        @Override
        public long inputs() {
            for (; counted < to; counted++) {
                for (int way = 0; way < known.size(); way++) {
                    needed += missing(inflow.ways().get(way).links(), counted, known.get(way));
                }
            }
            return needed;
        }

        @Override
        public long outputs() {
            return outputs + destinations[to] - destinations[from];
        }

        @Override
        public int weightBits() {
            return weightBits;
        }
    }

    /** How many sources of a neuron are not known, which then are. */
    private static long missing(Links links, int neuron, BitSet known) {
        long[] missing = {0};
        if (!links.isComplete()) {
            links.forEachSource(neuron, source -> {
                if (!known.get(source)) {
                    known.set(source);
                    missing[0]++;
                }
            });
        } else if (known.nextClearBit(0) < links.inputs()) {
            missing[0] = links.inputs() - known.cardinality();
            known.set(0, links.inputs());
        }
        return missing[0];
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

    @Override
    public List<Slice> slices() {
        return slices;
    }

    @Override
    public Inflow inflow(Layer layer) {
        return wiring.into(layer);
    }

    @Override
    public long neurons() {
        return neurons;
    }

    @Override
    public long synapses() {
        return synapses;
    }

    @Override
    public long inputs() {
        return inputs;
    }

    @Override
    public long outputs() {
        return outputs;
    }

    @Override
    public int weightBits() {
        return weightBits;
    }

    /** Bits of memory that the synapses take. */
    long synapseBits() {
        return synapses * weightBits;
    }
}
