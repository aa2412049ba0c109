package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.Work;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Normalisation;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.Snapshot;
import org.spikewright.testing.engine.PointNeurons;

/** Weights that are scaled at regular times to a sum for each target, against the sums and ratios that they must have. */
class NormalisationTest {

    private static final double DT = 1e-3;
    private static final double TOTAL = 12e-3;
    private static final int DEGREE = 20;

    /** A spiking network that learns all the time, twenty synapses a neuron; normalised every so many seconds. */
    private static PopulationNetwork learning(double interval) {
        return with(PlasticityTest.driven(), new Normalisation(TOTAL, interval));
    }

    private static PopulationNetwork with(PopulationNetwork network, Normalisation normalisation) {
        List<Projection> projections = network.projections().stream().map(one -> new Projection(one.name(), one.source(), one.target(),
                one.receptor(), one.rule(), one.weight(), one.delay(), one.plasticity().map(rule -> rule.normalised(normalisation))))
                .toList();
        return new PopulationNetwork(network.name(), network.populations(), projections, network.drives());
    }

    private static PopulationTask task(PopulationNetwork network, int threads) {
        return new PopulationTask("t", network, DT, 3, threads, List.of(new Recorder.Spikes("E", Selection.ALL)));
    }

    private static SynapseProgram still(double low, double high) {
        return new SynapseProgram("Still", Map.of(), List.of(), List.of(), List.of(new Action.Transmit(Expression.symbol("w"))), List.of(),
                Optional.empty(), Optional.empty(), low, high);
    }

    /** Ten sources, each of which fires once and late, and seventy neurons that nothing else reaches. */
    private static PopulationNetwork still(Distribution weight, SynapseProgram rule) {
        double[][] late = IntStream.range(0, 10).mapToObj(_ -> new double[] {0.25}).toArray(double[][]::new);
        return new PopulationNetwork("Still", List.of(Population.of("S", 10, new Population.GivenTrains(late)),
                Population.of("E", 70, Population.Neurons.of(PointNeurons.delta(20e-3, 1, 0)))),
                List.of(new Projection("learn", "S", "E", "in", new ConnectionRule.FixedInDegree(DEGREE, Pairing.ANY), weight,
                        new Distribution.Uniform(1e-3, 6e-3), Optional.of(rule))),
                List.of());
    }

    private static double sum(float[] weights, int target) {
        return IntStream.range(target * DEGREE, (target + 1) * DEGREE).mapToDouble(synapse -> Math.abs(weights[synapse])).sum();
    }

    private static void assertSums(double expected, float[] weights) {
        for (int target = 0; target < weights.length / DEGREE; target++) {
            assertEquals(expected, sum(weights, target), 1e-7 * expected, "target " + target);
        }
    }

    /** Until the first time, both networks do the same; from then on, one has the sum at each multiple of the interval. */
    @Test
    void whatIsLearntIsScaledToTheTotal() {
        try (PopulationSimulation plain = PopulationSimulation.open(task(PlasticityTest.driven(), 2), Work.NONE);
                PopulationSimulation normalised = PopulationSimulation.open(task(learning(0.05), 2), Work.NONE)) {
            float[] before = plain.weights("learn");
            plain.run(0.05, Work.NONE);
            normalised.run(0.049, Work.NONE);
            assertTrue(Math.abs(sum(normalised.weights("learn"), 0) - TOTAL) > 0.01 * TOTAL, "not yet");
            normalised.run(DT, Work.NONE);
            float[] learnt = plain.weights("learn");
            float[] scaled = normalised.weights("learn");
            int changed = 0;
            for (int synapse = 0; synapse < learnt.length; synapse++) {
                changed += learnt[synapse] == before[synapse] ? 0 : 1;
                assertEquals(learnt[synapse] * TOTAL / sum(learnt, synapse / DEGREE), scaled[synapse], 1e-7 * scaled[synapse]);
            }
            assertTrue(changed > learnt.length / 2, "something is learnt");
            assertSums(TOTAL, scaled);
            for (int i = 0; i < 4; i++) {
                normalised.run(0.02, Work.NONE);
                float[] between = normalised.weights("learn");
                assertTrue(IntStream.range(0, 200).anyMatch(target -> Math.abs(sum(between, target) - TOTAL) > 1e-5 * TOTAL), "it learns on");
                normalised.run(0.03, Work.NONE);
                assertSums(TOTAL, normalised.weights("learn"));
            }
        }
    }

