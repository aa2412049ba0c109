package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.RunRecord;
import org.spikewright.record.Tensors.Tensor;
import org.spikewright.record.TrainingRecord;

/** A run whose process is killed: what it had reached is there, and the record does not say that it goes on. */
@Timeout(300)
class KilledRunTest {

    @TempDir
    Path directory;

    private Shell shell;
    private Process process;

    @BeforeEach
    void copyFixture() throws IOException {
        shell = Shell.with("small.spike", directory);
        Path model = directory.resolve("small.spike");
        Files.writeString(model, Files.readString(model).replace("epochs 4", "epochs 1000000").replace("train 400", "train 40")
                .replace("test 100", "test 10"));
    }

    @AfterEach
    void endProcess() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                EditorProcessTest.classPath(), RunProcess.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("log.txt").toFile()).start();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            assertFalse(process.waitFor(20, TimeUnit.MILLISECONDS), () -> "it ended: " + log());
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private RunRecord record() throws IOException {
        return RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst());
    }

    private int epochs() throws IOException {
        return RunRecord.list(directory.resolve("runs")).isEmpty() ? 0
                : record().training("Learn").map(TrainingRecord::epochs).map(List::size).orElse(0);
    }

    private String listed() {
        assertEquals(ExitCode.DONE, shell.run("list", "runs"), shell.err());
        return shell.out().split(" +")[1];
    }

    @Test
    void aTrainingThatIsKilledLeavesItsCurveAndItsWeights() throws Exception {
        start("run", "small.spike", "Learn", "--threads", "1");
        await(() -> epochs() >= 3);
        assertEquals("running", listed());
        int reached = epochs();
        process.destroyForcibly().waitFor();
        assertEquals("interrupted", listed());
        TrainingRecord training = record().training("Learn").orElseThrow();
        assertTrue(training.epochs().size() >= reached);
        assertEquals(10, Arrays.stream(training.confusion()).flatMapToInt(Arrays::stream).sum(), "of the test samples");
        Tensor weights = record().weights("Learn").get("hidden.dense.weight");
        assertEquals(32 * 144, ((float[]) weights.values()).length);
        assertEquals(ExitCode.DONE, shell.run("report", "runs"), shell.err());
        String page = Files.readString(record().folder().resolve("report.html"));
        assertTrue(page.contains("This run was interrupted") && page.contains("Loss by epoch"), page.substring(0, 3000));
    }

    /** The last whole weights are those that the curve ends with, or newer: as the same training of so many epochs has them. */
    @Test
    void theWeightsThatAreLeftAreThoseOfTheTraining() throws Exception {
        start("run", "small.spike", "Learn", "--threads", "1");
        await(() -> epochs() >= 1);
        process.destroyForcibly().waitFor();
        float[] left = (float[]) record().weights("Learn").get("readout.dense.weight").values();
        int epochs = record().training("Learn").orElseThrow().epochs().size();
        Path model = directory.resolve("small.spike");
        String text = Files.readString(model);
        boolean found = false;
        for (int count = epochs; count <= epochs + 1 && !found; count++) {
            Files.writeString(model, text.replace("epochs 1000000", "epochs " + count));
            assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn", "--out", "again" + count), shell.err());
            RunRecord again = RunRecord.open(RunRecord.list(directory.resolve("again" + count)).getFirst());
            found = Arrays.equals(left, (float[]) again.weights("Learn").get("readout.dense.weight").values());
        }
        assertTrue(found, "after epoch " + epochs);
    }

    @Test
    void anExplorationThatIsKilledLeavesItsTrials() throws Exception {
        Path model = directory.resolve("small.spike");
        Files.writeString(model, Files.readString(model).replace("epochs 1000000", "epochs 1")
                + "explore Try of Learn { vary Learn.epochs over [1, 2, 3, 4, 1000000] }\n");
        start("run", "small.spike", "Try", "--threads", "1");
        await(() -> !RunRecord.list(directory.resolve("runs")).isEmpty()
                && record().exploration("Try").filter(trials -> trials.trials().size() == 4).isPresent());
        process.destroyForcibly().waitFor();
        assertEquals("interrupted", listed());
        assertEquals(List.of("1", "2", "3", "4"),
                record().exploration("Try").orElseThrow().trials().stream().map(trial -> trial.values().getFirst()).toList());
        assertEquals(ExitCode.DONE, shell.run("report", "runs"), shell.err());
    }
}
