package org.spikewright.kernel;

import java.util.Arrays;

/**
 * A Poisson distribution as thresholds on 32 uniform bits taken as a signed number: the count is {@link #least} plus the
 * number of thresholds that the number reaches. Probabilities are exact to 2^-32.
 */
public final class PoissonCounts {

    /** The largest mean. */
    public static final double MOST = 1e6;

    private static final double SCALE = 0x1p32;
    private static final double HALF = 0x1p31;

    private final int least;
    private final int[] thresholds;
    private final int usual;

    private PoissonCounts(int least, int[] thresholds, int usual) {
        this.least = least;
        this.thresholds = thresholds;
        this.usual = usual;
    }

    /** The distribution of that mean, at least 0. */
    public static PoissonCounts of(double mean) {
        if (!(mean >= 0) || mean > MOST) {
            throw new IllegalArgumentException(
                    "0 to a million spikes can be drawn for a time step, but not " + mean);
        }
        int from = (int) Math.max(0, Math.floor(mean - 9 * Math.sqrt(mean) - 9));
        int to = (int) Math.ceil(mean + 9 * Math.sqrt(mean) + 20);
        double[] tail = new double[to - from + 2];
        // Tails are summed from the small end, so that they are accurate where they are small.
        for (int k = to; k >= from; k--) {
            double log = k * Math.log(mean) - mean - Factorial.log(k);
            tail[k - from] = tail[k - from + 1] + (mean == 0 ? (k == 0 ? 1 : 0) : Math.exp(log));
        }
        int[] thresholds = new int[to - from + 1];
        int least = from;
        int count = 0;
        int usual = 0;
        for (int k = from + 1; k <= to; k++) {
            double reached = Math.rint(Math.min(1, tail[k - from]) * SCALE);
            if (reached < 1) {
                break;
            }
            if (reached >= SCALE) {
                least = k;
            } else {
                thresholds[count++] = (int) (long) (SCALE - reached - HALF);
                usual = tail[k - from] > 0.02 ? count : usual;
            }
        }
        return new PoissonCounts(least, Arrays.copyOf(thresholds, count), usual);
    }

    /**
     * The count of a distribution that is met only once: what {@link #of} gives for the same bits, but for rounding.
     *
     * @param mean at least 0
     * @param bits 32 uniform bits
     */
    public static int count(double mean, int bits) {
        if (!(mean >= 0) || mean > MOST) {
            throw new IllegalArgumentException(
                    "a Poisson drive must bring 0 to a million spikes in a time step, but brings " + mean);
        }
        if (mean == 0) {
            return 0;
        }
        double left = (bits + HALF + 0.5) / SCALE;
        int count = (int) Math.max(0, Math.floor(mean - 9 * Math.sqrt(mean) - 9));
        double chance = count == 0 ? Math.exp(-mean) : Math.exp(count * Math.log(mean) - mean - Factorial.log(count));
        double end = mean + 9 * Math.sqrt(mean) + 20;
        for (left -= chance; left >= 0 && count < end; left -= chance) {
            count++;
            chance *= mean / count;
        }
        return count;
    }

    /** The least count. */
    public int least() {
        return least;
    }

    /** Ascending; not to be written to. */
    public int[] thresholds() {
        return thresholds;
    }

    /** How many thresholds are reached so often that it does not pay to ask whether any is. */
    public int usual() {
        return usual;
    }
}
