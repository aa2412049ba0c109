package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.cli.ExitCode;
import org.spikewright.kernel.Kernels;
import org.spikewright.record.ExplorationRecord;
import org.spikewright.record.ExplorationRecord.Trial;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/** Jobs that run other jobs. */
class ExploreTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void copyFixture() throws IOException {
        shell = Shell.with("explore.spike", directory);
    }

    private RunRecord explored(String threads) throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "explore.spike", "Width", "--threads", threads, "--out", "runs" + threads), shell.err());
        return RunRecord.open(RunRecord.list(directory.resolve("runs" + threads)).getFirst());
    }

    @Test
    @Timeout(120)
    void aFileThatIsEditedMeanwhileChangesNothing() throws IOException {
        Path file = directory.resolve("explore.spike");
        String text = Files.readString(file);
        CompletableFuture<Void> edit = CompletableFuture.runAsync(() -> {
            try {
                while (!hasFirstTrial()) {
                    Thread.onSpinWait();
                }
                Files.writeString(file, text.replace("network Net", "network Other"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        ExplorationRecord edited = explored("1").exploration("Width").orElseThrow();
        edit.join();
        assertTrue(Files.readString(file).contains("network Other"), "the file was edited while the trials ran");
        Files.writeString(file, text);
        ExplorationRecord untouched = explored("2").exploration("Width").orElseThrow();
        assertEquals(untouched.trials().stream().map(Trial::metrics).toList(), edited.trials().stream().map(Trial::metrics).toList());
    }

    private boolean hasFirstTrial() throws IOException {
        Path runs = directory.resolve("runs1");
        if (!Files.exists(runs)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(runs)) {
            return files.anyMatch(file -> file.endsWith("Width/0001/manifest.json"));
        } catch (UncheckedIOException _) {
            return false; // files come and go
        }
    }

    @Test
    void namesMayBeWrittenWithTheirPackage() throws IOException {
        Files.writeString(directory.resolve("nets.spike"), """
                package lab.nets
                dataset D { read glyphs(height = 8, width = 8) train 60 test 30 encode rate(steps = 2) }
                network Net(width : Count = 4) {
                    input x : [1, 8, 8] y = x -> flatten -> dense(width) -> std.neuron.Leaky -> dense(10) -> std.neuron.Integrator output y }
                train Learn { network Net data D epochs 1 expect parameters(lab.nets.Learn) == 610 }
                """);
        Files.writeString(directory.resolve("other.spike"), """
                package other
                import lab.nets.*
                explore Try of lab.nets.Learn { vary lab.nets.Net.width over [2, 3] vary lab.nets.Learn.epochs over [1] }
                """);
        assertEquals(ExitCode.DONE, shell.run("run", "nets.spike", "Learn", "--set", "lab.nets.Net.width=8"), shell.out() + shell.err());
        assertEquals(ExitCode.DONE, shell.run("run", "other.spike", "--out", "tried"), shell.err());
        List<Object> parameters = RunRecord.open(RunRecord.list(directory.resolve("tried")).getFirst()).exploration("Try").orElseThrow()
                .trials().stream().map(trial -> trial.metrics().get("parameters")).toList();
        assertEquals(List.of(160.0, 235.0), parameters, "64 w + w + 10 w + 10");
    }

    @Test
    void aRunWithOtherValuesIsATrial() throws IOException {
        ExplorationRecord exploration = explored("2").exploration("Width").orElseThrow();
        Trial trial = exploration.trials().get(1);
        String text = Files.readString(directory.resolve("explore.spike"));
        List<String> arguments = new ArrayList<>(List.of("run", "explore.spike", "Deploy", "--out", "set"));
        for (int i = 0; i < exploration.varied().size(); i++) {
            arguments.addAll(List.of("--set", exploration.varied().get(i) + "=" + trial.values().get(i)));
        }
        assertEquals(ExitCode.DONE, shell.run(arguments.toArray(String[]::new)), shell.err());
        RunRecord record = RunRecord.open(RunRecord.list(directory.resolve("set")).getFirst());
        assertEquals(Set.of(), different(trial.metrics(), record.metrics().get("Deploy")));
        assertEquals(text, Files.readString(directory.resolve("explore.spike")), "the file stays as it is");
        assertEquals(ExitCode.DONE, shell.run("repeat", record.folder().toString(), "--out", "again"), shell.out());
    }

    private static Set<String> different(Map<String, Object> one, Map<String, Object> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> one.get(name) instanceof Number a && other.get(name) instanceof Number b ? a.doubleValue() == b.doubleValue()
                : Objects.equals(one.get(name), other.get(name)));
        return names;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Net.width|--set takes NAME=VALUE", "Nope.x=3|nothing named 'Nope.x' can be varied here",
            "Net.width=abc|there is no quantity or function 'abc' here", "Net.width=3 ms|", "Net.width=1, 2|is not one value",
            "Net.width=1] } train X { network Net|", "Learn.epochs=0|", "Chip.core.weight=4 bit ] objectives [energy()|is not one value"})
    void aValueThatCannotStandThereIsRefused(String value, String message) {
        assertEquals(ExitCode.USAGE, shell.run("run", "explore.spike", "Learn", "--set", value), shell.err());
        assertTrue(shell.err().startsWith("spikewright run: --set ") && shell.err().contains(message == null ? "" : message), shell.err());
    }

    @Test
    void everyCombinationIsTriedAndJudged() throws IOException {
        RunRecord record = explored("2");
        ExplorationRecord exploration = record.exploration("Width").orElseThrow();
        assertEquals(List.of("Net.width", "Learn.epochs", "Chip.core.weight"), exploration.varied());
        assertEquals(List.of("8", "1", "8 bit"), exploration.trials().getFirst().values());
        assertEquals(6, exploration.trials().size());
        for (Trial trial : exploration.trials()) {
            boolean fits = !trial.values().getFirst().equals("100");
            assertEquals(fits ? RunState.DONE : RunState.FAILED, trial.state(), trial.values().toString());
            assertEquals(fits, trial.admissible());
            assertTrue(fits || trial.message().contains("110 neurons, 14 more than the 96"), trial.message());
            RunRecord own = RunRecord.open(record.folder().resolve(trial.folder()));
            assertEquals(trial.values().getFirst(), own.manifest().options().get("vary.Net.width"));
        }
        List<Trial> best = exploration.trials().stream().filter(Trial::best).toList();
        assertTrue(!best.isEmpty(), "one is the best");
        for (Trial one : best) {
            for (Trial other : exploration.trials()) {
                assertTrue(!other.admissible() || number(other, "test.accuracy") <= number(one, "test.accuracy")
                        || number(other, "energy.joule.perInference") > number(one, "energy.joule.perInference"), "nothing beats the best");
            }
        }
        assertTrue(Files.readString(record.folder().resolve("report.html")).contains("Net.width"));
    }

    /** A value with which the model would be wrong, had somebody written it, is found where it stands, before anything runs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Net.d over [0.5 ms, -1 ms]|11:43: error: SW207: with Net.d = -1 ms there is an error in line 5: 'delay' must be at least 0",
            "Net.n over [1, 0]|SW303: with Net.n = 0 there is an error in line 3: an extent is a whole number above 0",
            "Net.hz over [-5 Hz]|SW207: with Net.hz = -5 Hz there is an error in line 6: 'rate' of 'poisson' must be at least 0",
            "Net.p over [0.2, 1.2]|SW207", "Net.d over uniform(1 ms, 2 ms)|SW202", "Net.n over [normal(3, 1)]|SW202",
            "Net.n over [2000000000]|with Net.n = 2000000000 there is an error in line 3: 'A' has 2,000,000,000 neurons", "Net.w over []|there is no value here to try",
            "Net.w over [1 mV, 2 mV, 0.001 V]|this value is tried already"})
    void valuesWithWhichTheModelWouldBeWrongAreFound(String varied, String found) throws IOException {
        Files.writeString(directory.resolve("varied.spike"), """
                package varied
                import std.neuron.*
                network Net(w : Voltage = 3 mV, d : Time = 1 ms, n : Count = 4, p : Real >= 0 <= 1 = 0.5, hz : Frequency = 400 Hz) { population A : DeltaPoint [n]
                population B : DeltaPoint [n, 2]
                connect A -> B by pairwise(p) weight w delay d
                drive A by poisson(hz) weight 5 mV
                }
                simulate S { network Net step 0.1 ms time 10 ms }


                explore Q of S { vary %s objectives [most(neurons())] }
                """.formatted(varied));
        assertEquals(ExitCode.FINDINGS, shell.run("check", "varied.spike"), shell.err());
        assertTrue(shell.out().contains(found), shell.out());
        assertEquals(ExitCode.FINDINGS, shell.run("run", "varied.spike", "Q"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("run", "varied.spike", "S"), "what is explored is right: " + shell.err());
    }

    /** Values that only together make a model wrong fail in their trial; where no trial can run, the exploration fails and says why. */
    @Test
    void anExplorationOfWhichNoTrialRunsFails() throws IOException {
        Files.writeString(directory.resolve("together.spike"), """
                package together
                import std.neuron.*
                network Net(a : Time = 2 ms, b : Time = 1 ms) {
                    population A : DeltaPoint [3]
                    connect A -> A by all weight 1 mV delay a - b
                    drive A by poisson(100 Hz) weight 5 mV
                }
                simulate S { network Net step 0.1 ms time 10 ms }
                explore Some of S { vary Net.a over [2 ms, 1.1 ms] vary Net.b over [1.9 ms, 1 ms] objectives [most(neurons())] }
                explore None of S { vary Net.a over [1.1 ms] vary Net.b over [1.9 ms] objectives [most(neurons())] }
                """);
        assertEquals(ExitCode.DONE, shell.run("run", "together.spike", "Some", "--json", "some.json"), shell.err());
        assertTrue(shell.err().contains("Net.a = 1.1 ms, Net.b = 1.9 ms failed: together.spike:5:45: SW207: 'delay' must be at least 0"), shell.err());
        assertEquals(ExitCode.FAILED, shell.run("run", "together.spike", "None"), shell.err());
        assertTrue(shell.err().contains("none of its 1 trials could be run") && shell.err().contains("SW207"), shell.err());
    }

    private static double number(Trial trial, String metric) {
        return ((Number) trial.metrics().get(metric)).doubleValue();
    }

    /** Training and testing have a kernel each of the neurons that fire and of the graded ones, however many trials there are. */
    @Test
    void trialsShareTheirKernels() throws IOException {
        int before = Kernels.best().compiled();
        explored("2");
        int after = Kernels.best().compiled();
        assertTrue(after - before <= 4, after - before + " kernels were compiled");
        explored("1");
        assertEquals(after, Kernels.best().compiled());
        String report = Files.readString(RunRecord.list(directory.resolve("runs1")).getFirst().resolve("report.html"));
        assertTrue(report.contains("kernels " + Kernels.best().description()), "the record says how kernels ran");
    }

    @Test
    void whatIsFoundDoesNotDependOnHowManyRunAtATime() throws IOException {
        assertEquals(explored("1").exploration("Width"), explored("3").exploration("Width"));
    }

    @Test
    void aComparisonRunsWhatItComparesAndPutsItSideBySide() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "explore.spike", "Both", "--json", "m.json"), shell.err());
        JsonObject jobs = JsonParser.parseString(Files.readString(directory.resolve("m.json"))).getAsJsonObject().getAsJsonObject("jobs");
        JsonObject both = jobs.getAsJsonObject("Both").getAsJsonObject("metrics");
        assertEquals(List.of("test.accuracy.Learn", "test.accuracy.Longer"), List.copyOf(both.keySet()));
        assertEquals(jobs.getAsJsonObject("Longer").getAsJsonObject("metrics").get("test.accuracy"), both.get("test.accuracy.Longer"));
    }
}
