package org.spikewright.simulate.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.testing.engine.PointNeurons;

/** Brunel's network (J. Comput. Neurosci. 8, 2000, model A), of any size. */
final class BalancedNetwork {

    private BalancedNetwork() {
    }

    /**
     * {@code 4 order} excitatory and {@code order} inhibitory neurons, each with a tenth of both as inputs; g = 5, η = 2.
     *
     * @param weight of an excitatory synapse in volts, as the inhibitory one is a multiple of
     */
    static PopulationNetwork of(int order, double weight, Distribution delay, boolean individual) {
        double tau = 20e-3;
        double threshold = 20e-3;
        int excitatory = 4 * order / 10;
        int inhibitory = order / 10;
        Population.Cells cells = Population.Neurons.of(PointNeurons.delta(tau, threshold, 2e-3));
        List<Projection> projections = new ArrayList<>();
        List<Drive> drives = new ArrayList<>();
        for (String target : List.of("E", "I")) {
            projections.add(new Projection("E to " + target, "E", target, "in",
                    new ConnectionRule.FixedInDegree(excitatory, Pairing.ANY), weight(weight, individual), delay,
                    Optional.empty()));
            projections.add(new Projection("I to " + target, "I", target, "in",
                    new ConnectionRule.FixedInDegree(inhibitory, Pairing.ANY), weight(-5 * weight, individual), delay,
                    Optional.empty()));
            drives.add(new Drive("outside to " + target, target, "in", Selection.ALL,
                    new Drive.Poisson(TimeCourse.constant(2 * threshold / (weight * tau)), weight)));
        }
        return new PopulationNetwork("Balanced",
                List.of(Population.of("E", 4 * order, cells), Population.of("I", order, cells)), projections, drives);
    }

    /**
     * The stationary rate in Hz where all neurons receive independent Poisson trains of the rate that they fire at themselves
     * (Siegert 1951; Brunel 2000, equations 4, 5 and 21). The integral of exp(x²) (1 + erf x) from a to b is that of
     * exp(-s²) (exp(2 b s) - exp(2 a s)) / s over s above 0, over the root of pi.
     */
    static double rate(int order, double weight) {
        double low = 0;
        double high = 500;
        while (high - low > 1e-9) {
            double middle = 0.5 * (low + high);
            if (answered(order, weight, middle) > middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The rate of a neuron whose inputs within the network fire at a rate. */
    private static double answered(int order, double weight, double rate) {
        double tau = 20e-3;
        double threshold = 20e-3;
        double excitation = 0.4 * order * rate + 2 * threshold / (weight * tau);
        double inhibition = 0.1 * order * rate;
        double mean = tau * weight * (excitation - 5 * inhibition);
        double deviation = weight * Math.sqrt(tau * (excitation + 25 * inhibition));
        double upper = 2 * (threshold - mean) / deviation;
        double lower = -2 * mean / deviation;
        double interval = 2e-3;
        double step = 1e-4;
        for (double s = 0.5 * step; s < 50; s += step) {
            interval += tau * step * (Math.exp(s * (upper - s)) - Math.exp(s * (lower - s))) / s;
        }
        return 1 / interval;
    }

    private static Distribution weight(double weight, boolean individual) {
        return individual ? Distribution.Normal.of(weight, 0.1 * Math.abs(weight)) : Distribution.of(weight);
    }
}
