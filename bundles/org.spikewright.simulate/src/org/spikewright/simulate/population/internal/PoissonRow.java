package org.spikewright.simulate.population.internal;

import org.spikewright.kernel.PoissonCounts;
import org.spikewright.kernel.RandomRows;

/**
 * Poisson numbers for neurons in a row, step by step: their own, and those that come to all at once, the share that makes the
 * correlation. For one thread.
 */
final class PoissonRow {

    private final LevelRow rate;
    private final double together;
    private final double dt;
    private final long key;
    private final long commonKey;
    private final int from;
    private final int count;
    private final int padded;
    private final RandomRows random;
    private final boolean plain;
    private final int[] bits;
    private final int[] common = new int[64];
    private double known = -1;
    private PoissonCounts counts;

    /**
     * Numbers whose mean in a step is the rate times the step.
     *
     * @param together the share that comes to all
     * @param from the index of the first neuron
     * @param count how many there are
     * @param padded the same, filled up to a multiple of 64
     */
    PoissonRow(LevelRow rate, double together, double dt, long key, long commonKey, int from, int count, int padded, RandomRows random) {
        this.rate = rate;
        this.together = together;
        this.dt = dt;
        this.key = key;
        this.commonKey = commonKey;
        this.from = from;
        this.count = count;
        this.padded = padded;
        this.random = random;
        this.plain = !rate.differs() && together == 0;
        this.bits = new int[plain ? 0 : padded];
    }

    /** Adds {@code weight} times the numbers of a step to a row; whether any can be above 0. */
    boolean add(long step, float weight, float[] row, int at) {
        if (plain) {
            double mean = mean(rate.at(step));
            if (mean != known) {
                counts = PoissonCounts.of(mean);
                known = mean;
            }
            if (mean > 0) {
                random.addPoisson(key, from, (int) step, counts, weight, row, at, padded);
            }
            return mean > 0;
        }
        double[] rates = rate.in(step);
        random.bits(key, from, (int) step, bits, padded);
        if (together > 0) {
            random.bits(commonKey, 0, (int) step, common, common.length);
        }
        for (int j = 0; j < count; j++) {
            double mean = mean(rates[j]);
            int spikes = PoissonCounts.count(mean * (1 - together), bits[j]);
            if (together > 0) {
                spikes += PoissonCounts.count(mean * together, common[0]);
            }
            row[at + j] = Math.fma(spikes, weight, row[at + j]);
        }
        return true;
    }

    private double mean(double hertz) {
        if (!(hertz >= 0)) {
            throw new IllegalArgumentException("the rate of Poisson spikes must be at least 0 Hz, but is " + hertz + " Hz");
        }
        return hertz * dt;
    }
}
