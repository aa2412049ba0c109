package org.spikewright.network.population;

/** What a value is drawn from, in SI units: a neuron's initial state or parameter, a synapse's weight or delay. */
public sealed interface Distribution {

    /** The mean of what is drawn; for a normal distribution that of the distribution without bounds. */
    double mean();

    /** The least value that is drawn; where there is none, one that a draw is below once in 10¹² times. */
    double least();

    /** The largest value that is drawn; where there is none, one that a draw is above once in 10¹² times. */
    double most();

    /** Whether the least and the largest value are themselves drawn; else they are limits that draws come close to. */
    default boolean reachesEnds() {
        return false;
    }

    /** The same value for all. */
    record Constant(double value) implements Distribution {
        @Override
        public double mean() {
            return value;
        }

        @Override
        public double least() {
            return value;
        }

        @Override
        public double most() {
            return value;
        }

        @Override
        public boolean reachesEnds() {
            return true;
        }
    }

    /** Even between two bounds. */
    record Uniform(double low, double high) implements Distribution {
        public Uniform {
            if (!(low <= high)) {
                throw new IllegalArgumentException("uniform from " + low + " to " + high + " is empty");
            }
        }

        @Override
        public double mean() {
            return 0.5 * (low + high);
        }

        @Override
        public double least() {
            return low;
        }

        @Override
        public double most() {
            return high;
        }
    }

    /**
     * Normal within bounds.
     *
     * @param mean of the distribution without bounds
     * @param deviation its standard deviation, at least 0
     * @param low least value, {@code Double.NEGATIVE_INFINITY} for none
     * @param high largest value, {@code Double.POSITIVE_INFINITY} for none
     * @param outside what becomes of values beyond the bounds
     */
    record Normal(double mean, double deviation, double low, double high, Outside outside) implements Distribution {

        /** So many standard deviations from its mean, a normal distribution has 10⁻¹² of its mass beyond. */
        private static final double REACH = 7.034;

        public Normal {
            if (!(deviation >= 0)) {
                throw new IllegalArgumentException("standard deviation " + deviation + " is below 0");
            }
            if (!(low < high) && outside == Outside.REDRAW) {
                throw new IllegalArgumentException("no value lies between " + low + " and " + high);
            }
        }

        @Override
        public double least() {
            return Math.max(low, Math.min(high, mean - REACH * deviation));
        }

        @Override
        public double most() {
            return Math.min(high, Math.max(low, mean + REACH * deviation));
        }

        @Override
        public boolean reachesEnds() {
            return outside == Outside.CLIP;
        }

        /** Without bounds. */
        public static Normal of(double mean, double deviation) {
            return new Normal(mean, deviation, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Outside.CLIP);
        }
    }

    /** What becomes of drawn values beyond bounds. */
    enum Outside {
        /** They become the bound. */
        CLIP,
        /** They are drawn again: the truncated distribution. */
        REDRAW
    }

    /** exp of a normal distribution of that mean and deviation. */
    record LogNormal(double mu, double sigma) implements Distribution {
        @Override
        public double mean() {
            return Math.exp(mu + 0.5 * sigma * sigma);
        }

        @Override
        public double least() {
            return 0;
        }

        @Override
        public double most() {
            return Math.exp(mu + Normal.REACH * sigma);
        }
    }

    /** {@code offset} plus an exponential distribution of mean {@code scale}; a negative scale falls below the offset. */
    record Exponential(double scale, double offset) implements Distribution {

        /** Beyond so many times its mean, an exponential distribution has 10⁻¹² of its mass. */
        private static final double REACH = 12 * Math.log(10);

        @Override
        public double mean() {
            return offset + scale;
        }

        @Override
        public double least() {
            return Math.min(offset, offset + REACH * scale);
        }

        @Override
        public double most() {
            return Math.max(offset, offset + REACH * scale);
        }
    }

    /** Of synapses only: {@code base + slope · distance} between the two neurons' positions, distance in metres. */
    record ByDistance(double base, double slope) implements Distribution {
        @Override
        public double mean() {
            return base;
        }

        @Override
        public double least() {
            return slope < 0 ? Double.NEGATIVE_INFINITY : base;
        }

        @Override
        public double most() {
            return slope > 0 ? Double.POSITIVE_INFINITY : base;
        }
    }

    /** Given one by one: for each neuron of the population, or for each connection of a {@link ConnectionRule.Listed}. */
    record Listed(float[] values) implements Distribution {
        @Override
        public double mean() {
            double sum = 0;
            for (float value : values) {
                sum += value;
            }
            return values.length == 0 ? 0 : sum / values.length;
        }

        @Override
        public double least() {
            double least = Double.POSITIVE_INFINITY;
            for (float value : values) {
                least = Math.min(least, value);
            }
            return least;
        }

        @Override
        public double most() {
            double most = Double.NEGATIVE_INFINITY;
            for (float value : values) {
                most = Math.max(most, value);
            }
            return most;
        }

        @Override
        public boolean reachesEnds() {
            return true;
        }
    }

    /** The same value for all. */
    static Distribution of(double value) {
        return new Constant(value);
    }
}
