package org.spikewright.train;

/** Hears of a training run while it goes on, in the trainer's thread. */
@FunctionalInterface
public interface TrainingListener {

    /** An epoch is done. */
    void epochDone(EpochMetrics metrics);
}
