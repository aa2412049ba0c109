package org.spikewright.extension.sample;

import java.util.OptionalLong;
import org.spikewright.chip.NeuronGroup;
import org.spikewright.chip.Resource;

/** Branches of dendrites, each of which takes some inputs of one neuron. */
public record Dendrites(OptionalLong capacity, long inputs) implements Resource {

    @Override
    public String name() {
        return "dendrites.branches";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public long use(NeuronGroup group) {
        return group.sum(fanIn -> Math.ceilDiv(fanIn, inputs));
    }

    @Override
    public boolean adds() {
        return true;
    }

    @Override
    public String ofNeuron(Excess excess) {
        return "each neuron of '" + excess.layer() + "' needs " + excess.needed() + " branches of dendrites, " + excess.over()
                + " more than a core of " + excess.chip() + " has; make the layer before it smaller";
    }

    @Override
    public String ofAll(Excess excess) {
        return "up to '" + excess.layer() + "' the network needs " + excess.needed() + " branches of dendrites, " + excess.over()
                + " more than all cores of " + excess.chip() + " have; make layers smaller";
    }
}
