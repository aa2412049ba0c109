package org.spikewright.simulate.population.internal;

import java.util.List;
import java.util.Map;
import org.spikewright.common.RandomStream;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.SlotFormula;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.Term;

/** Draws values of one distribution. Stateless; for any thread. */
@FunctionalInterface
interface Sampler {

    /** Draws after which a truncated distribution is taken for one that its bounds hardly meet. */
    int MOST_REDRAWS = 100_000;

    /**
     * A value.
     *
     * @param random where it is drawn from; a constant draws nothing
     * @param place what it is for
     */
    double draw(RandomStream random, Place place);

    /** The sampler of a distribution, or of something that is known of a place. */
    static Sampler of(Term term) {
        return switch (term) {
            case Distribution.Constant(double value) -> (_, _) -> value;
            case Distribution.Uniform(double low, double high) -> (random, _) -> low + (high - low) * random.nextDouble();
            case Distribution.Normal normal -> (random, _) -> normal(normal, random);
            case Distribution.LogNormal(double mu, double sigma) -> (random, _) -> Math.exp(mu + sigma * random.nextGaussian());
            case Distribution.Exponential(double scale, double offset) -> (random, _) -> offset - scale * Math.log(1 - random.nextDouble());
            case Distribution.ByDistance(double base, double slope) -> (_, place) -> base + slope * place.distance();
            case Distribution.Listed(float[] values) -> (_, place) -> values[place.item()];
            case Distribution.Formula(Expression formula, Map<String, Term> terms) -> formula(formula, terms);
            case Known.Index index -> (_, place) -> index.of(place.index(index.side()));
            case Known.Coordinate(Known.Side side, int axis) -> (_, place) -> place.coordinate(side, axis);
            case Known.Distance() -> (_, place) -> place.distance();
            case Known.Own(String parameter, _) -> (_, place) -> place.parameter(parameter);
            case Known.Time _, Known.Series _ -> throw new IllegalArgumentException("what changes in time cannot be drawn before a run");
        };
    }

    private static Sampler formula(Expression formula, Map<String, Term> terms) {
        List<String> symbols = List.copyOf(formula.symbols());
        SlotFormula ready = SlotFormula.of(formula, symbols);
        Sampler[] samplers = symbols.stream().map(symbol -> of(terms.get(symbol))).toArray(Sampler[]::new);
        return (random, place) -> {
            double[] slots = new double[samplers.length];
            for (int k = 0; k < slots.length; k++) {
                slots[k] = samplers[k].draw(random, place);
            }
            return ready.value(slots);
        };
    }

    /** Whether values depend on what they are for. */
    static boolean asksPlace(Distribution distribution) {
        return distribution instanceof Distribution.ByDistance || distribution instanceof Distribution.Listed
                || distribution instanceof Distribution.Formula;
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
