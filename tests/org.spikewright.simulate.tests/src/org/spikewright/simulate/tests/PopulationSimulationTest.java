package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.RandomRows;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
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
import org.spikewright.simulate.population.Samples;
import org.spikewright.simulate.population.Snapshot;
import org.spikewright.simulate.population.SpikeStatistics;
import org.spikewright.simulate.population.StopCondition;
import org.spikewright.testing.engine.PointNeurons;

class PopulationSimulationTest {

    private static final double DT = 1e-4;
    private static final List<Recorder> RECORDERS = List.of(new Recorder.Spikes("E", Selection.ALL),
            new Recorder.Spikes("I", new Selection(3, 200, 7)),
            new Recorder.States("E", "v", new Selection(0, 400, 50), 1.7e-3), new Recorder.Rates("I", 5e-3));

    private static PopulationTask task(PopulationNetwork network, int threads) {
        return new PopulationTask("test", network, DT, 7, threads, RECORDERS);
    }

    private static PopulationNetwork network() {
        return BalancedNetwork.of(250, 0.4e-3, new Distribution.Normal(1.5e-3, 0.7e-3, 2e-4,
                Double.POSITIVE_INFINITY, Distribution.Outside.REDRAW), true);
    }

    /** All that a run leaves. */
    private record Left(Raster e, Raster i, List<Samples> samples, float[] v) {
        static Left of(PopulationSimulation simulation) {
            return new Left(simulation.spikes("E"), simulation.spikes("I"), simulation.samples(),
                    simulation.state("E", "v"));
        }

        void assertSame(Left other) {
            assertTrue(e.count() > 500, "the network fires");
            assertArrayEquals(e.steps(), other.e.steps());
            assertArrayEquals(e.neurons(), other.e.neurons());
            assertArrayEquals(i.steps(), other.i.steps());
            assertArrayEquals(i.neurons(), other.i.neurons());
            assertArrayEquals(v, other.v);
            for (int k = 0; k < samples.size(); k++) {
                assertArrayEquals(samples.get(k).times(), other.samples.get(k).times());
                assertTrue(Arrays.deepEquals(samples.get(k).values(), other.samples.get(k).values()));
            }
        }
    }

    private static Left run(PopulationTask task, double... seconds) {
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            for (double some : seconds) {
                simulation.run(some, Work.NONE);
            }
            return Left.of(simulation);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        run(task(network(), 1), 0.1).assertSame(run(task(network(), threads), 0.1));
    }

