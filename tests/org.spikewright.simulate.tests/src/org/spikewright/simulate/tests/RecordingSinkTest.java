package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.RecordedPiece;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.RecordingSink;
import org.spikewright.simulate.population.Samples;
import org.spikewright.simulate.population.Snapshot;

/** What is handed over while a network runs, beside what a simulation without a sink holds at its end. */
class RecordingSinkTest {

    private static final double DT = 1e-4;
    private static final int ENTRIES = 500;

    /** Keeps all pieces, and the most that was held when one came. */
    private static final class Pieces implements RecordingSink {
        private final List<RecordedPiece> all = new ArrayList<>();
        private final long steps;
        private PopulationSimulation simulation;
        private long most;

        Pieces(long steps) {
            this.steps = steps;
        }

        @Override
        public long entries() {
            return ENTRIES;
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public void take(RecordedPiece piece) {
            all.add(piece);
            most = Math.max(most, simulation.held());
        }

        PopulationSimulation open(PopulationTask task) {
            simulation = PopulationSimulation.open(task, this, Work.NONE);
            return simulation;
        }

        /** All pieces as one. */
        RecordedPiece joined() {
            List<Raster> spikes = new ArrayList<>();
            for (int p = 0; p < all.getFirst().spikes().size(); p++) {
                int population = p;
                List<Raster> parts = all.stream().map(piece -> piece.spikes().get(population)).toList();
                Raster one = parts.getFirst();
                spikes.add(new Raster(one.population(), one.size(), one.dt(),
                        parts.stream().flatMapToLong(part -> LongStream.of(part.steps())).toArray(),
                        parts.stream().flatMapToInt(part -> IntStream.of(part.neurons())).toArray()));
            }
            List<Samples> samples = new ArrayList<>();
            for (int s = 0; s < all.getFirst().samples().size(); s++) {
                int recorder = s;
                List<Samples> parts = all.stream().map(piece -> piece.samples().get(recorder)).toList();
                Samples one = parts.getFirst();
                samples.add(new Samples(one.name(), one.of(), one.indices(),
                        parts.stream().flatMapToDouble(part -> DoubleStream.of(part.times())).toArray(),
                        parts.stream().flatMap(part -> Arrays.stream(part.values())).toArray(float[][]::new)));
            }
            for (int k = 1; k < all.size(); k++) {
                assertEquals(all.get(k - 1).to(), all.get(k).from(), "nothing is left out");
            }
            return new RecordedPiece(all.getFirst().from(), all.getLast().to(), spikes, samples);
        }
    }

    private static PopulationNetwork balanced() {
        return BalancedNetwork.of(250, 0.4e-3, new Distribution.Normal(1.5e-3, 0.7e-3, 2e-4,
                Double.POSITIVE_INFINITY, Distribution.Outside.REDRAW), true);
    }

    private static PopulationTask task(int threads) {
        return new PopulationTask("test", balanced(), DT, 7, threads, List.of(new Recorder.Spikes("E", Selection.ALL),
                new Recorder.States("E", "v", new Selection(0, 400, 50), 1.7e-3), new Recorder.Spikes("I", new Selection(3, 200, 7)),
                new Recorder.Rates("I", 5e-3)));
    }

    private static PopulationTask plastic(int threads) {
        return new PopulationTask("test", PlasticityTest.driven(), 1e-3, 3, threads, List.of(new Recorder.Spikes("E", Selection.ALL),
                new Recorder.Weights("learn", 40, 0.013), new Recorder.Rates("E", 7e-3)));
    }

    private static RecordedPiece held(PopulationSimulation simulation) {
        List<Raster> spikes = simulation.task().network().populations().stream()
                .filter(population -> simulation.task().recorders().stream()
                        .anyMatch(one -> one instanceof Recorder.Spikes && one.of().equals(population.name())))
                .map(population -> simulation.spikes(population.name())).toList();
        return new RecordedPiece(0, Math.round(simulation.time() / simulation.task().dt()), spikes, simulation.samples());
    }

    private static RecordedPiece inMemory(PopulationTask task, double seconds) {
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(seconds, Work.NONE);
            return held(simulation);
        }
    }

