package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.RandomRows;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;
import org.spikewright.network.population.SynapseProgram.Trace;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.Samples;
import org.spikewright.simulate.population.Snapshot;
import org.spikewright.testing.engine.PointNeurons;

/** Weights that change, against sums over all pairs of spikes, and the same on any number of threads. */
class PlasticityTest {

    private static final double DT = 1e-3;
    private static final double PLUS = 1e-5;
    private static final double MINUS = 2e-5;
    private static final double TAU_PLUS = 17e-3;
    private static final double TAU_MINUS = 34e-3;

    private static Expression symbol(String name) {
        return Expression.symbol(name);
    }

    private static Expression number(double value) {
        return Expression.of(value);
    }

    private static SynapseProgram program(List<SynapseProgram.State> states, List<Action> onPre, List<Action> onPost,
            Optional<SynapseProgram.Modulator> modulator, double low, double high) {
        return new SynapseProgram("Pairs", Map.of(), states,
                List.of(new Trace("x", Side.PRE, TAU_PLUS, symbol("x").plus(number(1))),
                        new Trace("y", Side.POST, TAU_MINUS, symbol("y").plus(number(1)))),
                onPre, onPost, Optional.empty(), modulator, low, high);
    }

    private static SynapseProgram pairs(double low, double high) {
        return program(List.of(),
                List.of(new Action.Assign("w", symbol("w").minus(number(MINUS).times(symbol("y")))), new Action.Transmit(symbol("w"))),
                List.of(new Action.Assign("w", symbol("w").plus(number(PLUS).times(symbol("x"))))), Optional.empty(), low, high);
    }

    private static double[][] trains(int cells, String stream) {
        double[][] trains = new double[cells][];
        for (int i = 0; i < cells; i++) {
            RandomStream random = RandomStream.of(5, stream, i);
            trains[i] = random.doubles(12).map(x -> Math.round(x * 290 + 1) * DT).sorted().distinct().toArray();
        }
        return trains;
    }

    /** Ten sources with plastic synapses of several delays to seventy cells, which fire when a teacher makes them. */
    private static PopulationNetwork taught(SynapseProgram program) {
        Population sources = Population.of("S", 10, new Population.GivenTrains(trains(10, "pre")));
        Population teacher = Population.of("T", 70, new Population.GivenTrains(trains(70, "post")));
        Population cells = Population.of("E", 70, Population.Neurons.of(PointNeurons.delta(5e-3, 20e-3, 0.5e-3)));
        return new PopulationNetwork("Taught", List.of(sources, teacher, cells), List.of(
                new Projection("teach", "T", "E", "in", new ConnectionRule.OneToOne(), Distribution.of(0.05), Distribution.of(DT),
                        Optional.empty()),
                new Projection("learn", "S", "E", "in", new ConnectionRule.FixedInDegree(7, Pairing.ANY), Distribution.of(1e-3),
                        new Distribution.Uniform(1e-3, 6e-3), Optional.of(program))),
                List.of());
    }

    private static PopulationTask task(PopulationNetwork network, int threads, Recorder... more) {
        Recorder[] spikes = network.populations().stream().map(one -> new Recorder.Spikes(one.name(), Selection.ALL))
                .toArray(Recorder[]::new);
        Recorder[] all = Arrays.copyOf(spikes, spikes.length + more.length);
        System.arraycopy(more, 0, all, spikes.length, more.length);
        return new PopulationTask("t", network, DT, 3, threads, List.of(all));
    }

    private static int[] of(Raster raster, int neuron) {
        return java.util.stream.IntStream.range(0, raster.count()).filter(i -> raster.neurons()[i] == neuron)
                .map(i -> (int) raster.steps()[i]).toArray();
    }

