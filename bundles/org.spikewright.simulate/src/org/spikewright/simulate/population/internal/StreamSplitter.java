package org.spikewright.simulate.population.internal;

import org.spikewright.common.RandomStream;
import org.spikewright.kernel.Factorial;

/**
 * Divides a number of connections among targets as chance would: halves are split again and again, each split with a random
 * stream of its own. With repetition a split is binomial, without it is hypergeometric.
 */
final class StreamSplitter {

    private final long seed;
    private final String name;
    private final long capacity;
    private final boolean repeated;
    private final int[] shares;

    private StreamSplitter(long seed, String name, int targets, long capacity, boolean repeated) {
        this.seed = seed;
        this.name = name;
        this.capacity = capacity;
        this.repeated = repeated;
        this.shares = new int[targets];
    }

    /**
     * How many connections each target gets.
     *
     * @param total all together
     * @param capacity how many sources each target has to choose from
     * @param repeated whether a pair may be connected more than once
     */
    static int[] of(long seed, String name, long total, int targets, long capacity, boolean repeated) {
        StreamSplitter shares = new StreamSplitter(seed, name, targets, capacity, repeated);
        shares.split(0, targets, total);
        return shares.shares;
    }

    private void split(int from, int to, long count) {
        if (count == 0) {
            return;
        }
        if (to - from == 1) {
            shares[from] = Math.toIntExact(count);
            return;
        }
        int middle = from + to >>> 1;
        RandomStream random = RandomStream.of(seed, "shares/" + name, from, to);
        long left = repeated ? binomial(count, (double) (middle - from) / (to - from), random.nextDouble())
                : hypergeometric(capacity * (middle - from), capacity * (to - middle), count, random.nextDouble());
        split(from, middle, left);
        split(middle, to, count - left);
    }

    /** The binomial number that belongs to {@code u} in [0, 1), counted outwards from the mode. */
    static long binomial(long n, double p, double u) {
        long mode = Math.min(n, (long) Math.floor((n + 1) * p));
        double at = Math.exp(Factorial.log(n) - Factorial.log(mode) - Factorial.log(n - mode) + mode * Math.log(p)
                + (n - mode) * Math.log1p(-p));
        double odds = p / (1 - p);
        return outwards(mode, 0, n, at, u, k -> odds * (n - k) / (k + 1));
    }

    /** How many of {@code count} draws without repetition come from the first kind. */
    static long hypergeometric(long first, long second, long count, double u) {
        long low = Math.max(0, count - second);
        long high = Math.min(first, count);
        long mode = Math.clamp((long) Math.floor((count + 1.0) * (first + 1.0) / (first + second + 2.0)), low, high);
        double at = Math.exp(logChoose(first, mode) + logChoose(second, count - mode)
                - logChoose(first + second, count));
        return outwards(mode, low, high, at, u,
                k -> (double) (first - k) * (count - k) / ((k + 1.0) * (second - count + k + 1)));
    }

    /** The ratio of the probabilities of k + 1 and of k. */
    @FunctionalInterface
    private interface Ratio {
        double at(long k);
    }

    private static long outwards(long mode, long low, long high, double atMode, double u, Ratio ratio) {
        double left = u - atMode;
        long below = mode;
        long above = mode;
        double atBelow = atMode;
        double atAbove = atMode;
        while (left >= 0 && (below > low || above < high)) {
            if (above < high) {
                atAbove *= ratio.at(above++);
                left -= atAbove;
                if (left < 0) {
                    return above;
                }
            }
            if (below > low) {
                atBelow /= ratio.at(--below);
                left -= atBelow;
                if (left < 0) {
                    return below;
                }
            }
            if (atAbove < 1e-300 && atBelow < 1e-300) {
                return mode;
            }
        }
        return mode;
    }

    private static double logChoose(long n, long k) {
        return Factorial.log(n) - Factorial.log(k) - Factorial.log(n - k);
    }
}
