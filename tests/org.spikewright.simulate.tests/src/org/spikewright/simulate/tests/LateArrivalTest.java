package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.Work;
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
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.Snapshot;
import org.spikewright.testing.engine.PointNeurons;

/** Delays of one step, with synapses that add to a state which nothing else asks for: kernels then leave arrivals out. */
class LateArrivalTest {

    private static final double DT = 1e-4;
    private static final double FADING = 5e-3;

    /**
     * Neurons that fire by a current of their own and disturb each other.
     *
     * @param driven whether the receptor also receives a current, of 0, so that arrivals go through the kernel
     */
    private static PopulationNetwork network(boolean driven) {
        Population.Cells cells = new Population.Neurons(PointNeurons.exponential(20e-3, FADING, 1, 1, 2e-3),
                Map.of("v", new Distribution.Uniform(0, 1)), Map.of());
        List<Projection> projections = new ArrayList<>();
        List<Drive> drives = new ArrayList<>();
        for (String target : List.of("E", "I")) {
            for (String source : List.of("E", "I")) {
                projections.add(new Projection(source + " to " + target, source, target, "in",
                        new ConnectionRule.PairwiseProbability(0.05, true), Distribution.of(source.equals("E") ? 3 : -13),
                        Distribution.of(DT), Optional.empty()));
            }
            drives.add(new Drive("current of " + target, target, "current", Selection.ALL,
                    new Drive.Current(TimeCourse.constant(60))));
            if (driven) {
                drives.add(new Drive("nothing to " + target, target, "in", Selection.ALL,
                        new Drive.Current(TimeCourse.constant(0))));
            }
        }
        return new PopulationNetwork("Late", List.of(Population.of("E", 400, cells), Population.of("I", 100, cells)),
                projections, drives);
    }

    private static PopulationSimulation open(PopulationNetwork network, int threads) {
        return PopulationSimulation.open(new PopulationTask("late", network, DT, 3, threads,
                List.of(new Recorder.Spikes("E", Selection.ALL))), Work.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        try (PopulationSimulation one = open(network(false), 1); PopulationSimulation many = open(network(false), threads)) {
            one.run(0.2, Work.NONE);
            many.run(0.08, Work.NONE);
            Snapshot snapshot = many.snapshot();
            many.run(0.12, Work.NONE);
            assertTrue(one.spikes("E").count() > 1000, "the network fires");
            for (int times = 0; times < 2; times++) {
                assertArrayEquals(one.spikes("E").steps(), many.spikes("E").steps());
                assertArrayEquals(one.spikes("E").neurons(), many.spikes("E").neurons());
                for (String population : List.of("E", "I")) {
                    for (String state : List.of("v", "I")) {
                        assertArrayEquals(one.state(population, state), many.state(population, state));
                    }
                }
                many.restore(snapshot);
                many.run(0.12, Work.NONE);
            }
        }
    }

    @Test
    void arrivalsComeAtTheSameTimeAsThroughTheKernel() {
        try (PopulationSimulation late = open(network(false), 2); PopulationSimulation early = open(network(true), 2)) {
            assertTrue(!late.kernelSource("E").equals(early.kernelSource("E")), "one kernel leaves arrivals out");
            late.run(0.03, Work.NONE);
            early.run(0.03, Work.NONE);
            assertTrue(late.spikes("E").count() > 200, "the network fires");
            assertArrayEquals(early.spikes("E").steps(), late.spikes("E").steps());
            assertArrayEquals(early.spikes("E").neurons(), late.spikes("E").neurons());
            assertArrayEquals(early.state("E", "I"), late.state("E", "I"), 1e-4f);
        }
    }

    @Test
    void eachSpikeAddsItsWeightWhichThenFades() {
        double[][] trains = {{1e-3, 4e-3}, {1e-3}, {}};
        PopulationNetwork network = new PopulationNetwork("Three", List.of(
                Population.of("S", 3, new Population.GivenTrains(trains)),
                Population.of("T", 2, Population.Neurons.of(PointNeurons.exponential(20e-3, FADING, 1, 1e9, 2e-3)))),
                List.of(projection("weak", 2), projection("strong", 7)), List.of());
        try (PopulationSimulation simulation = PopulationSimulation.open(
                new PopulationTask("three", network, DT, 1, 2, List.of()), Work.NONE)) {
            assertEquals(12, simulation.synapses());
            simulation.run(10e-3, Work.NONE);
            double expected = 18 * Math.exp(-(10e-3 - 1e-3 - DT) / FADING) + 9 * Math.exp(-(10e-3 - 4e-3 - DT) / FADING);
            float[] current = simulation.state("T", "I");
            assertEquals(expected, current[0], 1e-5 * expected);
            assertEquals(expected, current[1], 1e-5 * expected);
        }
    }

    private static Projection projection(String name, double weight) {
        return new Projection(name, "S", "T", "in", new ConnectionRule.AllToAll(true), Distribution.of(weight),
                Distribution.of(DT), Optional.empty());
    }
}
