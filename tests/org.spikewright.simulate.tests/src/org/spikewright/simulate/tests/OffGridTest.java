package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.Work;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.RandomRows;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.Snapshot;
import org.spikewright.simulate.population.SpikeTiming;
import org.spikewright.testing.engine.PointNeurons;

/** Spikes within steps, against closed forms and against a network that goes from event to event. */
class OffGridTest {

    private static final double TAU = 20e-3;
    private static final double FADING = 5e-3;
    private static final double REFRACTORY = 2.03e-3;
    private static final double CURRENT = 75;
    private static final int N = 8;

    private static PopulationTask task(PopulationNetwork network, double dt, int threads, SpikeTiming timing) {
        return new PopulationTask("off grid", network, dt, 1, threads, List.of(new Recorder.Spikes("N", Selection.ALL)), List.of(),
                timing);
    }

    private static Population.Cells cells(double refractory) {
        return Population.Neurons.of(PointNeurons.exponential(TAU, FADING, 1, 1, refractory));
    }

    private static Drive current() {
        return new Drive("current", "N", "current", Selection.ALL, new Drive.Current(TimeCourse.constant(CURRENT)));
    }

    private static double[] times(Raster raster, int neuron) {
        return IntStream.range(0, raster.count()).filter(spike -> raster.neurons()[spike] == neuron)
                .mapToDouble(raster::time).toArray();
    }

    /** By the order of a method, errors fall with the step: twice the steps, a fourth of the error. */
    private static void assertSecondOrder(double[] errors, double finest) {
        for (int k = 1; k < errors.length; k++) {
            assertTrue(errors[k] < 0.36 * errors[k - 1] || errors[k] < finest, "errors by halved steps: " + Arrays.toString(errors));
        }
        assertTrue(errors[errors.length - 1] < finest, "errors by halved steps: " + Arrays.toString(errors));
    }

