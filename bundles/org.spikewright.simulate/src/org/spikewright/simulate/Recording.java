package org.spikewright.simulate;

import java.util.List;
import org.spikewright.network.SpikeTrains;

/**
 * What a simulation leaves.
 *
 * @param spikes of the encoded input and of each layer of spiking neurons, in the order of the layers; samples go by
 *               their index in the data set
 * @param graded where something other than 0 was sent by an encoder of values and by layers of neurons without spikes, but the output;
 *               empty unless it was asked for
 * @param from index of the first sample
 * @param labels the class of each sample
 * @param predictions the class that each sample is taken for: the output that is largest on average over time
 * @param traces of the neurons that were probed
 */
public record Recording(List<SpikeTrains> spikes, List<SpikeTrains> graded, int from, int[] labels, int[] predictions,
        List<Trace> traces) {

    public Recording {
        spikes = List.copyOf(spikes);
        graded = List.copyOf(graded);
        traces = List.copyOf(traces);
    }

    /** The part of the samples whose prediction is their label. */
    public double accuracy() {
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            correct += labels[i] == predictions[i] ? 1 : 0;
        }
        return (double) correct / labels.length;
    }
}
