package org.spikewright.train;

import org.spikewright.common.Work;

/** Trains networks. */
public interface Trainer {

    /**
     * Trains from freshly drawn weights.
     *
     * @param listener hears of each epoch
     * @param work progress; when it is cancelled, the result holds what was reached, see {@link
     *             TrainingResult#complete()}
     * @throws IllegalArgumentException if the network does not fit the data or cannot be run
     */
    TrainingResult train(TrainingTask task, TrainingListener listener, Work work);
}