    /** The only neuron fires at those times, but for an error a spike of second order. */
    private static void assertFiresAt(PopulationNetwork network, IntToDoubleFunction exact) {
        double[] errors = new double[4];
        for (int k = 0; k < errors.length; k++) {
            try (PopulationSimulation simulation = PopulationSimulation.open(
                    task(network, 0.4e-3 / (1 << k), 1, SpikeTiming.OFF_GRID), Work.NONE)) {
                simulation.run(0.3, Work.NONE);
                double[] times = times(simulation.spikes("N"), 0);
                assertTrue(times.length > 10);
                for (int i = 0; i < times.length; i++) {
                    errors[k] = Math.max(errors[k], Math.abs(times[i] - exact.applyAsDouble(i)) / (i + 1));
                }
            }
        }
        assertSecondOrder(errors, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {REFRACTORY, 0.31e-3})
    void aConstantCurrentFiresAtTheTimesOfTheClosedForm(double refractory) {
        PopulationNetwork network = new PopulationNetwork("One", List.of(Population.of("N", 1, cells(refractory))), List.of(),
                List.of(current()));
        double rise = TAU * Math.log(CURRENT * TAU / (CURRENT * TAU - 1));
        assertFiresAt(network, spike -> (spike + 1) * rise + spike * refractory);
    }

    @Test
    void resetsThatSubtractAreRightToSecondOrderWithoutRefractoriness() {
        Expression v = Expression.symbol("v");
        NeuronProgram neuron = new NeuronProgram("Subtracting", Map.of(),
                List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Rate(
                        Expression.symbol("current").minus(v.over(Expression.of(TAU)))))),
                List.of(NeuronProgram.Receptor.held("current")),
                List.of(new NeuronProgram.Spike(v.minus(Expression.ONE), Expression.ONE, Map.of("v", v.minus(Expression.of(0.6))))), v,
                List.of(), Optional.empty(), new Solver.Automatic());
        PopulationNetwork network = new PopulationNetwork("One", List.of(Population.of("N", 1, Population.Neurons.of(neuron))),
                List.of(), List.of(current()));
        double rest = CURRENT * TAU;
        assertFiresAt(network, spike -> TAU * Math.log(rest / (rest - 1)) + spike * TAU * Math.log((rest - 0.4) / (rest - 1)));
    }

    /** Also where each synapse has a weight of its own, as drawn ones have. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void arrivalsCountFromWhenTheyArrive(boolean drawn) {
        // The first is sent in the first step.
        double[] sent = {0.03e-3, 3.217e-3, 4.05e-3, 9.99e-3};
        PopulationNetwork network = new PopulationNetwork("Arrivals",
                List.of(Population.of("source", 1, new Population.GivenTrains(new double[][] {sent})),
                        Population.of("N", 1, cells(REFRACTORY))),
                List.of(new Projection("source to N", "source", "N", "in", new ConnectionRule.PairwiseProbability(1, true),
                        drawn ? new Distribution.Uniform(30, 30) : Distribution.of(30), Distribution.of(2e-3), Optional.empty())),
                List.of());
        double exact = 0;
        for (double time : sent) {
            exact += 30 * potential(20e-3 - time - 2e-3);
        }
        double[] errors = new double[4];
        for (int k = 0; k < errors.length; k++) {
            try (PopulationSimulation simulation = PopulationSimulation.open(
                    task(network, 0.5e-3 / (1 << k), 1, SpikeTiming.OFF_GRID), Work.NONE)) {
                simulation.run(20e-3, Work.NONE);
                errors[k] = Math.abs(simulation.state("N", "v")[0] - exact);
            }
        }
        assertSecondOrder(errors, 2e-5);
    }

    /** What a current of 1 has done to the potential some time after its jump. */
    private static double potential(double time) {
        return (Math.exp(-time / FADING) - Math.exp(-time / TAU)) / (1 / TAU - 1 / FADING);
    }

    private static PopulationNetwork recurrent(Distribution weight) {
        return new PopulationNetwork("Recurrent", List.of(Population.of("N", N, cells(REFRACTORY))),
                List.of(new Projection("N to N", "N", "N", "in", new ConnectionRule.PairwiseProbability(1, true), weight,
                        Distribution.of(1.6e-3), Optional.empty())),
                List.of(current()));
    }

    private static PopulationSimulation open(PopulationNetwork network, double dt, int threads) {
        PopulationSimulation simulation = PopulationSimulation.open(task(network, dt, threads, SpikeTiming.OFF_GRID), Work.NONE);
        for (int j = 0; j < N; j++) {
            simulation.set("N", "v", j, start(j));
        }
        return simulation;
    }

    private static float start(int neuron) {
        return 0.11f * neuron;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-4, 3})
    void aNetworkFiresLikeOneThatGoesFromEventToEvent(double weight) {
        double end = 0.1;
        double[][] exact = fromEventToEvent(weight, 1.6e-3, end);
        double[] errors = new double[3];
        for (int k = 0; k < errors.length; k++) {
            try (PopulationSimulation simulation = open(recurrent(Distribution.of(weight)), 0.2e-3 / (1 << k), 1)) {
                simulation.run(end, Work.NONE);
                for (int j = 0; j < N; j++) {
                    double[] times = times(simulation.spikes("N"), j);
                    assertEquals(exact[j].length, times.length, "spikes of neuron " + j);
                    for (int i = 0; i < times.length; i++) {
                        errors[k] = Math.max(errors[k], Math.abs(times[i] - exact[j][i]));
                    }
                }
            }
        }
        assertSecondOrder(errors, 2e-5);
    }

    /** When each neuron fires if every spike is found and delivered exactly. */
    private static double[][] fromEventToEvent(double weight, double delay, double end) {
        double[] v = new double[N];
        double[] current = new double[N];
        double[] free = new double[N];
        List<List<Double>> fired = new ArrayList<>();
        for (int j = 0; j < N; j++) {
            v[j] = start(j);
            fired.add(new ArrayList<>());
        }
        List<Double> arrivals = new ArrayList<>();
        double now = 0;
        while (now < end) {
            double next = Math.min(end, now + 0.01e-3);
            for (double arrival : arrivals) {
                next = arrival > now ? Math.min(next, arrival) : next;
            }
            for (double over : free) {
                next = over > now ? Math.min(next, over) : next;
            }
            int first = -1;
            for (int j = 0; j < N; j++) {
                double low = now;
                double high = next;
                if (now < free[j] || moved(v[j], current[j], high - now) <= 1) {
                    continue;
                }
                for (int i = 0; i < 60; i++) {
                    double middle = (low + high) / 2;
                    if (moved(v[j], current[j], middle - now) > 1) {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                next = high;
                first = j;
            }
            for (int j = 0; j < N; j++) {
                v[j] = now < free[j] ? 0 : moved(v[j], current[j], next - now);
                current[j] *= Math.exp(-(next - now) / FADING);
            }
            now = next;
            if (first >= 0) {
                fired.get(first).add(now);
                v[first] = 0;
                free[first] = now + REFRACTORY;
                arrivals.add(now + delay);
            }
            double time = now;
            for (int j = 0; j < N; j++) {
                current[j] += weight * arrivals.stream().filter(arrival -> arrival == time).count();
            }
        }
        return fired.stream().map(times -> times.stream().mapToDouble(Double::doubleValue).toArray()).toArray(double[][]::new);
    }

    private static double moved(double v, double current, double time) {
        double rest = CURRENT * TAU;
        return rest + (v - rest) * Math.exp(-time / TAU) + current * potential(time);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void anyNumberOfThreadsGivesTheSameBitsAlsoAfterASnapshot(int threads) {
        Population.Cells cells = cells(REFRACTORY);
        PopulationNetwork network = new PopulationNetwork("Many",
                List.of(Population.of("noise", 100, new Population.PoissonTrains(TimeCourse.constant(200))),
                        Population.of("N", 500, cells)),
                List.of(new Projection("N to N", "N", "N", "in", new ConnectionRule.PairwiseProbability(0.1, true),
                        Distribution.Normal.of(-2, 0.5), new Distribution.Uniform(0.4e-3, 3e-3), Optional.empty()),
                        new Projection("noise to N", "noise", "N", "in", new ConnectionRule.PairwiseProbability(0.1, true),
                                Distribution.of(9), Distribution.of(1e-3), Optional.empty())),
                List.of(current()));
        try (PopulationSimulation one = PopulationSimulation.open(task(network, 0.2e-3, 1, SpikeTiming.OFF_GRID), Work.NONE);
                PopulationSimulation many = PopulationSimulation.open(task(network, 0.2e-3, threads, SpikeTiming.OFF_GRID), Work.NONE)) {
            one.run(0.2, Work.NONE);
            many.run(0.11, Work.NONE);
            Snapshot snapshot = many.snapshot();
            many.run(0.05, Work.NONE);
            many.restore(snapshot);
            many.run(0.09, Work.NONE);
            Raster expected = one.spikes("N");
            assertTrue(expected.count() > 1000, "the network fires");
            assertArrayEquals(expected.steps(), many.spikes("N").steps());
            assertArrayEquals(expected.neurons(), many.spikes("N").neurons());
            assertArrayEquals(expected.fractions(), many.spikes("N").fractions());
            assertArrayEquals(one.state("N", "v"), many.state("N", "v"));
        }
    }

    @Test
    void kernelsAgreeWithTheInterpreter() {
        PopulationNetwork network = recurrent(Distribution.of(-4));
        try (PopulationSimulation compiled = open(network, 0.2e-3, 1);
                PopulationSimulation interpreted = PopulationSimulation.open(task(network, 0.2e-3, 1, SpikeTiming.OFF_GRID),
                        Kernels.interpreted(), RandomRows.best(), Work.NONE)) {
            for (int j = 0; j < N; j++) {
                interpreted.set("N", "v", j, start(j));
            }
            compiled.run(0.1, Work.NONE);
            interpreted.run(0.1, Work.NONE);
            assertArrayEquals(interpreted.spikes("N").steps(), compiled.spikes("N").steps());
            assertArrayEquals(interpreted.spikes("N").fractions(), compiled.spikes("N").fractions(), 1e-3f);
        }
    }

    @Test
    void refractorinessMayDifferFromNeuronToNeuron() {
        Expression v = Expression.symbol("v");
        NeuronProgram neuron = new NeuronProgram("Varied", Map.of("rest", 2e-3),
                List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Rate(
                        Expression.symbol("current").minus(v.over(Expression.of(TAU)))))),
                List.of(NeuronProgram.Receptor.held("current")),
                List.of(new NeuronProgram.Spike(v.minus(Expression.ONE), Expression.ONE, Map.of("v", Expression.ZERO))), v, List.of(),
                Optional.of(new NeuronProgram.Refractoriness(Expression.symbol("rest"), Set.of("v"))),
                new Solver.Automatic());
        PopulationNetwork network = new PopulationNetwork("Varied",
                List.of(Population.of("N", 40, new Population.Neurons(neuron, Map.of(),
                        Map.of("rest", new Distribution.Uniform(1e-3, 3e-3))))),
                List.of(), List.of(current()));
        double rise = TAU * Math.log(CURRENT * TAU / (CURRENT * TAU - 1));
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network, 0.1e-3, 1, SpikeTiming.OFF_GRID), Work.NONE)) {
            simulation.run(0.3, Work.NONE);
            double least = 1;
            double most = 0;
            for (int j = 0; j < 40; j++) {
                double[] times = times(simulation.spikes("N"), j);
                double rest = times[1] - times[0] - rise;
                for (int i = 1; i < times.length; i++) {
                    assertEquals(rest, times[i] - times[i - 1] - rise, 1e-6);
                }
                least = Math.min(least, rest);
                most = Math.max(most, rest);
            }
            assertTrue(least > 1e-3 - 1e-6 && least < 1.3e-3, "the shortest rest is " + least);
            assertTrue(most < 3e-3 + 1e-6 && most > 2.7e-3, "the longest rest is " + most);
        }
    }

    @Test
    void aSnapshotBeforeTheFirstSpikeIsOne() {
        try (PopulationSimulation simulation = open(recurrent(Distribution.of(-4)), 0.2e-3, 2)) {
            simulation.step();
            Snapshot snapshot = simulation.snapshot();
            simulation.run(0.1, Work.NONE);
            Raster first = simulation.spikes("N");
            simulation.restore(snapshot);
            simulation.run(0.1, Work.NONE);
            assertTrue(first.count() > 10);
            assertArrayEquals(first.fractions(), simulation.spikes("N").fractions());
        }
    }

    @Test
    void delaysShorterThanAStepAreRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> open(recurrent(Distribution.of(1)), 2e-3, 1).close())
                .getMessage();
        assertTrue(message.contains("one step at least"), message);
    }
}
