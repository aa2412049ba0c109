package org.spikewright.chip;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The limits of one core that the standard library has; an empty one is unknown and limits nothing.
 *
 * @param neurons how many neurons fit
 * @param synapseBits memory for synapses in bits
 * @param inputs how many different sources its neurons may receive from
 * @param outputs how many pairs of one of its neurons and a destination core there may be
 * @param weightBits the widest weight a synapse stores, in bits
 */
public record CoreLimits(OptionalLong neurons, OptionalLong synapseBits, OptionalLong inputs, OptionalLong outputs,
        OptionalLong weightBits) {

    /** The width of a weight where the chip does not say one: a single-precision number. */
    public static final int UNSTATED_WEIGHT_BITS = 32;

    /** What neurons that share a core take of it. */
    public List<Resource> resources() {
        return List.of(new Neurons(neurons), new Synapses(synapseBits), new Inputs(inputs), new Outputs(outputs));
    }

    private static String sentence(String sentence, Resource.Excess excess) {
        return String.format(Locale.ROOT, sentence, excess.layer(), excess.needed(), excess.over(), excess.allowed(), excess.chip());
    }

    private record Neurons(OptionalLong capacity) implements Resource {

        @Override
        public String name() {
            return "core.neurons";
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public long use(NeuronGroup group) {
            return group.neurons();
        }

        @Override
        public boolean adds() {
            return true;
        }

        @Override
        public String ofNeuron(Excess excess) {
            return sentence("'%1$s' has neurons, but a core of %5$s holds none; set 'neurons' of the chip's core", excess);
        }

        @Override
        public String ofAll(Excess excess) {
            return sentence("up to '%s' the network has %,d neurons, %,d more than the %,d that all cores of %s hold; make layers smaller",
                    excess);
        }
    }

    private record Synapses(OptionalLong capacity) implements Resource {

        @Override
        public String name() {
            return "core.synapses";
        }

        @Override
        public String unit() {
            return "bit";
        }

        @Override
        public long use(NeuronGroup group) {
            return group.synapses() * group.weightBits();
        }

        @Override
        public boolean adds() {
            return true;
        }

        @Override
        public String ofNeuron(Excess excess) {
            return sentence("the synapses of one neuron of '%s' take %,d bit, %,d more than the %,d bit of a core of %s; use fewer inputs or"
                    + " narrower weights", excess);
        }

        @Override
        public String ofAll(Excess excess) {
            return sentence("up to '%s' the synapses take %,d bit, %,d more than the %,d bit of all cores of %s; make layers smaller or"
                    + " weights narrower", excess);
        }
    }

    private record Inputs(OptionalLong capacity) implements Resource {

        @Override
        public String name() {
            return "core.inputs";
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public long use(NeuronGroup group) {
            return group.inputs();
        }

        @Override
        public boolean adds() {
            return false;
        }

        @Override
        public String ofNeuron(Excess excess) {
            return sentence("each neuron of '%s' receives from %,d sources, %,d more than the %,d that a core of %s can; make the layer"
                    + " before it smaller or split its input", excess);
        }
    }

    private record Outputs(OptionalLong capacity) implements Resource {

        @Override
        public String name() {
            return "core.outputs";
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public long use(NeuronGroup group) {
            return group.outputs();
        }

        @Override
        public boolean adds() {
            return false;
        }

        @Override
        public String ofNeuron(Excess excess) {
            return sentence("each neuron of '%s' sends to %,d cores, %,d more than the %,d that a core of %s can; make the layer behind it"
                    + " smaller", excess);
        }
    }
}