    /** All synapses listed one by one, so that each one's source, target and delay are known. */
    @Test
    void weightsAreSumsOverAllPairsOfSpikes() {
        int[] from = {0, 1, 2, 3, 4, 0, 5, 6};
        int[] to = {0, 0, 1, 65, 65, 69, 69, 3};
        float[] delays = {1e-3f, 3e-3f, 2e-3f, 1e-3f, 5e-3f, 4e-3f, 1e-3f, 7e-3f};
        PopulationNetwork base = taught(pairs(-1, 1));
        PopulationNetwork network = new PopulationNetwork("Listed", base.populations(), List.of(base.projections().getFirst(),
                new Projection("learn", "S", "E", "in", new ConnectionRule.Listed(from, to), Distribution.of(1e-3),
                        new Distribution.Listed(delays), Optional.of(pairs(-1, 1)))),
                List.of());
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network, 2), Work.NONE)) {
            simulation.run(0.3, Work.NONE);
            float[] weights = simulation.weights("learn");
            int[] byTarget = {0, 1, 2, 7, 3, 4, 5, 6};
            for (int k = 0; k < byTarget.length; k++) {
                int synapse = byTarget[k];
                int[] posts = of(simulation.spikes("E"), to[synapse]);
                int[] arrivals = Arrays.stream(of(simulation.spikes("S"), from[synapse]))
                        .map(step -> step + Math.round(delays[synapse] / (float) DT)).filter(step -> step < 300).toArray();
                assertTrue(posts.length > 5 && arrivals.length > 5, "there is something to learn from");
                assertEquals(expected(arrivals, posts), weights[k], 2e-8, "synapse " + synapse);
            }
        }
    }

    /** In a step, what arrives comes before the spike of the target. */
    private static double expected(int[] arrivals, int[] posts) {
        double weight = 1e-3;
        for (int arrival : arrivals) {
            for (int post : posts) {
                weight += arrival <= post ? PLUS * Math.exp((arrival - post) * DT / TAU_PLUS)
                        : -MINUS * Math.exp((post - arrival) * DT / TAU_MINUS);
            }
        }
        return weight;
    }

    private record Outcome(float[] weights, long[] steps, int[] neurons, float[] lastSample) {
        static Outcome of(PopulationSimulation simulation) {
            Samples samples = simulation.samples().getFirst();
            return new Outcome(simulation.weights("learn"), simulation.spikes("E").steps(), simulation.spikes("E").neurons(),
                    samples.values()[samples.values().length - 1]);
        }

        void assertSame(Outcome other) {
            assertArrayEquals(weights, other.weights);
            assertArrayEquals(steps, other.steps);
            assertArrayEquals(neurons, other.neurons);
            assertArrayEquals(lastSample, other.lastSample);
        }
    }

    /** A rule that spikes change nothing of; its clock has a period in seconds. */
    private static SynapseProgram byClock(double period, Expression weight) {
        return new SynapseProgram("Clocked", Map.of("rest", 4e-4), List.of(),
                List.of(new Trace("x", Side.PRE, TAU_PLUS, symbol("x").plus(number(1))),
                        new Trace("y", Side.POST, TAU_MINUS, symbol("y").plus(number(1)))),
                List.of(new Action.Transmit(symbol("w"))), List.of(),
                Optional.of(new SynapseProgram.Clock(period, List.of(new Action.Assign("w", weight)))), Optional.empty(), 0, 1);
    }

    /** A weight that is drawn to a rest, at different times; 300 steps of 1 ms. */
    @ParameterizedTest
    @CsvSource({"0, 300", "0.001, 300", "0.0073, 42", "0.1, 3", "0.2, 1", "0.301, 0"})
    void weightsMoveByTheClock(double period, int ticks) {
        Expression drawn = symbol("rest").plus(symbol("w").minus(symbol("rest")).times(number(0.97)));
        try (PopulationSimulation simulation = PopulationSimulation.open(task(taught(byClock(period, drawn)), 2), Work.NONE)) {
            simulation.run(0.3, Work.NONE);
            for (float weight : simulation.weights("learn")) {
                assertEquals(4e-4 + 6e-4 * Math.pow(0.97, ticks), weight, 1e-9);
            }
        }
    }

    /** The clock strikes after the step's spikes, and sees their traces. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01})
    void theClockSeesTracesAfterTheSpikesOfTheStep(double period) {
        SynapseProgram program = byClock(period, symbol("w").plus(number(1e-5).times(symbol("x"))).plus(number(3e-5).times(symbol("y"))));
        Projection learn = new Projection("learn", "S", "E", "in", new ConnectionRule.Listed(new int[] {4}, new int[] {9}),
                Distribution.of(1e-3), Distribution.of(3e-3), Optional.of(program));
        PopulationNetwork base = taught(program);
        PopulationNetwork network = new PopulationNetwork("One", base.populations(), List.of(base.projections().getFirst(), learn), List.of());
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network, 1), Work.NONE)) {
            simulation.run(0.3, Work.NONE);
            int[] posts = of(simulation.spikes("E"), 9);
            int[] arrivals = Arrays.stream(of(simulation.spikes("S"), 4)).map(step -> step + 3).filter(step -> step < 300).toArray();
            double weight = 1e-3;
            int every = period == 0 ? 1 : 10;
            for (int step = every - 1; step < 300; step += every) {
                weight += 1e-5 * trace(arrivals, step, TAU_PLUS) + 3e-5 * trace(posts, step, TAU_MINUS);
            }
            assertTrue(posts.length > 5 && arrivals.length > 5 && weight > 1.2e-3, "there is something to see");
            assertEquals(weight, simulation.weights("learn")[0], 3e-7 * weight * Math.sqrt(300.0 / every));
        }
    }

    private static double trace(int[] spikes, int step, double tau) {
        return Arrays.stream(spikes).filter(spike -> spike <= step).mapToDouble(spike -> Math.exp((spike - step) * DT / tau)).sum();
    }

    /** A spiking network whose weights and tags change by spikes and every seven steps by the clock as well. */
    private static PopulationNetwork clocked() {
        PopulationNetwork spikes = driven();
        SynapseProgram rule = spikes.projection("learn").plasticity().orElseThrow();
        SynapseProgram both = new SynapseProgram("Both", Map.of(), rule.states(), rule.traces(), rule.onPre(), rule.onPost(),
                Optional.of(new SynapseProgram.Clock(7 * DT, List.of(
                        new Action.Assign("tag", symbol("tag").plus(number(1e-7).times(symbol("x")))),
                        new Action.Assign("w", symbol("w").times(number(0.999)).plus(symbol("tag").times(symbol(SynapseProgram.FACTOR))))))),
                rule.modulator(), rule.low(), rule.high());
        Projection learn = spikes.projection("learn");
        return new PopulationNetwork("Clocked", spikes.populations(), List.of(
                new Projection("learn", "E", "E", "in", learn.rule(), learn.weight(), learn.delay(), Optional.of(both)),
                spikes.projection("inhibit")), spikes.drives());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void threadsDoNotChangeWhatTheClockDoes(int threads) {
        try (PopulationSimulation one = PopulationSimulation.open(task(clocked(), 1), Work.NONE);
                PopulationSimulation many = PopulationSimulation.open(task(clocked(), threads), Work.NONE)) {
            one.run(0.4, Work.NONE);
            many.run(0.4, Work.NONE);
            assertTrue(one.spikeCounts().get("E") > 100, "it fires");
            assertArrayEquals(one.weights("learn"), many.weights("learn"));
            assertArrayEquals(one.spikes("E").steps(), many.spikes("E").steps());
        }
    }

    /** The snapshot is taken between two ticks. */
    @Test
    void aSnapshotGoesOnBitByBitWithTheClock() {
        assertSnapshotGoesOn(task(clocked(), 2), task(clocked(), 3));
    }

    /** Where the Java runtime has no compiler, rules are interpreted. */
    @Test
    void interpretedRulesLearnTheSame() {
        PopulationTask task = task(taught(clocked().projection("learn").plasticity().orElseThrow()), 2);
        try (PopulationSimulation compiled = PopulationSimulation.open(task, Work.NONE);
                PopulationSimulation interpreted = PopulationSimulation.open(task, Kernels.interpreted(), RandomRows.best(), Work.NONE)) {
            float[] before = compiled.weights("learn");
            compiled.run(0.3, Work.NONE);
            interpreted.run(0.3, Work.NONE);
            assertFalse(Arrays.equals(before, compiled.weights("learn")), "something is learnt");
            assertArrayEquals(interpreted.weights("learn"), compiled.weights("learn"), 1e-8f);
        }
    }

    /** A network whose plastic weights drive it, with a third factor that its own spikes make. */
    static PopulationNetwork driven() {
        SynapseProgram program = program(List.of(new SynapseProgram.State("tag", 0, 0.2)),
                List.of(new Action.Assign("tag", symbol("tag").minus(number(1e-6).times(symbol("y")))),
                        new Action.Assign("w", symbol("w").plus(symbol("tag").times(symbol(SynapseProgram.FACTOR)))), new Action.Transmit(symbol("w"))),
                List.of(new Action.Assign("tag", symbol("tag").plus(number(2e-6).times(symbol("x")))),
                        new Action.Assign("w", Expression.call(Function.MIN, List.of(number(2e-3), symbol("w").plus(symbol("tag")))))),
                Optional.of(new SynapseProgram.Modulator("E", 0.1, 0.01)), 0, 4e-3);
        Population cells = Population.of("E", 200, Population.Neurons.of(PointNeurons.delta(20e-3, 20e-3, 2e-3)));
        return new PopulationNetwork("Driven", List.of(cells), List.of(
                new Projection("learn", "E", "E", "in", new ConnectionRule.FixedInDegree(20, Pairing.SIMPLE),
                        new Distribution.Uniform(0.5e-3, 1e-3), new Distribution.Uniform(1e-3, 8e-3), Optional.of(program)),
                new Projection("inhibit", "E", "E", "in", new ConnectionRule.FixedInDegree(10, Pairing.ANY), Distribution.of(-1e-3),
                        Distribution.of(3e-3), Optional.empty())),
                List.of(new Drive("outside", "E", "in", Selection.ALL, new Drive.Poisson(TimeCourse.constant(1500), 1e-3))));
    }

    private static PopulationTask driven(int threads) {
        return new PopulationTask("t", driven(), DT, 3, threads, List.of(new Recorder.Weights("learn", 500, 0.05),
                new Recorder.Spikes("E", Selection.ALL)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void threadsDoNotChangeWhatIsLearnt(int threads) {
        try (PopulationSimulation one = PopulationSimulation.open(driven(1), Work.NONE);
                PopulationSimulation many = PopulationSimulation.open(driven(threads), Work.NONE)) {
            float[] before = one.weights("learn");
            one.run(0.4, Work.NONE);
            many.run(0.4, Work.NONE);
            assertFalse(Arrays.equals(before, one.weights("learn")), "something is learnt");
            Outcome.of(one).assertSame(Outcome.of(many));
        }
    }

    @Test
    void aSnapshotGoesOnBitByBitOnOtherThreads() {
        assertSnapshotGoesOn(driven(2), driven(3));
    }

    /** The second task starts from a snapshot of the first. */
    static void assertSnapshotGoesOn(PopulationTask from, PopulationTask to) {
        try (PopulationSimulation one = PopulationSimulation.open(from, Work.NONE);
                PopulationSimulation other = PopulationSimulation.open(to, Work.NONE)) {
            one.run(0.2, Work.NONE);
            Snapshot snapshot = one.snapshot();
            one.run(0.2, Work.NONE);
            other.restore(snapshot);
            other.run(0.2, Work.NONE);
            assertArrayEquals(one.weights("learn"), other.weights("learn"));
            assertArrayEquals(one.state("E", "v"), other.state("E", "v"));
        }
    }

    @Test
    void weightsStayWithinTheirBounds() {
        try (PopulationSimulation simulation = PopulationSimulation.open(task(taught(pairs(0.95e-3, 1.01e-3)), 2), Work.NONE)) {
            simulation.run(0.3, Work.NONE);
            for (float weight : simulation.weights("learn")) {
                assertTrue(weight >= 0.95e-3f && weight <= 1.01e-3f, Float.toString(weight));
            }
        }
    }
}