    /** Without spikes, ratios and signs stay, but for rounding each time. */
    @ParameterizedTest
    @CsvSource({"0.0001, 1, 200", "0.001, 1, 200", "0.01, 10, 20", "0.0104, 10, 20", "0.2, 200, 1"})
    void ratiosStayWhereNothingIsLearnt(double interval, int steps, int times) {
        PopulationNetwork network = with(still(new Distribution.Uniform(-1e-3, 1e-3),
                still(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)), new Normalisation(TOTAL, interval));
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network, 2), Work.NONE)) {
            float[] before = simulation.weights("learn");
            simulation.run((steps - 1) * DT, Work.NONE);
            assertArrayEquals(before, simulation.weights("learn"), "not yet");
            simulation.run((201 - steps) * DT, Work.NONE);
            float[] after = simulation.weights("learn");
            assertSums(TOTAL, after);
            for (int synapse = 0; synapse < before.length; synapse++) {
                assertEquals(before[synapse] * TOTAL / sum(before, synapse / DEGREE), after[synapse],
                        1e-7 * times * Math.abs(after[synapse]));
            }
        }
    }

    @Test
    void weightsThatAreAllNoughtStay() {
        PopulationNetwork network = with(still(Distribution.of(0), still(-1, 1)), new Normalisation(TOTAL, DT));
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network, 2), Work.NONE)) {
            simulation.run(0.01, Work.NONE);
            assertArrayEquals(new float[70 * DEGREE], simulation.weights("learn"));
        }
    }

    /** Of twenty weights of one size, each would have a twentieth of the total. */
    @Test
    void boundsHoldAfterwards() {
        PopulationNetwork network = with(still(new Distribution.Uniform(-1e-3, 1e-3), still(-0.25e-3, 0.5e-3)), new Normalisation(TOTAL, 0.01));
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network, 2), Work.NONE)) {
            float[] before = simulation.weights("learn");
            simulation.run(0.01, Work.NONE);
            float[] after = simulation.weights("learn");
            for (int synapse = 0; synapse < before.length; synapse++) {
                double scaled = before[synapse] * TOTAL / sum(before, synapse / DEGREE);
                assertEquals(Math.clamp(scaled, -0.25e-3, 0.5e-3), after[synapse], 1e-10);
            }
        }
    }

    /** What starts ten thousand times smaller than its share is not cut off when it is sent. */
    @Test
    void allThatIsScaledUpArrives() {
        PopulationNetwork network = with(still(Distribution.of(1e-7), still(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                new Normalisation(20e-3, 0.1));
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network, 2), Work.NONE)) {
            simulation.run(0.3, Work.NONE);
            for (float v : simulation.state("E", "v")) {
                assertTrue(v > 20e-3 * Math.exp(-(0.3 - 0.25) / 20e-3) && v < 20e-3 * Math.exp(-(0.3 - 0.257) / 20e-3), Float.toString(v));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void threadsDoNotChangeSums(int threads) {
        try (PopulationSimulation one = PopulationSimulation.open(task(learning(0.03), 1), Work.NONE);
                PopulationSimulation many = PopulationSimulation.open(task(learning(0.03), threads), Work.NONE)) {
            one.run(0.4, Work.NONE);
            many.run(0.4, Work.NONE);
            assertTrue(one.spikeCounts().get("E") > 100, "it fires");
            assertArrayEquals(one.weights("learn"), many.weights("learn"));
            assertArrayEquals(one.spikes("E").steps(), many.spikes("E").steps());
            assertArrayEquals(one.spikes("E").neurons(), many.spikes("E").neurons());
        }
    }

    /** The snapshot is taken between two times. */
    @Test
    void aSnapshotGoesOnBitByBit() {
        PlasticityTest.assertSnapshotGoesOn(task(learning(0.07), 2), task(learning(0.07), 3));
    }

    /** Networks that are normalised differently are different networks. */
    @Test
    void aSnapshotIsOfOneNormalisation() {
        try (PopulationSimulation one = PopulationSimulation.open(task(learning(0.07), 1), Work.NONE);
                PopulationSimulation other = PopulationSimulation.open(task(learning(0.08), 1), Work.NONE)) {
            Snapshot snapshot = one.snapshot();
            assertThrows(IllegalArgumentException.class, () -> other.restore(snapshot));
        }
    }
}
