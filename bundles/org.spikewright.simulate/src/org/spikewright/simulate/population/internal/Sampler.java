package org.spikewright.simulate.population.internal;

import org.spikewright.common.RandomStream;
import org.spikewright.network.population.Distribution;

/** Draws values. */
final class Sampler {

    /** Draws after which a truncated distribution is taken for one that its bounds hardly meet. */
    private static final int MOST_REDRAWS = 100_000;

    private Sampler() {
    }

    /**
     * A value.
     *
     * @param random where it is drawn from; a constant draws nothing
     * @param index which value of a list
     * @param distance between the two neurons of a synapse
     */
    static double draw(Distribution distribution, RandomStream random, int index, double distance) {
        return switch (distribution) {
            case Distribution.Constant(double value) -> value;
            case Distribution.Uniform(double low, double high) -> low + (high - low) * random.nextDouble();
            case Distribution.Normal normal -> normal(normal, random);
            case Distribution.LogNormal(double mu, double sigma) -> Math.exp(mu + sigma * random.nextGaussian());
            case Distribution.Exponential(double scale, double offset) -> offset - scale * Math.log(1 - random.nextDouble());
            case Distribution.ByDistance(double base, double slope) -> base + slope * distance;
            case Distribution.Listed(float[] values) -> values[index];
        };
    }

    private static double normal(Distribution.Normal normal, RandomStream random) {
        double x = normal.mean() + normal.deviation() * random.nextGaussian();
        if (normal.outside() == Distribution.Outside.CLIP) {
            return Math.max(normal.low(), Math.min(normal.high(), x));
        }
        for (int draws = 1; x < normal.low() || x > normal.high(); draws++) {
            if (draws == MOST_REDRAWS) {
                throw new IllegalArgumentException(normal + " hardly ever falls within its bounds; move the bounds");
            }
            x = normal.mean() + normal.deviation() * random.nextGaussian();
        }
        return x;
    }

    /** A whole number from 0 to {@code bound - 1}, all equally likely (Lemire, ACM TOMACS 29, 2019). */
    static int below(int bound, RandomStream random) {
        long product = (random.nextLong() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long threshold = (0x1_0000_0000L - bound) % bound;
            while (low < threshold) {
                product = (random.nextLong() >>> 32) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int) (product >>> 32);
    }
}
