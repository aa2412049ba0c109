package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.common.Work;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.jobs.RunResult;
import org.spikewright.language.Language;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.simulate.LayeredSimulator;
import org.spikewright.train.GradientTrainer;

/** Whole runs of populations. */
class PopulationRunTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void copyFixture() throws IOException {
        shell = Shell.with("balanced.spike", directory);
    }

    @Test
    void spikesAreRecordedAfterTheNetworkSettledAndShownInTheReport() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "balanced.spike", "Rest", "--json", "m.json"), shell.err());
        RunRecord record = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst());
        PopulationRecord spikes = record.populations("Rest").orElseThrow();
        assertEquals(0.05, spikes.start());
        assertEquals(0.3, spikes.duration(), 1e-9);
        assertEquals(List.of("E", "I"), spikes.populations().stream().map(PopulationRecord.Spikes::name).toList());
        PopulationRecord.Spikes excitatory = spikes.populations().getFirst();
        assertTrue(excitatory.count() > 0, "driven neurons fire");
        for (int i = 0; i < excitatory.count(); i++) {
            assertTrue(excitatory.stepIndex()[i] >= 0 && excitatory.stepIndex()[i] < spikes.steps());
            assertTrue(excitatory.neuron()[i] >= 0 && excitatory.neuron()[i] < 80);
        }
        JsonObject metrics = shell.metrics("m.json", "Rest");
        assertEquals(100 * 10, metrics.get("synapses").getAsInt());
        assertEquals(excitatory.count() / (0.3 * 80), metrics.get("rate.hertz.E").getAsDouble(), 1e-9);
        for (String statistic : List.of("intervals.cv.E", "correlation.E", "synchrony.E", "branching.E")) {
            assertTrue(metrics.has(statistic), statistic);
        }
        String report = Files.readString(record.folder().resolve("report.html"));
        assertTrue(report.contains("Rates of populations") && report.contains("Spikes of populations"), "both charts are there");
    }

    @Test
    void threadsDoNotChangeSpikesAndSeedsDo() throws IOException {
        for (String threads : List.of("1", "2", "3")) {
            assertEquals(ExitCode.DONE, shell.run("run", "balanced.spike", "Rest", "--threads", threads, "--json", threads + ".json"),
                    shell.err());
        }
        assertEquals(Files.readString(directory.resolve("1.json")), Files.readString(directory.resolve("2.json")));
        assertEquals(Files.readString(directory.resolve("1.json")), Files.readString(directory.resolve("3.json")));
        assertEquals(ExitCode.DONE, shell.run("run", "balanced.spike", "Rest", "--seed", "7", "--json", "seed.json"), shell.err());
        assertNotEquals(shell.metrics("1.json", "Rest").get("spikes.hash"), shell.metrics("seed.json", "Rest").get("spikes.hash"));
    }

    @Test
    void aJobThatExtendsAnotherOverridesWhatItSays() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "balanced.spike", "Longer"), shell.err());
        PopulationRecord spikes = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst()).populations("Longer").orElseThrow();
        assertEquals(0.05, spikes.start());
        assertEquals(0.4, spikes.duration(), 1e-9);
    }

    /** The fortieth spike after all in a tenth of a millisecond, or a rate that is never reached. */
    @Test
    void aRunStopsAtItsCondition() throws IOException {
        Files.writeString(directory.resolve("stop.spike"), """
                package stop
                import balanced.*
                simulate Until extends Rest { settle 0 ms stop [spikesReach(E, 40, 0.1 ms), rateAbove(I, 1 kHz, 10 ms)] }
                """);
        assertEquals(ExitCode.DONE, shell.run("check", "stop.spike"), shell.err() + shell.out());
        assertEquals(ExitCode.DONE, shell.run("run", "stop.spike", "Until", "--json", "m.json"), shell.err());
        PopulationRecord spikes = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst()).populations("Until").orElseThrow();
        int[] steps = spikes.populations().getFirst().stepIndex();
        assertTrue(steps.length >= 40 && spikes.duration() < 0.3, "it stopped early");
        assertEquals(spikes.steps() - 1, steps[39], "the fortieth spike is of the last step");
        assertEquals(spikes.duration(), shell.metrics("m.json", "Until").get("time.seconds").getAsDouble());
    }

    @Test
    void aConditionWatchesAPopulationOfItsNetwork() throws IOException {
        Files.writeString(directory.resolve("stop.spike"), """
                package stop
                import balanced.*
                simulate Until extends Rest { stop spikesReach(X, 40) }
                """);
        assertEquals(ExitCode.FINDINGS, shell.run("check", "stop.spike"));
        assertTrue(shell.out().contains("SW101"), shell.out());
    }

    /** So many steps that there are several chunks: given spikes come back as they were given, and drive another network. */
    @Test
    void aLongRunIsRecordedInChunks() throws IOException {
        int[] times = IntStream.range(0, 2_500).map(k -> 100 * k + k % 7).toArray();
        Files.writeString(directory.resolve("times.txt"),
                IntStream.of(times).mapToObj(time -> time % 3 + " " + (time + 1) / 1000.0).collect(Collectors.joining("\n")));
        Files.writeString(directory.resolve("long.spike"), """
                package long
                network Given { population P : replay("times.txt") [3] population None : replay("none.txt") [2] }
                simulate Rest { network Given step 1 ms time 245 s settle 5 s }
                """);
        Files.writeString(directory.resolve("none.txt"), "");
        assertEquals(ExitCode.DONE, shell.run("run", "long.spike", "--json", "m.json"), shell.err());
        RunRecord record = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst());
        assertEquals(3, record.readPopulations("Rest").orElseThrow().chunks());
        PopulationRecord all = record.populations("Rest").orElseThrow();
        int[] expected = Arrays.stream(times).filter(time -> time >= 5000).toArray();
        assertEquals(245_000, all.steps());
        assertArrayEquals(Arrays.stream(expected).map(time -> time - 5000).toArray(), all.populations().getFirst().stepIndex());
        assertArrayEquals(Arrays.stream(expected).map(time -> time % 3).toArray(), all.populations().getFirst().neuron());
        assertEquals(0, all.populations().getLast().count());
        JsonObject metrics = shell.metrics("m.json", "Rest");
        assertEquals(expected.length, metrics.get("spikes.P").getAsInt());
        assertEquals(245, metrics.get("time.seconds").getAsDouble(), 1e-9);

        Files.writeString(directory.resolve("again.spike"), """
                package again
                network Again { population Old : replay("%s/Rest", "P") [3] }
                simulate Replay { network Again step 1 ms time 245 s }
                """.formatted(directory.relativize(record.folder()).toString().replace('\\', '/')));
        assertEquals(ExitCode.DONE, shell.run("run", "again.spike"), shell.err());
        PopulationRecord.Spikes replayed = RunRecord.list(directory.resolve("runs")).stream().map(this::populations)
                .flatMap(Optional::stream).findFirst().orElseThrow().populations().getFirst();
        assertArrayEquals(all.populations().getFirst().stepIndex(), replayed.stepIndex());
        assertArrayEquals(all.populations().getFirst().neuron(), replayed.neuron());
    }

    /** Leaky cells with a current of 1.5 rise to 1 in {@code tau ln 3}, and rest 2 ms; what they fired is replayed where it was fired. */
    @Test
    void timesOffTheGridAreRecordedAndReplayed() throws IOException {
        Files.writeString(directory.resolve("within.spike"), """
                package within
                neuron Cell {
                	parameter tau : Time = 20 ms
                	state v : Real = 0
                	input I : Real
                	dv/dt = (I - v) / tau
                	spike when v > 1 reset v = 0
                	refractory 2 ms holding v
                }
                network One { population P : Cell [3] drive P by current(1.5) }
                simulate Exact { network One step 0.1 ms time 2 s settle 0.2 s timing offGrid }
                """);
        assertEquals(ExitCode.DONE, shell.run("run", "within.spike"), shell.err());
        RunRecord record = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst());
        PopulationRecord.Spikes fired = record.populations("Exact").orElseThrow().populations().getFirst();
        double interval = 20 * Math.log(3) + 2;
        int first = (int) Math.ceil(202 / interval);
        assertTrue(fired.count() > 200);
        for (int i = 0; i < fired.count(); i++) {
            assertEquals((first + i / 3) * interval - 2 - 200, fired.time(i) * 0.1, 1e-2, "spike " + i);
            assertEquals(i % 3, fired.neuron()[i]);
        }

        Files.writeString(directory.resolve("again.spike"), """
                package again
                network Again { population Old : replay("%s/Exact", "P") [3] }
                simulate Replay { network Again step 0.5 ms time 2 s timing offGrid }
                """.formatted(directory.relativize(record.folder()).toString().replace('\\', '/')));
        assertEquals(ExitCode.DONE, shell.run("run", "again.spike"), shell.err());
        PopulationRecord.Spikes replayed = RunRecord.list(directory.resolve("runs")).stream().map(this::populations)
                .flatMap(Optional::stream).findFirst().orElseThrow().populations().getFirst();
        assertEquals(fired.count(), replayed.count());
        for (int i = 0; i < fired.count(); i++) {
            assertEquals(fired.time(i) * 0.1, replayed.time(i) * 0.5, 1e-4);
        }
    }

    /** What was simulated before is in the record and the same as in a run that was not cancelled; while it ran, chunks were read. */
    @Test
    void aCancelledRunLeavesWhatItSimulated() throws IOException {
        Files.writeString(directory.resolve("endless.spike"), """
                package endless
                network Noise { population P : poissonSource(20 Hz) [2] }
                simulate Rest { network Noise step 1 ms time 10000000 s }
                """);
        Path runs = directory.resolve("runs");
        AtomicInteger seen = new AtomicInteger();
        Work impatient = Work.unwatched(() -> {
            seen.set(chunks(runs));
            return seen.get() >= 2;
        });
        RunResult result = new Jobs(new GradientTrainer(), new LayeredSimulator(), new MeshMapper()).run(new RunRequest(
                new Language().read(directory.resolve("endless.spike"), "endless.spike"), List.of(), runs, Map.of(), 2, OptionalLong.empty()),
                impatient);
        assertEquals(RunState.CANCELLED, result.state());
        PopulationReader reader = RunRecord.open(result.record().folder()).readPopulations("Rest").orElseThrow();
        assertTrue(reader.isComplete() && reader.chunks() >= seen.get());
        assertTrue(reader.steps() >= 200_000, "two chunks of 100,000 steps were there when it was cancelled");
        PopulationRecord.Spikes spikes = reader.all().populations().getFirst();
        assertEquals(2 * 20 * reader.duration(), spikes.count(), 6 * Math.sqrt(2 * 20 * reader.duration()));
        assertEquals(ExitCode.DONE, shell.run("report", "runs"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("list", "runs"), shell.err());
        assertTrue(shell.out().contains("cancelled"), shell.out());

        Files.writeString(directory.resolve("endless.spike"), """
                package endless
                network Noise { population P : poissonSource(20 Hz) [2] }
                simulate Rest { network Noise step 1 ms time 150 s }
                """);
        assertEquals(ExitCode.DONE, shell.run("run", "endless.spike"), shell.err());
        PopulationRecord.Spikes shorter = RunRecord.open(RunRecord.list(runs).getFirst()).populations("Rest").orElseThrow().populations()
                .getFirst();
        int many = shorter.count();
        assertArrayEquals(shorter.stepIndex(), Arrays.copyOf(spikes.stepIndex(), many));
        assertArrayEquals(shorter.neuron(), Arrays.copyOf(spikes.neuron(), many));
    }

    /** From 1 down to 0 by its equation in {@code 0.2 (1 - ln 2)} s, where the root ends; what was there before is shown. */
    @Test
    void aStateThatIsNotANumberIsSaidAndWhatCameBeforeIsThere() throws IOException {
        Files.writeString(directory.resolve("fall.spike"), """
                package fall
                neuron Falls {
                	state v : Real = 1
                	parameter tau : Time = 100 ms
                	input I : Real into v
                	dv/dt = -(1 + sqrt(v)) / tau
                	spike when v >= 5 reset v = 0
                }
                network Falling { population P : poissonSource(200 Hz) [50] population F : Falls [3] }
                simulate Rest { network Falling step 0.1 ms time 1 s }
                """);
        assertEquals(ExitCode.FAILED, shell.run("run", "fall.spike"));
        assertTrue(shell.err().contains("fall.spike:10:1: Rest: state v of neuron 0 of population F is not a number at 0.06"), shell.err());
        Path run = RunRecord.list(directory.resolve("runs")).getFirst();
        PopulationReader reader = RunRecord.open(run).readPopulations("Rest").orElseThrow();
        double end = 0.2 * (1 - Math.log(2));
        assertTrue(!reader.isComplete() && reader.duration() > end - 0.02 && reader.duration() < end + 0.01, reader.duration() + " s");
        assertTrue(reader.all().populations().getFirst().count() > 0);
        assertEquals(ExitCode.DONE, shell.run("report", "runs"), shell.err());
        assertTrue(Files.readString(run.resolve("report.html")).contains("This recording was not ended"));
    }

    /** How many chunks can be read of the run that goes on. */
    private static int chunks(Path runs) {
        try {
            List<Path> records = RunRecord.list(runs);
            return records.isEmpty() ? 0 : RunRecord.open(records.getFirst()).readPopulations("Rest").map(PopulationReader::chunks).orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a population fired in a run is what drives another network, and so is a text. */
    @Test
    void recordedSpikesAreReplayed() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "balanced.spike", "Rest"), shell.err());
        RunRecord first = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst());
        PopulationRecord.Spikes recorded = first.populations("Rest").orElseThrow().populations().getFirst();
        Files.writeString(directory.resolve("times.txt"), "# cell, seconds\n1 0.002\n0, 0.001\n1 0.0015\n");
        Files.writeString(directory.resolve("again.spike"), """
                package again
                network Again {
                	population Old : replay("%s/Rest", "E") [80]
                	population Text : replay("times.txt") [2]
                }
                simulate Replay { network Again step 0.1 ms time 300 ms }
                """.formatted(directory.relativize(first.folder()).toString().replace('\\', '/')));
        assertEquals(ExitCode.DONE, shell.run("run", "again.spike", "Replay"), shell.err());
        List<PopulationRecord.Spikes> replayed = RunRecord.list(directory.resolve("runs")).stream().map(this::populations)
                .flatMap(Optional::stream).findFirst().orElseThrow().populations();
        assertArrayEquals(recorded.stepIndex(), replayed.getFirst().stepIndex());
        assertArrayEquals(recorded.neuron(), replayed.getFirst().neuron());
        assertArrayEquals(new int[] {9, 14, 19}, replayed.getLast().stepIndex());
        assertArrayEquals(new int[] {0, 1, 1}, replayed.getLast().neuron());
    }

    private Optional<PopulationRecord> populations(Path run) {
        try {
            return RunRecord.open(run).populations("Replay");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pixel that is white spikes in every step, and one that is black in none; between two images there is a pause. */
    @Test
    void samplesOfADataSetAreShown() throws IOException {
        for (String part : List.of("train", "t10k")) {
            idx(part + "-images-idx3-ubyte", new int[] {3, 1, 2}, new byte[] {-1, -1, -1, 0, 0, -1});
            idx(part + "-labels-idx1-ubyte", new int[] {3}, new byte[] {0, 0, 1});
        }
        String model = """
                package seen
                dataset Images { read idx() encode rate(steps = 2) }
                network Retina { population Eye : samples(2, first = 1, step = 1 ms, pause = 3 ms) [%d] }
                simulate Replay { network Retina %s step 0.5 ms time 20 ms }
                """;
        Files.writeString(directory.resolve("seen.spike"), model.formatted(2, ""));
        assertEquals(ExitCode.FINDINGS, shell.run("check", "seen.spike"));
        assertTrue(shell.out().contains("SW501"), shell.out());
        Files.writeString(directory.resolve("seen.spike"), model.formatted(3, "data Images"));
        assertEquals(ExitCode.FAILED, shell.run("run", "seen.spike"));
        assertTrue(shell.err().contains("seen.spike:4:1: 'Eye' has 3 cells, but a sample has 2 inputs"), shell.err());

        Files.writeString(directory.resolve("seen.spike"), model.formatted(2, "data Images"));
        assertEquals(ExitCode.DONE, shell.run("run", "seen.spike"), shell.err());
        PopulationRecord.Spikes shown = RunRecord.list(directory.resolve("runs")).stream().map(this::populations).flatMap(Optional::stream)
                .findFirst().orElseThrow().populations().getFirst();
        assertArrayEquals(new int[] {1, 3, 11, 13}, shown.stepIndex());
        assertArrayEquals(new int[] {0, 0, 1, 1}, shown.neuron());
    }

    private void idx(String name, int[] extents, byte[] values) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + values.length).put(new byte[] {0, 0, 8, (byte) extents.length});
        Arrays.stream(extents).forEach(file::putInt);
        Files.write(directory.resolve(name), file.put(values).array());
    }

    @Test
    void spikesThatAreNotThereAreSaid() throws IOException {
        Files.writeString(directory.resolve("again.spike"), """
                package again
                network Again { population Old : replay("nowhere.txt") [80] }
                simulate Replay { network Again }
                """);
        assertEquals(ExitCode.FINDINGS, shell.run("check", "again.spike"));
        assertTrue(shell.out().contains("the spikes nowhere.txt are not there"), shell.out());
        Files.writeString(directory.resolve("nowhere.txt"), "3 0.1\n80 0.1\n");
        assertEquals(ExitCode.FAILED, shell.run("run", "again.spike", "Replay"));
        assertTrue(shell.err().contains("nowhere.txt line 2 has a spike of cell 80, but Old has cells 0 to 79"), shell.err());
    }

    /** What no engine can do is said while it is typed as a warning; a run of it does not start. */
    @Test
    void aJobWithoutAnEngineIsRefusedBeforeTheFirstOneStarts() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("check", "balanced.spike"), shell.err());
        assertTrue(shell.out().contains("SW502"), shell.out());
        assertEquals(ExitCode.FAILED, shell.run("run", "balanced.spike"));
        assertTrue(shell.err().contains("balanced.spike:18:1: no engine does this with the populations of 'Balanced' yet"), shell.err());
        assertTrue(RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst()).populations("Rest").isEmpty());
    }

    @Test
    void theCodeOfNeuronsAndSynapsesCanBeRead() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("describe", "balanced.spike", "--kernel", "E"), shell.err());
        assertTrue(shell.out().contains("DeltaPoint") && shell.out().contains("advance("), shell.out());
        Files.writeString(directory.resolve("learning.spike"), """
                package learning
                import std.neuron.*
                import std.synapse.*
                network Learning {
                    population A : LeakyCurrent [4]
                    connect A -> A by all() plasticity Stdp
                    drive A by poisson(10 Hz) weight 1
                }
                """);
        assertEquals(ExitCode.DONE, shell.run("describe", "learning.spike", "--kernel", "A->A"), shell.err());
        assertTrue(shell.out().contains("Synapses Stdp;") && shell.out().contains("arrive("), shell.out());
        assertEquals(ExitCode.USAGE, shell.run("describe", "balanced.spike", "--kernel", "X"));
        assertTrue(shell.err().contains("has no population, layer of neurons or plastic connection 'X'"), shell.err());
    }

    /** A condition that holds while the network settles is no news. */
    @Test
    void whatHoldsWhileANetworkSettlesIsNotSaidAgainAndAgain(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("settled.spike"), """
                package settled
                import std.neuron.*
                network N { population A : Leaky [3] drive A by current(2) }
                simulate S { network N step 1 ms settle 2 s time 50 ms stop [spikesReach(A, 3)] }
                """);
        Shell shell = new Shell(folder);
        assertEquals(ExitCode.DONE, shell.run("run", "settled.spike", "--json", "m.json"), shell.err());
        long begun = shell.errLines().stream().filter(line -> line.equals("S: simulate")).count();
        assertTrue(begun >= 1 && begun <= 2, shell.err());
        assertTrue(shell.metrics("m.json", "S").get("time.seconds").getAsDouble() < 0.05, "it then ends as soon as it is looked at");
    }
}
