package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;

/**
 * Simulations drawn at random ({@link RandomExperiment}) are refused by the check, or end with one sentence, or run; and what
 * runs is the same on other threads, has as many synapses as its rules say, brings what it sends, and has the metrics that its recorded spikes have.
 * {@code tests/fuzz simulations} tries more.
 */
class SimulationFuzzTest {

    private static final int COUNT = Integer.getInteger("spikewright.fuzz.mutations", 60);
    private static final int SEED = Integer.getInteger("spikewright.fuzz.seed", 1);
    private static final int MANY = 20;

    @TempDir
    Path folder;

    private Shell shell;
    private int ran;
    private int sums;
    /** How often the check, or a run, said what: sentences without their numbers and names. */
    private final Map<String, Integer> said = new TreeMap<>();

    @Test
    @Timeout(7200)
    void eachRunsRightOrIsRefused() {
        List<String> failures = new ArrayList<>();
        shell = new Shell(folder);
        for (int number = 0; number < COUNT && failures.size() < MANY; number++) {
            RandomExperiment experiment = RandomExperiment.of(SEED, number);
            try {
                tried(experiment);
            } catch (AssertionError | RuntimeException | IOException e) {
                failures.add("experiment " + number + ": " + e + "\n" + shell.err() + "\n" + experiment.text());
            }
            delete(folder.resolve("runs"));
        }
        System.out.println(ran + " of " + COUNT + " simulations ran; of the others it was said:");
        said.forEach((sentence, times) -> System.out.println(times + " × " + sentence));
        assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
        assertTrue(ran > COUNT / 2, "only " + ran + " of " + COUNT + " ran");
        assertTrue(sums > COUNT / 4, "of only " + sums + " what arrived was compared");
    }

    private void tried(RandomExperiment experiment) throws IOException {
        Files.writeString(folder.resolve("m.spike"), experiment.text());
        int checked = shell.run("check", "m.spike");
        assertTrue(checked == ExitCode.DONE || checked == ExitCode.FINDINGS, "the check ended with " + checked);
        Optional<String> refusal = shell.out().lines().filter(line -> line.contains(": error: ") || line.contains(": SW502: ")).findFirst();
        if (refusal.isPresent()) {
            assertEquals(checked == ExitCode.FINDINGS ? ExitCode.FINDINGS : ExitCode.FAILED, shell.run("run", "m.spike"), "what the check refuses is run");
            said(refusal.get());
            return;
        }
        int code = shell.run("run", "m.spike", "--threads", "1", "--json", "one.json");
        if (code != ExitCode.DONE && code != ExitCode.UNMET) {
            assertEquals(ExitCode.FAILED, code, "exit code");
            assertTrue(shell.err().contains("take a shorter step"), "the check has not refused it");
            List<String> sentences = shell.errLines().stream().filter(line -> line.startsWith("spikewright: ")).toList();
            assertEquals(1, sentences.size(), "sentences");
            assertTrue(!shell.err().contains("istake in Spikewright") && !shell.err().contains("check it first"), "it is said to be our mistake");
            said("run: " + sentences.getFirst());
            return;
        }
        JsonObject metrics = shell.metrics("one.json", "Run");
        assertMetrics(metrics, experiment);
        delete(folder.resolve("runs"));
        assertEquals(code, shell.run("run", "m.spike", "--threads", "3", "--json", "three.json"), "exit code with three threads");
        assertEquals(metrics, shell.metrics("three.json", "Run"), "on other threads");
        ran++;
    }

    private void said(String sentence) {
        said.merge(sentence.replaceAll("^.*?: (error|warning): ", "check: ").replaceAll("'[^']*'", "'…'").replaceAll("-?\\d[\\d.e-]*", "#"), 1, Integer::sum);
    }

    /** Beside what is known of the experiment, and what follows from the spikes that it recorded. */
    private void assertMetrics(JsonObject metrics, RandomExperiment experiment) throws IOException {
        if (experiment.synapses() >= 0) {
            assertEquals(experiment.synapses(), metrics.get("synapses").getAsLong(), "synapses");
        }
        RawRecord record = RawRecord.only(folder.resolve("runs"));
        JsonObject index = record.json("Run", "populations.json");
        double step = index.get("step").getAsDouble();
        for (RawPopulation population : RawPopulation.of(record, "Run")) {
            for (Map.Entry<String, Double> metric : population.metrics().entrySet()) {
                // Off the grid intervals end within steps.
                if (!metric.getKey().startsWith("intervals") || !experiment.text().contains("timing offGrid")) {
                    JsonElement found = metrics.get(metric.getKey());
                    assertTrue(found != null, metric.getKey() + " is missing");
                    assertEquals(metric.getValue(), found.getAsDouble(), 1e-7 + 1e-6 * Math.abs(metric.getValue()), metric.getKey());
                }
            }
            if (population.name().equals("Known") && experiment.sent() != 0 && index.get("start").getAsDouble() == 0) {
                int sampled = (int) Math.round(Math.floor(population.steps() * step / 1e-3 + 1e-6) * 1e-3 / step);
                int last = sampled - (int) Math.round(experiment.delay() / step);
                double arrived = experiment.sent() * Arrays.stream(population.at()).filter(at -> at < last).count();
                double total = metrics.get("state.end.Adds.total").getAsDouble();
                assertEquals(arrived, total, 1e-6 * Math.abs(experiment.sent()) + 2e-6 * Math.abs(arrived), "what arrived");
                sums++;
            }
        }
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
