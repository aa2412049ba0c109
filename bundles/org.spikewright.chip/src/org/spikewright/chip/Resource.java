package org.spikewright.chip;

import java.util.OptionalLong;

/**
 * Something that each core of a chip has so much of, and no more. The check of a model, the mapper and the report go through all that a
 * chip has. Other bundles may bring resources of their own: bound to a schema of the language, one is stated by a group of that name in a
 * chip.
 */
public interface Resource {

    /** By which reports name it, for instance {@code core.neurons}. */
    String name();

    /** Of which unit its numbers are; empty for counts. */
    String unit();

    /** How much of it a core has; where it is unknown, it limits nothing. */
    OptionalLong capacity();

    /** How much of it neurons take that share a core: more neurons never take less. */
    long use(NeuronGroup group);

    /** Whether groups take as much together as one by one, so that all cores have their number times the capacity of one. */
    boolean adds();

    /** A sentence for a layer each of whose neurons takes more than a core has: by how much, and what would help. */
    String ofNeuron(Excess excess);

    /** A sentence for a network that takes more than all cores have, of a resource that adds: by how much, and what would help. */
    default String ofAll(Excess excess) {
        throw new UnsupportedOperationException("what groups take of " + name() + " does not add");
    }

    /**
     * By how much a resource falls short.
     *
     * @param layer whose neuron takes too much; for a network its last layer
     * @param needed how much
     * @param allowed how much there is
     * @param chip the chip's name
     */
    record Excess(String layer, long needed, long allowed, String chip) {

        /** What is missing. */
        public long over() {
            return needed - allowed;
        }
    }
}
