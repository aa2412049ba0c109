package org.spikewright.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Course;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;

/**
 * The microcircuit of Potjans and Diesmann, Cerebral Cortex 24, 2014, at full scale: sizes, probabilities and inputs from
 * table 5; mean rates as documented with the reference implementation for NEST.
 */
final class Microcircuit {

    static final List<String> NAMES = List.of("L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I");
    static final double[] RATES = {0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829};
    private static final int[] SIZES = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
    private static final int[] OUTSIDE = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
    private static final double[][] PROBABILITIES = {{0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0},
            {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
            {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0},
            {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
            {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
            {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0},
            {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
            {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}};
    /** The current in A that moves the potential by 0.15 mV at most. */
    private static final double WEIGHT = 87.8084935e-12;

    private Microcircuit() {
    }

    static PopulationNetwork network() {
        List<Population> populations = new ArrayList<>();
        List<Projection> projections = new ArrayList<>();
        List<Drive> drives = new ArrayList<>();
        Population.Cells cells = new Population.Neurons(PopulationNeurons.microcircuit(),
                Map.of("v", Distribution.Normal.of(-64e-3, 5e-3)), Map.of());
        for (int t = 0; t < SIZES.length; t++) {
            populations.add(Population.of(NAMES.get(t), SIZES[t], cells));
            drives.add(new Drive("outside to " + NAMES.get(t), NAMES.get(t), "in", Selection.ALL,
                    new Drive.Poisson(Course.constant(8.0 * OUTSIDE[t]), WEIGHT)));
            for (int s = 0; s < SIZES.length; s++) {
                long total = Math.round(Math.log1p(-PROBABILITIES[t][s])
                        / Math.log1p(-1.0 / ((double) SIZES[t] * SIZES[s])));
                if (total > 0) {
                    projections.add(projection(s, t, total));
                }
            }
        }
        return new PopulationNetwork("Microcircuit", populations, projections, drives);
    }

    private static Projection projection(int s, int t, long total) {
        boolean excitatory = s % 2 == 0;
        double mean = excitatory ? (s == 2 && t == 0 ? 2 : 1) * WEIGHT : -4 * WEIGHT;
        Distribution weight = new Distribution.Normal(mean, 0.1 * Math.abs(mean), excitatory ? 0 : Double.NEGATIVE_INFINITY,
                excitatory ? Double.POSITIVE_INFINITY : 0, Distribution.Outside.REDRAW);
        double delay = excitatory ? 1.5e-3 : 0.75e-3;
        // A delay that would round to less than one step is drawn again.
        Distribution delays = new Distribution.Normal(delay, 0.5 * delay, 0.5e-4, Double.POSITIVE_INFINITY,
                Distribution.Outside.REDRAW);
        return new Projection(NAMES.get(s) + " to " + NAMES.get(t), NAMES.get(s), NAMES.get(t), "in",
                new ConnectionRule.FixedTotal(total, Pairing.ANY), weight, delays, Optional.empty());
    }
}
