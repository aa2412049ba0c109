package org.spikewright.simulate.population.internal;

import org.spikewright.simulate.population.PopulationTask;

/** Finds states that are not numbers any more. They never become numbers again, so that it looks only now and then. */
final class NumberCheck {

    /** Steps from one look to the next. */
    private static final int INTERVAL = 64;

    private final PopulationTask task;

    NumberCheck(PopulationTask task) {
        this.task = task;
    }

    /**
     * Looks at a partition that was simulated up to a step.
     *
     * @param start where the block began
     * @param last whether the run ends with it
     * @throws ArithmeticException if a state is not a number
     */
    void check(Partition partition, long start, long end, boolean last) {
        if (!last && start / INTERVAL == end / INTERVAL) {
            return;
        }
        for (Shard piece : partition.pieces) {
            if (holdsNone(piece.neurons().values())) {
                continue;
            }
            for (int state = 0; state < piece.states().size(); state++) {
                for (int j = 0; j < piece.count; j++) {
                    if (!Float.isFinite(piece.neurons().get(state, j))) {
                        throw new ArithmeticException(String.format(java.util.Locale.ROOT,
                                "%s: state %s of neuron %d of population %s %s at %.6g s; check its equations "
                                        + "and inputs, or take a shorter step",
                                task.name(), piece.states().get(state), piece.from + j,
                                task.network().populations().get(piece.population).name(),
                                Float.isNaN(piece.neurons().get(state, j)) ? "is not a number" : "is infinite", end * task.dt()));
                    }
                }
            }
        }
    }

    /** Whether all are numbers. Without a branch for each, which takes several at once. */
    private static boolean holdsNone(float[] values) {
        int found = 0;
        for (float value : values) {
            // The sign is set by infinity and by what is not a number: both lie above the largest number.
            found |= 0x7F7FFFFF - (Float.floatToRawIntBits(value) & 0x7FFFFFFF);
        }
        return found >= 0;
    }
}
