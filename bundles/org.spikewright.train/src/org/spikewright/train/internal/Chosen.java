package org.spikewright.train.internal;

import java.util.Optional;
import org.spikewright.execute.Parameters;
import org.spikewright.train.Averaging;
import org.spikewright.train.TrainingOptions;

/** Which weights a training gives: those of the end, their mean, or those of the epoch that did best in the validation. */
final class Chosen {

    private final TrainingOptions options;
    private final Parameters weights;
    private final Parameters mean;
    private final Parameters best;
    private double least = Double.POSITIVE_INFINITY;
    private int epochs;
    private int epoch;
    private boolean isBest;

    /**
     * Nothing yet.
     *
     * @param weights which move
     */
    Chosen(TrainingOptions options, Parameters weights) {
        this.options = options;
        this.weights = weights;
        this.mean = options.averaging() == Averaging.NONE ? weights : Parameters.zero(weights.plan());
        this.best = options.best() ? Parameters.zero(weights.plan()) : mean;
        if (mean != weights) {
            mean.copy(weights);
        }
    }

    /** Weights have moved. */
    void moved(long number, double progress) {
        isBest = false;
        if (mean == weights) {
            return;
        }
        float kept = (float) options.averaging().kept(number, progress);
        for (int p = 0; p < mean.arrays().length; p++) {
            float[] all = mean.arrays()[p];
            float[] now = weights.arrays()[p];
            for (int i = 0; i < all.length; i++) {
                all[i] = now[i] + kept * (all[i] - now[i]);
            }
        }
    }

    /** An epoch is done, with that loss of the validation samples. */
    void epochDone(Optional<Double> loss) {
        epochs++;
        if (loss.isPresent() && loss.get() < least) {
            least = loss.get();
            epoch = epochs;
            if (options.best()) {
                best.copy(mean);
            }
        }
        isBest = epoch > 0;
    }

    /** Whether there have been as many epochs without a better one as there is patience. */
    boolean isEnough() {
        return options.patience() > 0 && epochs - epoch >= options.patience();
    }

    /** The best epoch, from 1; 0 if there is none. */
    int epoch() {
        return epoch;
    }

    /** The weights that are given: after an epoch the best so far where they are asked for. */
    Parameters weights() {
        return isBest ? best : mean;
    }
}
