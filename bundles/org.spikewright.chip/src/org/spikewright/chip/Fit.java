package org.spikewright.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spikewright.network.Inflow;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Wiring;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Time;

/**
 * Whether a network can fit onto a chip however it is divided: what a single neuron needs against what a core has, and what
 * all neurons need against what all cores have. It needs no run, so it is checked while the model is typed.
 */
public final class Fit {

    private final Chip chip;
    private final Wiring wiring;
    private final int weightBits;
    private final List<Violation> violations = new ArrayList<>();

    private Fit(Network network, Chip chip, int weightBits) {
        this.chip = chip;
        this.wiring = Wiring.ofChip(network);
        this.weightBits = weightBits;
    }

    /**
     * The first layer that no core can hold, if there is one: a core has neurons and their weights, and spikes go from any of them to any.
     * What sums values by itself, combines them otherwise, or has numbers that are no weights would have to be joined with weights.
     */
    public static Optional<Layer> unheld(Network network) {
        return network.layers().stream().filter(layer -> !layer.operator().isNeurons()).filter(layer -> {
            Connectivity connectivity = layer.connectivity(network);
            return switch (connectivity.role()) {
                case SOURCE -> !(layer.operator() instanceof Input);
                case WEIGHTED -> layer.parameters(network).isEmpty();
                case LINEAR -> connectivity.fanIn() > 1 || !layer.parameters(network).isEmpty() || layer.operator().time() == Time.SCAN;
                case CONSTANT, NONLINEAR -> true;
            };
        }).findFirst();
    }

    /**
     * The limits that no division of the network over cores can keep.
     *
     * @param weightBits the width of a weight on the chip
     */
    public static List<Violation> check(Network network, Chip chip, int weightBits) {
        Fit fit = new Fit(network, chip, weightBits);
        List<Layer> neurons = network.layers().stream().filter(layer -> layer.operator().isNeurons()).toList();
        neurons.forEach(fit::neuron);
        fit.whole(neurons, network.layers().getLast());
        return List.copyOf(fit.violations);
    }

    /** What the neuron takes that most connections end at. */
    private void neuron(Layer layer) {
        int most = most(wiring.into(layer), layer.shape().size());
        NeuronGroup group = new Unplaced(List.of(new NeuronGroup.Slice(layer, most, most + 1)));
        for (Resource resource : chip.resources().reversed()) {
            long needed = resource.use(group);
            if (resource.capacity().isPresent() && needed > resource.capacity().getAsLong()) {
                long allowed = resource.capacity().getAsLong();
                violations.add(new Violation(layer, resource.name(), needed, allowed,
                        resource.ofNeuron(new Resource.Excess(layer.name(), needed, allowed, chip.name()))));
            }
        }
    }

    private static int most(Inflow inflow, int neurons) {
        int most = 0;
        boolean areAlike = inflow.ways().stream().allMatch(way -> way.links().isComplete());
        for (int neuron = 1; neuron < neurons && !areAlike; neuron++) {
            most = inflow.fanIn(neuron) > inflow.fanIn(most) ? neuron : most;
        }
        return most;
    }

    private void whole(List<Layer> layers, Layer lastOfAll) {
        Layer last = layers.isEmpty() ? lastOfAll : layers.getLast();
        NeuronGroup all = new Unplaced(layers.stream().map(layer -> new NeuronGroup.Slice(layer, 0, layer.shape().size())).toList());
        for (Resource resource : chip.resources()) {
            if (resource.adds() && resource.capacity().isPresent()) {
                long needed = resource.use(all);
                long allowed = resource.capacity().getAsLong() * chip.mesh().cores();
                if (needed > allowed) {
                    violations.add(new Violation(last, resource.name().replaceFirst("^core\\.", ""), needed, allowed,
                            resource.ofAll(new Resource.Excess(last.name(), needed, allowed, chip.name()))));
                }
            }
        }
    }

    /** Neurons that lie nowhere yet. */
    private final class Unplaced implements NeuronGroup {

        private final List<Slice> slices;

        Unplaced(List<Slice> slices) {
            this.slices = slices;
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
            return slices.stream().mapToLong(Slice::size).sum();
        }

        @Override
        public long synapses() {
            long synapses = 0;
            for (Slice slice : slices) {
                Inflow inflow = inflow(slice.layer());
                boolean isWhole = slice.size() == slice.layer().shape().size();
                synapses += isWhole ? inflow.synapses() : inflow.fanIn(slice.from());
            }
            return synapses;
        }

        @Override
        public long inputs() {
            return slices.stream().mapToLong(slice -> inflow(slice.layer()).ways().stream()
                    .mapToLong(way -> way.links().sources(slice.from(), slice.to()).cardinality()).sum()).sum();
        }

        @Override
        public long outputs() {
            return 0;
        }

        @Override
        public int weightBits() {
            return weightBits;
        }
    }
}
