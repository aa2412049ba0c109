package org.spikewright.record;

import java.util.List;
import java.util.Map;

/**
 * How a network lies on a chip and what it costs there.
 *
 * @param chip the chip's name
 * @param source where its values come from
 * @param rows rows of the mesh
 * @param columns columns of the mesh
 * @param cores the cores in use
 * @param links the links that spikes crossed
 * @param limits the limits that were used, with the fullest core of each
 * @param energy joule per inference by cause ({@code synapse}, {@code update}, {@code firing}, {@code hop}); a cause whose
 *               cost is unknown is missing
 * @param unknown costs that the chip does not say, so that no estimate contains them
 */
public record ChipRecord(String chip, String source, int rows, int columns, List<Core> cores, List<Link> links, List<Limit> limits,
        Map<String, Double> energy, List<String> unknown) {

    /**
     * One core in use.
     *
     * @param core {@code row * columns + column}
     * @param slices the parts of layers on it
     * @param neurons how many neurons it holds
     * @param synapseBits bits of memory its synapses take
     * @param inputs how many different sources it receives from
     * @param outputs pairs of one of its neurons and a destination core
     * @param synapticOperations additions of a weight to a neuron, per inference
     * @param load share of its fullest limit, 0 to 1
     */
    public record Core(int core, List<Slice> slices, long neurons, long synapseBits, long inputs, long outputs,
            double synapticOperations, double load) {
    }

    /** Neurons {@code from} (inclusive) to {@code to} (exclusive) of a layer. */
    public record Slice(String layer, int from, int to) {
    }

    /** A link between neighbouring routers and the spikes over it, per inference. */
    public record Link(int from, int to, double spikes) {
    }

    /**
     * A limit and how far it is used.
     *
     * @param name for instance {@code core.neurons}
     * @param used by the core that uses most of it
     * @param allowed what the chip says
     * @param unit {@code ""} for counts
     */
    public record Limit(String name, long used, long allowed, String unit) {
    }
}
