package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;

/** Numbers that a reader could take for something else than they are: each is held against its definition. */
class NumbersTest {

    private static final double EXACT = 1e-6;

    private static final Map<String, Double> TINY = Map.of("energy.synapse", 1e-12, "energy.update", 10e-12, "energy.firing", 100e-12,
            "energy.hop", 1000e-12, "energy.idle", 1.0, "latency.synapse", 1e-9, "latency.update", 10e-9, "latency.hop", 100e-9,
            "latency.barrier", 1e-6);

    @TempDir
    Path folder;

    private Shell layers() throws IOException {
        return Shell.withData(folder);
    }

    /** The record of one more run of some jobs. */
    private RawRecord run(Shell shell, String model, String... jobs) throws IOException {
        Path runs = folder.resolve("runs" + jobs.length + String.join("-", jobs) + model);
        List<String> arguments = new ArrayList<>(List.of("run", model, "--out", runs.getFileName().toString()));
        arguments.addAll(2, List.of(jobs));
        assertEquals(ExitCode.DONE, shell.run(arguments.toArray(String[]::new)), shell.err());
        return RawRecord.only(runs);
    }

    private RawRecord populations(String text, String... jobs) throws IOException {
        Files.writeString(folder.resolve("populations.spike"), "package populations\nimport std.neuron.*\nimport std.synapse.*\n" + text);
        return run(new Shell(folder), "populations.spike", jobs);
    }

    private static double metric(RawRecord record, String job, String name) throws IOException {
        return record.metrics(job).get(name).getAsDouble();
    }

    @Test
    void goalsAndMeasuresFindTheirMetric() throws IOException {
        Shell shell = layers();
        RawRecord record = run(shell, "layers.spike", "Operations", "Right", "Both", "Work");
        assertEquals(List.of("14"), best(record, "Operations"), "the widest layer causes the most");
        List<JsonObject> right = trials(record, "Right");
        assertEquals(2, right.stream().filter(trial -> trial.get("admissible").getAsBoolean()).count());
        assertEquals(right.stream().max(Comparator.comparingDouble(trial -> metric(trial, "accuracy"))).stream().map(NumbersTest::value).toList(),
                best(record, "Right"));
        assertNotEquals(metric(right.getFirst(), "accuracy"), metric(right.getLast(), "accuracy"), "the goal tells them apart");
        assertEquals(Set.of("accuracy.WatchOne", "accuracy.WatchNamed"), record.metrics("Both").keySet());
        assertEquals(Set.of("synapticOperations.perInference.DeployOne", "synapticOperations.perInference.DeployPairs"),
                record.metrics("Work").keySet());

        Files.writeString(folder.resolve("layers.spike"), Files.readString(folder.resolve("layers.spike"))
                + "explore None of WatchOne { vary One.width over [3, 8] objectives [energy()] }\n");
        assertEquals(ExitCode.DONE, shell.run("check", "layers.spike"));
        assertTrue(shell.out().contains("SW502: no engine gives the energy of 'WatchOne' yet; it gives accuracy"), shell.out());
    }

    @Test
    void aCostThatIsUnknownNeverWins() throws IOException {
        RawRecord record = run(layers(), "layers.spike", "Hops");
        assertEquals(List.of("1000 pJ"), best(record, "Hops"));
        JsonObject unknown = trials(record, "Hops").getLast();
        assertEquals("hop", unknown.getAsJsonObject("metrics").get("energy.unknown").getAsString());
        assertTrue(metric(unknown, "energy.joule.perInference") < metric(trials(record, "Hops").getFirst(), "energy.joule.perInference"),
                "it seems to cost less");
    }

