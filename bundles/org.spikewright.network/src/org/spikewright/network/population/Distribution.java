package org.spikewright.network.population;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.Range;

/**
 * What a value is drawn from, in SI units: a neuron's initial state or parameter, a synapse's weight or delay. The mean of a normal
 * distribution is that of the distribution without bounds.
 */
public sealed interface Distribution extends Term {

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

    /**
     * A formula over what is drawn and what is known of the neuron or the synapse. Each symbol is drawn once for each value, in the
     * order in which symbols first stand in the formula.
     *
     * @param formula over the symbols
     * @param terms what each of them stands for
     */
    record Formula(Expression formula, Map<String, Term> terms) implements Distribution, Level {

        /** The symbol where there is only one. */
        private static final String ONLY = "$drawn";

        /** Functions that take their ends as values, whatever their arguments are. */
        private static final Set<Function> REACHING = EnumSet.of(Function.MIN, Function.MAX, Function.ABS, Function.FLOOR, Function.STEP,
                Function.NON_NEGATIVE, Function.SIGN, Function.WHERE, Function.SIN, Function.COS);

        public Formula {
            terms = Map.copyOf(terms);
            if (!terms.keySet().containsAll(formula.symbols())) {
                throw new IllegalArgumentException("a formula of values uses " + formula.symbols() + ", but knows " + terms.keySet());
            }
        }

        /** A distribution as a formula. */
        static Formula of(Distribution drawn) {
            return new Formula(Expression.symbol(ONLY), Map.of(ONLY, drawn));
        }

        /** The value at the means of its terms. */
        @Override
        public double mean() {
            return formula.value(symbol -> terms.get(symbol).mean());
        }

        @Override
        public double least() {
            return range().least();
        }

        @Override
        public double most() {
            return range().most();
        }

        private Range range() {
            return Range.of(formula, symbol -> new Range(terms.get(symbol).least(), terms.get(symbol).most()));
        }

        @Override
        public boolean reachesEnds() {
            return reaches(formula);
        }

        private boolean reaches(Expression part) {
            return switch (part) {
                case Expression.Constant _ -> false;
                case Expression.Symbol(String name) -> terms.get(name).reachesEnds();
                case Expression.Binary(_, Expression left, Expression right) -> reaches(left) || reaches(right);
                case Expression.Call(Function function, var arguments) -> REACHING.contains(function) || arguments.stream().anyMatch(this::reaches);
            };
        }

        @Override
        public boolean changes() {
            return terms.values().stream().anyMatch(Term::changes);
        }
    }

    /**
     * Given one by one: for each neuron of the population, or for each connection of a {@link ConnectionRule.Listed}. Of a rule that
     * pairs neurons, for each target; of all-to-all connections, for each target of the first source, then of the second, and so on.
     */
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

    /** Whether values depend on how far the neurons of a synapse are apart. */
    default boolean isByDistance() {
        return this instanceof ByDistance || this instanceof Formula(_, Map<String, Term> terms)
                && terms.values().stream().anyMatch(term -> term instanceof Known.Distance || term instanceof Distribution nested && nested.isByDistance());
    }

    /** The same value for all. */
    static Distribution of(double value) {
        return new Constant(value);
    }
}
