package org.spikewright.train;

import java.util.function.Supplier;

/** Hears of a training run while it goes on, in the trainer's thread. */
@FunctionalInterface
public interface TrainingListener {

    /** An epoch is done. */
    void epochDone(EpochMetrics metrics);

    /**
     * Weights have changed, or an epoch is done.
     *
     * @param reached gives what was reached, a copy that is made when it is asked for; only within this call
     */
    default void progressed(Supplier<TrainingResult> reached) {
        // most listen to epochs only
    }
}
