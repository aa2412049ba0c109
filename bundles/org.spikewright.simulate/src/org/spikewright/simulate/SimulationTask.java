package org.spikewright.simulate;

import java.util.List;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.execute.Readout;
import org.spikewright.network.Network;
import org.spikewright.network.Weights;

/**
 * All that a simulation of a layered network is determined by.
 *
 * @param name of the job, for progress reports
 * @param network what runs
 * @param weights its weights
 * @param data what it receives, with its encoder
 * @param from index of the first sample
 * @param count how many samples, at least 1
 * @param readout what becomes an answer of what comes out
 * @param graded whether values that are sent, of an encoder of values or of neurons without spikes, are recorded as well as spikes
 * @param probes neurons whose states are recorded
 * @param threads how many threads share the work; no effect on the result
 * @param dt time step in seconds
 */
public record SimulationTask(String name, Network network, Weights weights, EncodedSamples data, int from, int count,
        Readout readout, boolean graded, List<Probe> probes, int threads, double dt) {

    public SimulationTask {
        probes = List.copyOf(probes);
        if (from < 0 || count < 1 || from + count > data.samples().size()) {
            throw new IllegalArgumentException("samples " + from + " to " + (from + count - 1)
                    + " are asked for, but the data set has samples 0 to " + (data.samples().size() - 1));
        }
    }
}
