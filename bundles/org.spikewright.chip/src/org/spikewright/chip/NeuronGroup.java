package org.spikewright.chip;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.spikewright.network.Inflow;
import org.spikewright.network.Layer;

/** Neurons that are to share a core. */
public interface NeuronGroup {

    /** Neurons {@code from} to, but without, {@code to} of a layer. */
    record Slice(Layer layer, int from, int to) {

        /** How many neurons. */
        public int size() {
            return to - from;
        }
    }

    /** Which neurons. */
    List<Slice> slices();

    /** The connections that end at the neurons of a layer. */
    Inflow inflow(Layer layer);

    /** How many neurons. */
    long neurons();

    /** How many connections end at them. */
    long synapses();

    /** How many different sources they receive from. */
    long inputs();

    /** Pairs of one of them and a core that it sends to; 0 as long as nobody knows where others lie. */
    long outputs();

    /** The width of a weight. */
    int weightBits();

    /** A sum over all neurons of something that follows from how many connections end at each. */
    default long sum(LongUnaryOperator ofFanIn) {
        long sum = 0;
        for (Slice slice : slices()) {
            Inflow inflow = inflow(slice.layer());
            for (int neuron = slice.from(); neuron < slice.to(); neuron++) {
                sum += ofFanIn.applyAsLong(inflow.fanIn(neuron));
            }
        }
        return sum;
    }
}
