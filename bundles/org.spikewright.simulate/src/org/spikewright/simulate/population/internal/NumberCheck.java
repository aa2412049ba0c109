package org.spikewright.simulate.population.internal;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Level;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.simulate.population.PopulationTask;

/**
 * Finds states that are not numbers any more, or so large that the equations have lost all meaning. They seldom come back, so that it
 * looks only now and then.
 */
final class NumberCheck {

    /** Steps from one look to the next. */
    private static final int INTERVAL = 64;
    /** How many times the largest weight of the network a state may be at least. */
    private static final double ROOM = 1e3;

    private final PopulationTask task;
    /** The bounds of the states of each population. */
    private final float[][] bounds;

    NumberCheck(PopulationTask task) {
        this.task = task;
        PopulationNetwork network = task.network();
        double received = ROOM * largest(network);
        this.bounds = new float[network.populations().size()][];
        for (int p = 0; p < bounds.length; p++) {
            List<NeuronProgram.State> states = network.populations().get(p).program().map(NeuronProgram::states).orElse(List.of());
            bounds[p] = new float[states.size()];
            double most = learns(network, network.populations().get(p).name()) ? Double.POSITIVE_INFINITY : received;
            for (int s = 0; s < bounds[p].length; s++) {
                bounds[p][s] = (float) Math.max(states.get(s).bound(), most);
            }
        }
    }

    /** Whether what a population receives may grow, since it arrives through synapses that learn. */
    private static boolean learns(PopulationNetwork network, String population) {
        return network.projections().stream().anyMatch(one -> one.target().equals(population) && one.plasticity().isPresent());
    }

    /** The largest number that the network itself says that something receives. */
    private static double largest(PopulationNetwork network) {
        DoubleStream weights = network.projections().stream()
                .flatMapToDouble(one -> DoubleStream.concat(ends(one.weight()), one.plasticity().stream()
                        .flatMapToDouble(rule -> DoubleStream.of(rule.low(), rule.high()))));
        DoubleStream drives = network.drives().stream().flatMapToDouble(drive -> drive.signal() instanceof Drive.GaussianNoise noise
                ? ends(noise.mean()).flatMap(mean -> ends(noise.deviation()).map(deviation -> Math.abs(mean) + 6 * Math.abs(deviation)))
                : ends(drive.signal().weight()));
        DoubleSummaryStatistics all = DoubleStream.concat(weights, drives).map(Math::abs).filter(Double::isFinite).summaryStatistics();
        return Math.max(0, all.getMax());
    }

    private static DoubleStream ends(Level level) {
        return switch (level) {
            case TimeCourse course -> DoubleStream.of(course.values());
            case Distribution.Formula formula -> ends((Distribution) formula);
        };
    }

    private static DoubleStream ends(Distribution weight) {
        return DoubleStream.of(weight.mean(), weight.least(), weight.most());
    }

    /**
     * Looks at a partition that was simulated up to a step.
     *
     * @param start where the block began
     * @param last whether the run ends with it
     * @throws ArithmeticException if a state is not a number, or beyond its bound
     */
    void check(Partition partition, long start, long end, boolean last) {
        if (!last && start / INTERVAL == end / INTERVAL) {
            return;
        }
        for (Shard piece : partition.pieces) {
            float[] values = piece.neurons().values();
            for (int state = 0; state < piece.states().size(); state++) {
                float bound = state < bounds[piece.population].length ? bounds[piece.population][state] : Float.POSITIVE_INFINITY;
                int first = piece.neurons().index(state, 0);
                if (!within(values, first, first + piece.count, bound)) {
                    report(piece, state, bound, end * task.dt());
                }
            }
        }
    }

    /** Whether all are numbers below a bound. Without a branch for each, which takes several at once. */
    private static boolean within(float[] values, int from, int to, float bound) {
        int most = Float.floatToRawIntBits(Math.min(bound, Float.MAX_VALUE));
        int found = 0;
        for (int i = from; i < to; i++) {
            // The sign is set by what is larger; infinity and what is not a number lie above all numbers.
            found |= most - (Float.floatToRawIntBits(values[i]) & 0x7FFFFFFF);
        }
        return found >= 0;
    }

    private void report(Shard piece, int state, float bound, double seconds) {
        for (int j = 0; j < piece.count; j++) {
            float value = piece.neurons().get(state, j);
            if (!(Math.abs(value) <= Math.min(bound, Float.MAX_VALUE))) {
                throw new ArithmeticException(String.format(Locale.ROOT,
                        "%s: state %s of neuron %d of population %s %s at %.6g s; check its equations and inputs, or take a shorter step",
                        task.name(), piece.states().get(state), piece.from + j,
                        task.network().populations().get(piece.population).name(), Float.isNaN(value) ? "is not a number"
                                : Float.isInfinite(value) ? "is infinite"
                                : String.format(Locale.ROOT, "has grown to %.3g (in its SI unit), far beyond the numbers of its model", value),
                        seconds));
            }
        }
    }
}