    @Test
    void scalarAndVectorKernelsGiveTheSameBits() {
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network(), 2),
                Kernels.compiled(Primitives.scalar()), RandomRows.scalar(), Work.NONE)) {
            simulation.run(0.1, Work.NONE);
            run(task(network(), 2), 0.1).assertSame(Left.of(simulation));
        }
    }

    @Test
    void aRunInPiecesIsTheSameRun() {
        run(task(network(), 2), 0.1).assertSame(run(task(network(), 2), 0.0203, DT, 0.0501, 0.0295));
    }

    @Test
    void aSnapshotGoesOnBitByBit(@TempDir Path folder) throws IOException {
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network(), 3), Work.NONE)) {
            simulation.run(0.0431, Work.NONE);
            Snapshot snapshot = simulation.snapshot();
            snapshot.save(folder.resolve("state"));
            simulation.run(0.0569, Work.NONE);
            Left expected = Left.of(simulation);
            simulation.restore(snapshot);
            assertEquals(0.0431, simulation.time(), 1e-9);
            simulation.run(0.0569, Work.NONE);
            expected.assertSame(Left.of(simulation));
            try (PopulationSimulation other = PopulationSimulation.open(task(network(), 1), Work.NONE)) {
                other.restore(Snapshot.load(folder.resolve("state")));
                other.run(0.0569, Work.NONE);
                assertArrayEquals(expected.v(), other.state("E", "v"));
            }
        }
    }

    @Test
    void aSnapshotOfAnotherNetworkIsRefused() {
        PopulationNetwork smaller = BalancedNetwork.of(100, 0.4e-3, Distribution.of(1e-3), true);
        try (PopulationSimulation one = PopulationSimulation.open(task(network(), 1), Work.NONE);
                PopulationSimulation other = PopulationSimulation.open(task(smaller, 1), Work.NONE)) {
            Snapshot snapshot = other.snapshot();
            assertThrows(IllegalArgumentException.class, () -> one.restore(snapshot));
        }
    }

    /** The same size, another connection: a single weight differs. */
    @Test
    void aSnapshotOfAnotherNetworkOfTheSameSizeIsRefused() {
        PopulationNetwork other = BalancedNetwork.of(250, 0.41e-3, new Distribution.Normal(1.5e-3, 0.7e-3, 2e-4,
                Double.POSITIVE_INFINITY, Distribution.Outside.REDRAW), true);
        try (PopulationSimulation one = PopulationSimulation.open(task(network(), 1), Work.NONE);
                PopulationSimulation another = PopulationSimulation.open(task(other, 1), Work.NONE)) {
            another.run(0.01, Work.NONE);
            Snapshot snapshot = another.snapshot();
            float[] before = one.state("E", "v");
            String message = assertThrows(IllegalArgumentException.class, () -> one.restore(snapshot)).getMessage();
            assertTrue(message.contains("another simulation"), message);
            assertThrows(IllegalArgumentException.class, () -> one.restore(new Snapshot(0, new byte[3])));
            assertArrayEquals(before, one.state("E", "v"));
            assertEquals(0, one.time());
        }
    }

    private static PopulationTask stopping(int threads, StopCondition... stops) {
        return new PopulationTask("test", network(), DT, 7, threads, RECORDERS, List.of(stops));
    }

    /** The first multiple of the interval at which the recorded spikes say so. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRunStopsWhereItsConditionHolds(int threads) {
        Raster all = run(task(network(), 1), 0.1).e();
        try (PopulationSimulation simulation = PopulationSimulation
                .open(stopping(threads, new StopCondition.Spikes("E", 300, 2e-3)), Work.NONE)) {
            assertTrue(simulation.run(1, Work.NONE).isPresent());
            double expected = 2e-3 * Math.ceil(all.time(299) / 2e-3 - 1e-9);
            assertEquals(expected, simulation.time(), 1e-9);
            assertEquals(IntStream.range(0, all.count()).filter(k -> all.time(k) < expected + DT / 2).count(),
                    simulation.spikeCounts().get("E"));
        }
    }

    @Test
    void aRunStopsAtARate() {
        Raster all = run(task(network(), 1), 0.1).e();
        double[] bins = new SpikeStatistics(all, 0, 0.1).histogram(5e-3);
        double most = Arrays.stream(bins).max().orElseThrow();
        int first = IntStream.range(0, bins.length).filter(b -> bins[b] > 0.6 * most).findFirst().orElseThrow();
        StopCondition above = new StopCondition.RateAbove("E", 0.6 * most / (5e-3 * all.size()), 5e-3);
        StopCondition never = new StopCondition.RateBelow("I", -1, 1e-3);
        for (double[] pieces : new double[][] {{1}, {0.0013, 0.0021, 1}}) {
            try (PopulationSimulation simulation = PopulationSimulation.open(stopping(2, never, above), Work.NONE)) {
                Optional<StopCondition> met = Optional.empty();
                for (double piece : pieces) {
                    met = simulation.run(piece, Work.NONE);
                }
                assertEquals(Optional.of(above), met);
                assertEquals(5e-3 * (first + 1), simulation.time(), 1e-9);
            }
        }
    }

    @Test
    void whatIsWatchedMustExist() {
        assertThrows(IllegalArgumentException.class, () -> stopping(1, new StopCondition.Spikes("X", 1, 1e-3)));
        assertThrows(IllegalArgumentException.class, () -> new StopCondition.Spikes("E", 1, 0));
    }

    @Test
    void twoRecordersOfOnePopulationRecordWhatEitherSelects() {
        Raster all = run(task(network(), 1), 0.1).e();
        PopulationTask task = new PopulationTask("t", network(), DT, 7, 2, List.of(
                new Recorder.Spikes("E", new Selection(0, 100, 1)), new Recorder.Spikes("E", new Selection(50, 400, 10))));
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(0.1, Work.NONE);
            assertArrayEquals(Arrays.stream(all.neurons()).filter(n -> n < 100 || n < 400 && n % 10 == 0).toArray(),
                    simulation.spikes("E").neurons());
        }
    }

    @Test
    void aCancelledRunCanGoOn() {
        Work cancelling = Work.unwatched(() -> true);
        try (PopulationSimulation simulation = PopulationSimulation.open(task(network(), 2), Work.NONE)) {
            assertThrows(CancelledException.class, () -> simulation.run(1000, cancelling));
            double rest = 0.1 - simulation.time() % 0.1;
            double end = simulation.time() + rest;
            simulation.run(rest, Work.NONE);
            try (PopulationSimulation whole = PopulationSimulation.open(task(network(), 2), Work.NONE)) {
                whole.run(end, Work.NONE);
                Left.of(whole).assertSame(Left.of(simulation));
            }
        }
    }

    /** A chain of given spikes through a delay into a neuron: who fires when is plain arithmetic. */
    @Test
    void spikesArriveAfterTheirDelay() {
        for (boolean individual : new boolean[] {false, true}) {
            Distribution weight = individual ? new Distribution.Listed(new float[] {0.03f, 0.004f})
                    : Distribution.of(0.03);
            Distribution delay = individual ? new Distribution.Listed(new float[] {0.7e-3f, 2.3e-3f})
                    : Distribution.of(0.7e-3);
            Population source = Population.of("S", 2, new Population.GivenTrains(new double[][] {{1e-3}, {1e-3, 5e-3}}));
            Population target = Population.of("E", 70, Population.Neurons.of(PointNeurons.delta(20e-3, 20e-3, 2e-3)));
            Projection projection = new Projection("p", "S", "E", "in",
                    new ConnectionRule.Listed(new int[] {0, 1}, new int[] {69, 3}), weight, delay, Optional.empty());
            PopulationNetwork network = new PopulationNetwork("N", List.of(source, target), List.of(projection),
                    List.of());
            PopulationTask task = new PopulationTask("t", network, DT, 1, 1, List.of(
                    new Recorder.Spikes("E", Selection.ALL), new Recorder.States("E", "v", Selection.one(3), DT)));
            try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
                simulation.run(0.01, Work.NONE);
                Raster raster = simulation.spikes("E");
                assertArrayEquals(individual ? new int[] {69} : new int[] {3, 69, 3}, raster.neurons());
                assertEquals(1.7e-3, raster.time(0), 1e-9);
                if (individual) {
                    float[][] v = simulation.samples().getFirst().values();
                    assertEquals(0, v[31][0]);
                    assertEquals(0.004, v[32][0], 1e-9);
                    assertEquals(0.004 * Math.exp(-1 / 20.0), v[42][0], 1e-8);
                    assertEquals(0.004 * (1 + Math.exp(-4 / 20.0)), v[72][0], 1e-8);
                }
            }
        }
    }

    /** A constant current: intervals are tau ln(RI / (RI - theta)) and the refractory time, to one step. */
    @Test
    void aLeakyNeuronFiresAsItsEquationSays() {
        Population population = Population.of("E", 1,
                Population.Neurons.of(PointNeurons.exponential(10e-3, 2e-3, 250e-12, 15e-3, 2e-3)));
        Drive drive = new Drive("dc", "E", "current", Selection.ALL, new Drive.Current(TimeCourse.constant(500e-12)));
        PopulationTask task = new PopulationTask("t",
                new PopulationNetwork("N", List.of(population), List.of(), List.of(drive)), 1e-5, 1, 1,
                List.of(new Recorder.Spikes("E", Selection.ALL)));
        Raster raster;
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(0.2, Work.NONE);
            raster = simulation.spikes("E");
        }
        double reached = 10e-3 * 500e-12 / 250e-12;
        double climb = 10e-3 * Math.log(reached / (reached - 15e-3));
        assertEquals(12, raster.count());
        for (int k = 0; k < raster.count(); k++) {
            assertEquals(climb + k * (climb + 2e-3), raster.time(k), (k + 1) * 1e-5);
        }
    }

    /** As mean-field theory says, and as NEST 3.10 fires in one second with several seeds: at 31.9 to 32.2 Hz. */
    @Test
    void theBalancedNetworkFiresAtItsKnownRate() {
        PopulationNetwork network = BalancedNetwork.of(2500, 0.1e-3, Distribution.of(1.5e-3), false);
        PopulationTask task = new PopulationTask("t", network, DT, 3, 2, List.of());
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(0.1, Work.NONE);
            long before = simulation.spikeCounts().values().stream().mapToLong(Long::longValue).sum();
            simulation.run(0.4, Work.NONE);
            long after = simulation.spikeCounts().values().stream().mapToLong(Long::longValue).sum();
            double rate = (after - before) / 12500.0 / 0.4;
            assertEquals(BalancedNetwork.rate(2500, 0.1e-3), rate, 0.6);
            assertEquals(32.05, rate, 0.6);
        }
    }

    /** One neuron of many whose state leaves the domain of a root after 10 ms: the reason is said, on any number of threads. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aStateThatIsNotANumberIsNamed(int threads) {
        Expression v = Expression.symbol("v");
        NeuronProgram falling = new NeuronProgram("Falling", Map.of(),
                List.of(new NeuronProgram.State("v", 2, new NeuronProgram.Change.Next(
                        Expression.call(Function.SQRT, List.of(v)).minus(Expression.symbol("in"))))),
                List.of(NeuronProgram.Receptor.held("in")), List.of(), v, List.of(), Optional.empty(), new Solver.Automatic());
        PopulationNetwork network = new PopulationNetwork("N",
                List.of(Population.of("Others", 300, Population.Neurons.of(PointNeurons.delta(20e-3, 20e-3, 2e-3))),
                        Population.of("Fallers", 200, Population.Neurons.of(falling))),
                List.of(), List.of(new Drive("down", "Fallers", "in", Selection.one(137),
                        new Drive.Current(TimeCourse.pulse(10e-3, 1, 3)))));
        try (PopulationSimulation simulation = PopulationSimulation
                .open(new PopulationTask("fall", network, DT, 1, threads, List.of()), Work.NONE)) {
            simulation.run(10e-3, Work.NONE);
            String message = assertThrows(ArithmeticException.class, () -> simulation.run(1, Work.NONE)).getMessage();
            assertTrue(message.contains("state v of neuron 137 of population Fallers is not a number at 0.0164000 s"), message);
        }
    }

    @Test
    void whatIsRecordedMustExist() {
        PopulationNetwork network = network();
        for (Recorder recorder : List.of(new Recorder.States("E", "u", Selection.ALL, 1e-3),
                new Recorder.Spikes("X", Selection.ALL))) {
            assertThrows(IllegalArgumentException.class, () -> PopulationSimulation
                    .open(new PopulationTask("t", network, DT, 1, 1, List.of(recorder)), Work.NONE));
        }
    }
}
