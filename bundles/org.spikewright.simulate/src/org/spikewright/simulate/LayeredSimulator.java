package org.spikewright.simulate;

import org.spikewright.common.Work;
import org.spikewright.kernel.Primitives;
import org.spikewright.simulate.internal.SimulationRun;

/** Runs layered networks layer by layer, some samples at a time, with sparse spikes. */
public final class LayeredSimulator implements Simulator {

    private final Primitives primitives;

    /** On the best primitives of this machine. */
    public LayeredSimulator() {
        this(Primitives.best());
    }

    /** On those primitives. */
    public LayeredSimulator(Primitives primitives) {
        this.primitives = primitives;
    }

    @Override
    public Recording simulate(SimulationTask task, Work work) {
        return new SimulationRun(task, primitives, work).run(work);
    }
}
