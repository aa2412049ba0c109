package org.spikewright.testing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.NeuronProgram.Receptor;
import org.spikewright.network.equation.NeuronProgram.Refractoriness;
import org.spikewright.network.equation.NeuronProgram.Spike;
import org.spikewright.network.equation.NeuronProgram.State;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;

/**
 * The microcircuit of Potjans and Diesmann, Cerebral Cortex 24, 2014: sizes, probabilities and inputs from table 5, all else
 * as the example {@code Potjans_2014} of NEST has it since its pull request 2504 of December 2022: initial potentials of
 * each population's own distribution, delays drawn again below half a step, Poisson input.
 *
 * <p>At a smaller scale, neurons and in-degrees both shrink by the factor. Weights grow by its inverse square root, so that
 * the variance of what a neuron receives stays, and a constant current makes up for the mean that is then missing (van
 * Albada, Helias and Diesmann, PLoS Comput. Biol. 11, 2015); it follows from the mean rates of the full network.
 */
public final class Microcircuit {

    /** The populations, in the order of all tables. */
    public static final List<String> NAMES = List.of("L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I");

    /**
     * Mean rates of the full network in Hz by which the example scaled until that pull request, which replaced them by .903
     * 2.965 4.414 5.876 7.569 8.633 1.105 7.829 and renewed the reference run in the same days. Its spikes fit the
     * former: NEST built from that commit, ten seeds, has L23E fire at 0.41 ± 0.03 Hz with them and at 0.47 ± 0.03 Hz with the
     * latter; in the reference run it fires at 0.402 Hz.
     */
    private static final double[] RATES = {0.943, 3.026, 4.368, 5.882, 7.733, 8.664, 1.096, 7.851};
    private static final int[] SIZES = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
    private static final int[] OUTSIDE = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
    private static final double OUTSIDE_RATE = 8;
    private static final double[][] PROBABILITIES = {{0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0},
            {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
            {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0},
            {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
            {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
            {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0},
            {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
            {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}};
    /** Mean and deviation of initial potentials in mV. */
    private static final double[][] START = {{-68.28, 5.36}, {-63.16, 4.57}, {-63.33, 4.74}, {-63.45, 4.94}, {-63.11, 4.94},
            {-61.66, 4.55}, {-66.72, 5.46}, {-61.43, 4.48}};
    private static final double TAU = 10e-3;
    private static final double TAU_SYNAPSE = 0.5e-3;
    private static final double CAPACITY = 250e-12;
    /** The current in A that moves the potential by 0.15 mV at most. */
    private static final double WEIGHT = 87.8084935e-12;

    private final double scale;

    private Microcircuit(double scale) {
        this.scale = scale;
    }

    /** As published. */
    public static PopulationNetwork full() {
        return scaled(1);
    }

    /** With that part of its neurons and of their inputs. */
    public static PopulationNetwork scaled(double scale) {
        return new Microcircuit(scale).network();
    }

    private PopulationNetwork network() {
        List<Population> populations = new ArrayList<>();
        List<Projection> projections = new ArrayList<>();
        List<Drive> drives = new ArrayList<>();
        for (int t = 0; t < SIZES.length; t++) {
            Population.Cells cells = new Population.Neurons(neuron(compensation(t)),
                    Map.of("v", Distribution.Normal.of(1e-3 * START[t][0], 1e-3 * START[t][1])), Map.of());
            populations.add(Population.of(NAMES.get(t), (int) Math.rint(scale * SIZES[t]), cells));
            drives.add(new Drive("outside to " + NAMES.get(t), NAMES.get(t), "in", Selection.ALL, new Drive.Poisson(
                    TimeCourse.constant(OUTSIDE_RATE * Math.rint(scale * OUTSIDE[t])), WEIGHT / Math.sqrt(scale))));
            for (int s = 0; s < SIZES.length; s++) {
                long total = Math.round(scale * scale * synapses(s, t));
                if (total > 0) {
                    projections.add(projection(s, t, total));
                }
            }
        }
        return new PopulationNetwork("Microcircuit", populations, projections, drives);
    }

    /** How many synapses the full network has between two populations, of a source and a target. */
    private static double synapses(int s, int t) {
        return Math.log1p(-PROBABILITIES[t][s]) / Math.log1p(-1.0 / ((double) SIZES[t] * SIZES[s]));
    }

    /** The mean weight in the full network. */
    private static double weight(int s, int t) {
        return s % 2 == 1 ? -4 * WEIGHT : s == 2 && t == 0 ? 2 * WEIGHT : WEIGHT;
    }

    /** The mean current that a neuron of a population lacks at this scale. */
    private double compensation(int t) {
        double received = WEIGHT * OUTSIDE[t] * OUTSIDE_RATE;
        for (int s = 0; s < SIZES.length; s++) {
            received += weight(s, t) * synapses(s, t) / SIZES[t] * RATES[s];
        }
        return TAU_SYNAPSE * (1 - Math.sqrt(scale)) * received;
    }

    private static NeuronProgram neuron(double constant) {
        Expression v = Expression.symbol("v");
        Expression current = Expression.symbol("I");
        Expression rate = Expression.of(-65e-3 + TAU / CAPACITY * constant).minus(v).over(Expression.of(TAU))
                .plus(current.over(Expression.of(CAPACITY)));
        return new NeuronProgram("Microcircuit", Map.of(),
                List.of(new State("v", -65e-3, new Change.Rate(rate)),
                        new State("I", 0, new Change.Rate(current.over(Expression.of(-TAU_SYNAPSE))))),
                List.of(Receptor.into("in", "I")),
                List.of(new Spike(v.minus(Expression.of(-50e-3)), Expression.ONE, Map.of("v", Expression.of(-65e-3)))), v,
                List.of(), Optional.of(new Refractoriness(Expression.of(2e-3), Set.of("v"))), new Solver.Automatic());
    }

    private Projection projection(int s, int t, long total) {
        double mean = weight(s, t) / Math.sqrt(scale);
        Distribution weight = new Distribution.Normal(mean, 0.1 * Math.abs(mean), mean > 0 ? 0 : Double.NEGATIVE_INFINITY,
                mean > 0 ? Double.POSITIVE_INFINITY : 0, Distribution.Outside.REDRAW);
        double delay = s % 2 == 0 ? 1.5e-3 : 0.75e-3;
        Distribution delays = new Distribution.Normal(delay, 0.5 * delay, 0.5e-4, Double.POSITIVE_INFINITY,
                Distribution.Outside.REDRAW);
        return new Projection(NAMES.get(s) + " to " + NAMES.get(t), NAMES.get(s), NAMES.get(t), "in",
                new ConnectionRule.FixedTotal(total, Pairing.ANY), weight, delays, Optional.empty());
    }
}
