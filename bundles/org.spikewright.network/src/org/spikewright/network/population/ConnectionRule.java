package org.spikewright.network.population;

import java.util.Objects;

/** Which neurons of a source population connect to which of a target population. */
public sealed interface ConnectionRule {

    /** Every source to every target. */
    record AllToAll(boolean autapses) implements ConnectionRule {
    }

    /** Source i to target i; both populations are of one size. */
    record OneToOne() implements ConnectionRule {
    }

    /** Each target receives from {@code degree} random sources; what is drawn for a target is rounded, and 0 where it is below 0. */
    record FixedInDegree(Distribution degree, Pairing pairing) implements ConnectionRule {
        public FixedInDegree {
            checkDegree(degree, "the in-degree");
            Objects.requireNonNull(pairing);
        }

        /** The same degree for all. */
        public FixedInDegree(int degree, Pairing pairing) {
            this(Distribution.of(degree), pairing);
        }
    }

    /** Each source sends to {@code degree} random targets; what is drawn for a source is rounded, and 0 where it is below 0. */
    record FixedOutDegree(Distribution degree, Pairing pairing) implements ConnectionRule {
        public FixedOutDegree {
            checkDegree(degree, "the out-degree");
            Objects.requireNonNull(pairing);
        }

        /** The same degree for all. */
        public FixedOutDegree(int degree, Pairing pairing) {
            this(Distribution.of(degree), pairing);
        }
    }

    /** A drawn degree as a whole number. */
    static int whole(double degree) {
        return Math.clamp(Math.round(degree), 0, Integer.MAX_VALUE);
    }

    /** {@code total} connections, each between a random source and a random target. */
    record FixedTotal(long total, Pairing pairing) implements ConnectionRule {
        public FixedTotal {
            atLeastNought(total, "the number of connections");
            Objects.requireNonNull(pairing);
        }
    }

    /** Each pair is connected with a probability, at most once; neurons are numbered through all that the rule draws from. */
    record PairwiseProbability(Distribution probability, boolean autapses) implements ConnectionRule {
        public PairwiseProbability {
            checkProbability(probability.least());
            checkProbability(probability.most());
        }

        /** The same probability for all pairs. */
        public PairwiseProbability(double probability, boolean autapses) {
            this(Distribution.of(probability), autapses);
        }
    }

    /**
     * Each pair is connected with a probability that falls with the distance of their positions, at most once.
     *
     * @param probability at distance 0
     * @param profile how it falls
     * @param autapses whether a neuron may connect to itself
     */
    record SpatialKernel(double probability, Profile profile, boolean autapses) implements ConnectionRule {
        public SpatialKernel {
            checkProbability(probability);
            Objects.requireNonNull(profile);
        }
    }

    /** How a probability falls with distance; lengths in metres. */
    sealed interface Profile {
        /** The factor at that distance, 1 at 0. */
        double at(double distance);

        /** {@code exp(-d² / (2 σ²))}. */
        record Gaussian(double sigma) implements Profile {
            @Override
            public double at(double distance) {
                return Math.exp(-0.5 * distance * distance / (sigma * sigma));
            }
        }

        /** {@code exp(-d / λ)}. */
        record Exponential(double length) implements Profile {
            @Override
            public double at(double distance) {
                return Math.exp(-distance / length);
            }
        }

        /** 1 up to a radius, 0 beyond. A distance that is larger by one part in a million, as by rounding, still counts as equal. */
        record Disc(double radius) implements Profile {

            private static final double TOLERANCE = 1e-6;

            @Override
            public double at(double distance) {
                return distance <= radius * (1 + TOLERANCE) ? 1 : 0;
            }
        }
    }

    /**
     * Given one by one, for instance from a file.
     *
     * @param sources index of each connection's source neuron
     * @param targets index of its target neuron
     */
    record Listed(int[] sources, int[] targets) implements ConnectionRule {
        public Listed {
            if (sources.length != targets.length) {
                throw new IllegalArgumentException("a list of connections has " + sources.length + " sources but "
                        + targets.length + " targets");
            }
        }
    }

    /**
     * A directed small world: neurons on a ring, each sending to its {@code neighbours} nearest, half on either side; each
     * connection is moved to a random target with probability {@code rewiring} (Watts and Strogatz, Nature 393, 1998). Both
     * populations are of one size.
     */
    record SmallWorld(int neighbours, double rewiring) implements ConnectionRule {
        public SmallWorld {
            atLeastNought(neighbours, "the number of neighbours");
            if (neighbours % 2 != 0) {
                throw new IllegalArgumentException("the number of neighbours must be even, but is " + neighbours);
            }
            checkProbability(rewiring);
        }
    }

    private static void checkDegree(Distribution degree, String what) {
        if (degree instanceof Distribution.Constant(double value)) {
            atLeastNought(Math.round(value), what);
        }
    }

    private static void atLeastNought(long value, String what) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " must be at least 0, but is " + value);
        }
    }

    private static void checkProbability(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a probability must lie between 0 and 1, but is " + value);
        }
    }
}