    private static List<JsonObject> trials(RawRecord record, String job) throws IOException {
        return record.json(job, "exploration.json").getAsJsonArray("trials").asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    private static List<String> best(RawRecord record, String job) throws IOException {
        return trials(record, job).stream().filter(trial -> trial.get("best").getAsBoolean()).map(NumbersTest::value).toList();
    }

    private static String value(JsonObject trial) {
        return trial.getAsJsonArray("values").get(0).getAsString();
    }

    private static double metric(JsonObject trial, String name) {
        return trial.getAsJsonObject("metrics").get(name).getAsDouble();
    }

    /** Idle power counts, one-to-one targets count once, and a step waits for no way that no spike went. */
    @Test
    void spikesCostWhatTheyCause() throws IOException {
        Shell shell = layers();
        RawRecord record = run(shell, "layers.spike", "WatchPairs", "DeployPairs", "WatchOne", "DeployOne");
        for (String network : List.of("Pairs", "One")) {
            List<RawMapping.Layer> layers = new ArrayList<>(List.of(layer(record, network, "image", 16, null, true)));
            if (network.equals("Pairs")) {
                layers.add(layer(record, network, "hidden.Leaky", 8, "image", true));
                layers.add(layer(record, network, "hidden", 8, "hidden.Leaky", false));
            } else {
                layers.add(layer(record, network, "hidden", 8, "image", true));
            }
            layers.add(new RawMapping.Layer("readout", 3, "hidden", true, new int[0], new int[0], new int[0]));
            RawMapping mapping = new RawMapping(layers, record.json("Deploy" + network, "chip.json"), TINY, 13, 10);
            for (Map.Entry<String, Double> right : mapping.metrics().entrySet()) {
                assertEquals(right.getValue(), metric(record, "Deploy" + network, right.getKey()), EXACT * right.getValue(), right.getKey());
            }
            assertEquals(mapping.fullest(Map.of("neurons", 6.0, "synapses", 8192.0, "inputs", 32.0, "outputs", 32.0), 32),
                    metric(record, "Deploy" + network, "core.load.max"), EXACT);
            double seconds = metric(record, "Deploy" + network, "latency.second.mean");
            assertEquals(seconds * 1, record.json("Deploy" + network, "chip.json").getAsJsonObject("energy").get("idle").getAsDouble(),
                    EXACT * seconds, "a watt for so long");
        }
        assertEquals(168.31, metric(record, "DeployPairs", "synapticOperations.perInference"), 0.005);
    }

    private static RawMapping.Layer layer(RawRecord record, String network, String name, int size, String source, boolean dense)
            throws IOException {
        return new RawMapping.Layer(name, size, source, dense, record.whole("Watch" + network, name + ".sample"),
                record.whole("Watch" + network, name + ".step"), record.whole("Watch" + network, name + ".neuron"));
    }

    /** The first samples are tested, by the loss that was learnt with. */
    @Test
    void anEvaluationTestsWhatItSays() throws IOException {
        RawRecord record = run(layers(), "layers.spike", "TestNamed", "FewNamed", "WatchNamed");
        JsonObject watched = record.json("WatchNamed", "samples.json");
        for (Map.Entry<String, Integer> job : Map.of("TestNamed", 13, "FewNamed", 5).entrySet()) {
            long right = IntStream.range(0, job.getValue()).filter(i -> watched.getAsJsonArray("labels").get(i)
                    .equals(watched.getAsJsonArray("predictions").get(i))).count();
            assertEquals(right / (double) job.getValue(), metric(record, job.getKey(), "test.accuracy"), EXACT);
            assertEquals(job.getValue().doubleValue(), metric(record, job.getKey(), "test.samples"));
        }
        assertEquals(metric(record, "LearnNamed", "test.loss"), metric(record, "TestNamed", "test.loss"), EXACT);
        assertEquals(metric(record, "LearnNamed", "test.accuracy"), metric(record, "TestNamed", "test.accuracy"), EXACT);
    }

    /** Without rounding, nothing but the drawn spikes could tell them apart. */
    @Test
    void weightsAreUsedWithTheSeedOfTheirTraining() throws IOException {
        RawRecord record = run(layers(), "layers.spike", "TestDrawn", "DeployDrawn");
        assertEquals(12 / 13.0, metric(record, "LearnDrawn", "test.accuracy"), EXACT);
        assertEquals(12 / 13.0, metric(record, "TestDrawn", "test.accuracy"), EXACT);
        assertEquals(12 / 13.0, metric(record, "DeployDrawn", "test.accuracy"), EXACT);
        assertFalse(record.metrics("DeployDrawn").containsKey("core.load.max"), "a chip without limits has no core that is full of them");
    }

    @Test
    void whatNobodyReadsIsSaid() throws IOException {
        Shell shell = layers();
        Files.writeString(folder.resolve("unread.spike"), Files.readString(folder.resolve("layers.spike")).replace("package layers", "package unread")
                .replace("simulate WatchOne {", "simulate WatchOne { time 30 ms")
                .replace("evaluate TestNamed { network Named from LearnNamed }",
                        "evaluate TestNamed { network Named from LearnNamed measure [silence(), synapticOperations()] }"));
        assertEquals(ExitCode.DONE, shell.run("check", "unread.spike"), shell.out());
        assertTrue(shell.out().contains("no engine reads 'time' "), shell.out());
        assertTrue(shell.out().contains("no engine knows 'silence' as 'measure' yet; those that can run are accuracy, branching, "), shell.out());
        assertTrue(shell.out().contains("no engine gives the synapticOperations of 'TestNamed' yet; it gives accuracy"), shell.out());
        assertEquals(ExitCode.FAILED, shell.run("run", "unread.spike", "TestNamed"));
    }

    @Test
    void unitsAreOfWhatIsMeasuredAndNotOfWhoseItIs() throws IOException {
        Shell shell = layers();
        assertEquals(ExitCode.DONE, shell.run("run", "layers.spike", "WatchNamed"), shell.err());
        Map<String, String> shown = new HashMap<>();
        shell.out().lines().map(line -> line.trim().split(" +", 3)).filter(words -> words.length == 3)
                .forEach(words -> shown.put(words[1], words[2]));
        assertTrue(shown.get("rate.hertz.second").matches("[0-9.]+ Hz"), shell.out());
        assertTrue(shown.get("rate.hertz.workload").matches("[0-9.]+ Hz"), shell.out());
        assertTrue(shown.get("spikes.perSample.second").matches("[0-9.]+"), shell.out());
        assertTrue(shown.get("spikes.perSample.workload").matches("[0-9.]+"), shell.out());
    }

    private static final String POISSON = "network Odd { population P : poissonSource(20 Hz) [800] }\n";

    /** All pairs of 800 independent trains: nothing. Only those that fire early share a spike. */
    @Test
    void correlationIsOfAllPairs() throws IOException {
        RawRecord record = populations(POISSON + "simulate All { network Odd time 500 ms }\nsimulate Long { network Odd time 2 s }\n");
        for (String job : List.of("All", "Long")) {
            assertStatistics(record, job);
            assertEquals(0, metric(record, job, "correlation.P"), 5e-4);
        }
    }

    /** What is of all neurons is not said where the spikes of some are recorded. */
    @Test
    void somePartOfAPopulationIsNotTakenForAllOfIt() throws IOException {
        RawRecord record = populations("""
                network Critical {
                	population P : PoissonSource(rate = 2 Hz) [300]
                	connect P -> P into more by fixedIndegree(10) weight 90 Hz delay 3 ms
                }
                simulate Whole { network Critical time 1000 ms settle 500 ms }
                simulate Tenth { network Critical time 1000 ms settle 500 ms record [spikes(P, each = 10)] }
                """);
        assertStatistics(record, "Whole");
        assertStatistics(record, "Tenth");
        for (String ofAll : List.of("spikes.P", "rate.hertz.P", "time.seconds", "neurons", "synapses")) {
            assertEquals(metric(record, "Whole", ofAll), metric(record, "Tenth", ofAll), ofAll);
        }
        for (String ofAll : List.of("synchrony.P", "branching.P")) {
            assertTrue(record.metrics("Whole").containsKey(ofAll) && !record.metrics("Tenth").containsKey(ofAll), ofAll);
        }
    }

    /** Bins that hold now one step, now two, would see a rhythm in independent trains. */
    @Test
    void binsAreWholeSteps() throws IOException {
        RawRecord record = populations(POISSON + """
                simulate Two { network Odd time 2000 ms step 2 ms }
                simulate Five { network Odd time 2000 ms step 5 ms }
                simulate Fraction { network Odd time 2000 ms step 0.7 ms }
                """);
        for (String job : List.of("Two", "Five", "Fraction")) {
            assertStatistics(record, job);
            assertEquals(1, metric(record, job, "synchrony.P"), 0.25, job);
            assertEquals(0, metric(record, job, "branching.P"), 0.15, job);
            assertEquals(0, metric(record, job, "correlation.P"), 1e-3, job);
        }
    }

    @Test
    void timesThatAreNoMultiplesOfTheStep() throws IOException {
        RawRecord record = populations(POISSON + """
                simulate More { network Odd time 100 ms settle 0.6 ms step 1 ms }
                simulate Half { network Odd time 10.4 ms settle 0.5 ms step 1 ms }
                simulate Short { network Odd time 2 ms }
                simulate Stopped { network Odd time 500 ms settle 100 ms stop [spikesReach(P, 1000)] }
                """);
        for (String job : List.of("More", "Half", "Short", "Stopped")) {
            double spikes = metric(record, job, "spikes.P");
            double seconds = metric(record, job, "time.seconds");
            assertEquals(spikes / (800 * seconds), metric(record, job, "rate.hertz.P"), EXACT * 20, job);
            assertEquals(record.whole(job, "P.step").length, spikes, job);
            assertStatistics(record, job);
        }
        assertEquals(0.1, metric(record, "More", "time.seconds"), 1e-12);
    }

    /** What the product says of a job's recorded spikes is what they give by definition. */
    private static void assertStatistics(RawRecord record, String job) throws IOException {
        for (RawPopulation population : RawPopulation.of(record, job)) {
            for (Map.Entry<String, Double> right : population.metrics().entrySet()) {
                assertEquals(right.getValue(), metric(record, job, right.getKey()), EXACT * Math.max(1e-3, Math.abs(right.getValue())),
                        job + ": " + right.getKey());
            }
        }
    }

    /** A quarter of the sources and a quarter of the targets fire, so that a sixteenth of the weights falls to nothing, wherever these lie. */
    @Test
    void theMeanWeightIsOfAllSynapses() throws IOException {
        for (int first : new int[] {0, 300}) {
            Files.writeString(folder.resolve("targets.txt"), spikes(first, 12));
            Files.writeString(folder.resolve("sources.txt"), spikes(first, 15));
            RawRecord record = populations("""
                    network Many {
                    	population S : replay("sources.txt") [400]
                    	population R : replay("targets.txt") [400]
                    	population T : Leaky [400]
                    	connect S -> T by all weight 0.001 plasticity AdditiveStdp(aPlus = 0, aMinus = 0.05, most = 0.01)
                    	connect R -> T by oneToOne weight 50
                    }
                    simulate Go%d { network Many time 40 ms }
                    """.formatted(first), "Go" + first);
            assertEquals(160_400, metric(record, "Go" + first, "synapses"));
            assertEquals(0.0009375, metric(record, "Go" + first, "weight.mean.S->T"), 1e-9);
            float[] kept = record.real("Go" + first, "plastic.safetensors", "S->T.after");
            assertEquals(100_000, kept.length);
            assertEquals(0.0009375, IntStream.range(0, kept.length).mapToDouble(i -> kept[i]).sum() / kept.length, 1e-6,
                    "those that are kept are from everywhere");
        }
    }

    private static String spikes(int first, int milliseconds) {
        StringBuilder text = new StringBuilder();
        for (int cell = first; cell < first + 100; cell++) {
            text.append(cell).append(' ').append(milliseconds / 1000.0).append('\n');
        }
        return text.toString();
    }
}
