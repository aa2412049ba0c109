package org.spikewright.train;

import java.util.List;
import java.util.Objects;
import org.spikewright.train.internal.Regularised;

/**
 * What a training has beside the loss, its rule and its optimizer.
 *
 * @param regularisers what is added to the loss
 * @param clipping how derivatives are bounded
 * @param averaging what mean over the run the final weights are
 * @param patience after how many epochs without a lower loss of the validation samples the run ends; 0 for never
 * @param best whether the weights are those of the epoch with the lowest loss of the validation samples, else those of the last
 * @param frozen what does not learn
 */
public record TrainingOptions(List<Regulariser> regularisers, Clipping clipping, Averaging averaging, int patience, boolean best, List<Part> frozen) {

    /** Nothing of that. */
    public static final TrainingOptions NONE = new TrainingOptions(List.of(), Clipping.NONE, Averaging.NONE, 0, false, List.of());

    public TrainingOptions {
        regularisers = List.copyOf(regularisers);
        Objects.requireNonNull(clipping);
        Objects.requireNonNull(averaging);
        frozen = List.copyOf(frozen);
    }

    /** With nothing frozen. */
    public TrainingOptions(List<Regulariser> regularisers, Clipping clipping, Averaging averaging, int patience, boolean best) {
        this(regularisers, clipping, averaging, patience, best, List.of());
    }

    /** A loss with what is added to it for what layers give. */
    public Loss added(Loss loss) {
        List<Regulariser> ofActivity = regularisers.stream().filter(Regulariser::isOfActivity).toList();
        return ofActivity.isEmpty() ? loss : new Regularised(loss, ofActivity);
    }

    /** Whether it matters how validation samples do. */
    public boolean validates() {
        return best || patience > 0;
    }
}