    private static void assertEqual(RecordedPiece expected, RecordedPiece found) {
        assertEquals(expected.from(), found.from());
        assertEquals(expected.to(), found.to());
        assertEquals(expected.spikes().size(), found.spikes().size());
        for (int p = 0; p < expected.spikes().size(); p++) {
            assertTrue(expected.spikes().get(p).count() > 0, "there is something to compare");
            assertEquals(expected.spikes().get(p).population(), found.spikes().get(p).population());
            assertArrayEquals(expected.spikes().get(p).steps(), found.spikes().get(p).steps());
            assertArrayEquals(expected.spikes().get(p).neurons(), found.spikes().get(p).neurons());
        }
        assertEquals(expected.samples().size(), found.samples().size());
        for (int s = 0; s < expected.samples().size(); s++) {
            assertTrue(expected.samples().get(s).values().length > 0, "there is something to compare");
            assertEquals(expected.samples().get(s).name(), found.samples().get(s).name());
            assertArrayEquals(expected.samples().get(s).indices(), found.samples().get(s).indices());
            assertArrayEquals(expected.samples().get(s).times(), found.samples().get(s).times());
            assertTrue(Arrays.deepEquals(expected.samples().get(s).values(), found.samples().get(s).values()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100000", "3, 100000", "2, 1", "3, 77"})
    void piecesAreWhatWouldHaveBeenHeld(int threads, int steps) {
        Pieces pieces = new Pieces(steps);
        try (PopulationSimulation simulation = pieces.open(task(threads))) {
            simulation.run(0.0203, Work.NONE);
            simulation.run(DT, Work.NONE);
            simulation.run(0.0796, Work.NONE);
            simulation.handOver();
            assertEqual(inMemory(task(1), 0.1), pieces.joined());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void changingWeightsAreHandedOver(int threads) {
        Pieces pieces = new Pieces(100);
        try (PopulationSimulation simulation = pieces.open(plastic(threads))) {
            simulation.run(0.4, Work.NONE);
            simulation.handOver();
            assertTrue(pieces.all.size() >= 4);
            assertEqual(inMemory(plastic(1), 0.4), pieces.joined());
        }
    }

    /** What is held goes over the budget by no more than what is looked at in one go: 32 steps, or one more block of a few. */
    @ParameterizedTest
    @CsvSource({"1", "3"})
    void whatIsHeldIsBounded(int threads) {
        RecordedPiece all = inMemory(task(1), 0.2);
        Pieces pieces = new Pieces(100_000);
        try (PopulationSimulation simulation = pieces.open(task(threads))) {
            simulation.run(0.2, Work.NONE);
            long recorded = all.spikes().stream().mapToLong(Raster::count).sum()
                    + all.samples().stream().mapToLong(one -> (long) one.values().length * one.values()[0].length).sum();
            assertTrue(recorded > 5 * ENTRIES, "much more is recorded than may be held: " + recorded);
            assertTrue(pieces.most <= ENTRIES + most(all, 64), pieces.most + " entries were held");
            assertTrue(simulation.held() <= ENTRIES + most(all, 64), simulation.held() + " entries are held");
            simulation.handOver();
            assertTrue(simulation.held() <= 1, "only a bin of a rate that is not over");
        }
    }

    /** The most entries that so many steps have. */
    private static long most(RecordedPiece all, int steps) {
        long[] entries = new long[(int) all.to()];
        all.spikes().forEach(raster -> Arrays.stream(raster.steps()).forEach(step -> entries[(int) step]++));
        all.samples().forEach(one -> IntStream.range(0, one.times().length)
                .forEach(k -> entries[(int) Math.round(one.times()[k] / DT) - 1] += one.values()[k].length));
        return IntStream.rangeClosed(0, entries.length - steps)
                .mapToLong(from -> Arrays.stream(entries, from, from + steps).sum()).max().orElseThrow();
    }

    @Test
    void aCancelledRunHasHandedOverAllThatItSimulated() {
        Pieces pieces = new Pieces(100_000);
        try (PopulationSimulation simulation = pieces.open(task(2))) {
            assertThrows(CancelledException.class, () -> simulation.run(1000, Work.unwatched(() -> pieces.all.size() > 2)));
            simulation.handOver();
            assertEquals(Math.round(simulation.time() / DT), pieces.all.getLast().to());
            assertEqual(inMemory(task(1), simulation.time()), pieces.joined());
        }
    }

    @Test
    void aSimulationGoesBackWhereNothingWasTakenSince() {
        Pieces pieces = new Pieces(100_000);
        try (PopulationSimulation simulation = pieces.open(task(2))) {
            simulation.run(0.0431, Work.NONE);
            simulation.handOver();
            Snapshot snapshot = simulation.snapshot();
            simulation.run(32 * DT, Work.NONE);
            simulation.restore(snapshot);
            simulation.run(0.0569, Work.NONE);
            simulation.handOver();
            assertEqual(inMemory(task(1), 0.1), pieces.joined());
        }
    }

    @Test
    void aSimulationDoesNotGoBehindWhatWasTaken() {
        Pieces pieces = new Pieces(100_000);
        try (PopulationSimulation simulation = pieces.open(task(2))) {
            simulation.run(0.02, Work.NONE);
            Snapshot snapshot = simulation.snapshot();
            simulation.run(0.02, Work.NONE);
            simulation.handOver();
            String message = assertThrows(IllegalArgumentException.class, () -> simulation.restore(snapshot)).getMessage();
            assertTrue(message.contains("handed over already"), message);
            simulation.run(0.06, Work.NONE);
            simulation.handOver();
            assertEqual(inMemory(task(1), 0.1), pieces.joined());
        }
    }

    /** Another simulation that goes on from a snapshot records what comes after it, and nothing of the time before. */
    @Test
    void aSimulationThatGoesOnRecordsWhatFollows() {
        RecordedPiece all = inMemory(task(1), 0.1);
        Pieces pieces = new Pieces(100_000);
        try (PopulationSimulation first = PopulationSimulation.open(task(1), Work.NONE);
                PopulationSimulation other = PopulationSimulation.open(task(1), Work.NONE);
                PopulationSimulation streaming = pieces.open(task(3))) {
            first.run(0.0431, Work.NONE);
            Snapshot snapshot = first.snapshot();
            streaming.run(0.0123, Work.NONE);
            for (PopulationSimulation one : List.of(other, streaming)) {
                one.restore(snapshot);
                one.run(0.0569, Work.NONE);
            }
            streaming.handOver();
            List<RecordedPiece> before = pieces.all.stream().filter(piece -> piece.to() <= 123).toList();
            assertEquals(123, before.getLast().to());
            pieces.all.removeAll(before);
            RecordedPiece joined = pieces.joined();
            assertEquals(431, joined.from());
            assertEquals(1000, joined.to());
            for (RecordedPiece found : List.of(joined, held(other))) {
                for (int p = 0; p < all.spikes().size(); p++) {
                    assertArrayEquals(Arrays.stream(all.spikes().get(p).steps()).filter(step -> step >= 431).toArray(),
                            found.spikes().get(p).steps());
                }
                for (int s = 0; s < all.samples().size(); s++) {
                    double[] times = Arrays.stream(all.samples().get(s).times()).filter(time -> time > 0.0431).toArray();
                    assertArrayEquals(times, found.samples().get(s).times());
                    assertTrue(Arrays.deepEquals(Arrays.copyOfRange(all.samples().get(s).values(),
                            all.samples().get(s).values().length - times.length, all.samples().get(s).values().length),
                            found.samples().get(s).values()));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void whatASinkThrowsEndsTheRun(int threads) {
        RuntimeException full = new RuntimeException("the disk is full");
        try (PopulationSimulation simulation = PopulationSimulation.open(task(threads), piece -> {
            throw full;
        }, Work.NONE)) {
            simulation.run(0.1, Work.NONE);
            assertSame(full, assertThrows(RuntimeException.class, simulation::handOver));
        }
        try (PopulationSimulation simulation = PopulationSimulation.open(task(threads), new RecordingSink() {
            @Override
            public void take(RecordedPiece piece) {
                throw full;
            }

            @Override
            public long entries() {
                return 10;
            }
        }, Work.NONE)) {
            assertSame(full, assertThrows(RuntimeException.class, () -> simulation.run(0.1, Work.NONE)));
        }
    }
}
