package org.spikewright.mapping;

import java.util.ArrayList;
import java.util.List;
import org.spikewright.chip.Synapses;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;

/** What one core holds: slices of layers, and what they take of the core's limits. */
final class Part {

    /** Neurons {@code from} to {@code to}, exclusive, of a layer. */
    record Slice(Layer layer, int from, int to) {

        int size() {
            return to - from;
        }
    }

    private final Network network;
    private final int weightBits;
    private final List<Slice> slices = new ArrayList<>();
    private long outputs;

    Part(Network network, int weightBits) {
        this.network = network;
        this.weightBits = weightBits;
    }

    /**
     * Adds a slice.
     *
     * @param destinations pairs of one of its neurons and a core that it sends to
     */
    void add(Slice slice, long destinations) {
        slices.add(slice);
        outputs += destinations;
    }

    List<Slice> slices() {
        return slices;
    }

    boolean holds(Layer layer) {
        return slices.stream().anyMatch(slice -> slice.layer() == layer);
    }

    long neurons() {
        return slices.stream().mapToLong(Slice::size).sum();
    }

    long synapses() {
        return slices.stream().mapToLong(slice -> (long) slice.size() * Synapses.fanIn(network, slice.layer())).sum();
    }

    long synapseBits() {
        return synapses() * weightBits;
    }

    /** Different sources that the neurons receive from. */
    long inputs() {
        return slices.stream().map(slice -> Synapses.source(network, slice.layer())).distinct()
                .mapToLong(source -> sources(source)).sum();
    }

    /** A weighted layer reads its whole source; neurons without weights read one source each. */
    private long sources(Layer source) {
        return slices.stream().filter(slice -> Synapses.source(network, slice.layer()) == source)
                .mapToLong(slice -> Synapses.weighted(network, slice.layer()).isPresent() ? source.shape().size() : slice.size()).max()
                .orElse(0);
    }

    long outputs() {
        return outputs;
    }
}
