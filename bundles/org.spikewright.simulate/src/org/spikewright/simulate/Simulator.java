package org.spikewright.simulate;

import org.spikewright.common.Work;

/** Runs networks and records their spikes. */
public interface Simulator {

    /**
     * Runs each sample from rest.
     *
     * @param work progress, in samples
     * @throws IllegalArgumentException if the network does not fit the data or cannot be run, or a probe names
     *                                  what is not there
     * @throws org.spikewright.common.CancelledException if the work is cancelled
     */
    Recording simulate(SimulationTask task, Work work);
}
