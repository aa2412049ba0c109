package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;
import org.spikewright.cli.ExitCode;
import org.spikewright.common.Work;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.jobs.RunResult;
import org.spikewright.language.Language;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.record.TrainingRecord;

/** Whole runs of a small model. */
class RunTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void copyFixture() throws IOException {
        shell = Shell.with("small.spike", directory);
    }

    @Test
    void allJobsRunAndLeaveARecordWithAReport() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "--json", "m.json"), shell.err());
        assertTrue(shell.metrics("m.json", "Learn").get("test.accuracy").getAsDouble() > 0.5, "well above one in ten");
        JsonObject deploy = shell.metrics("m.json", "Deploy");
        assertTrue(deploy.get("cores.used").getAsInt() >= 2);
        assertEquals(0, deploy.get("limits.violated").getAsInt());
        assertTrue(deploy.get("energy.joule.perInference").getAsDouble() > 0);
        assertTrue(deploy.get("latency.second.mean").getAsDouble() > 0);

        List<Path> runs = RunRecord.list(directory.resolve("runs"));
        RunRecord record = RunRecord.open(runs.getFirst());
        assertEquals(RunState.DONE, record.manifest().state());
        assertEquals(Files.readString(directory.resolve("small.spike")), record.modelText());
        assertTrue(record.weights("Learn").containsKey("hidden.dense.weight"));
        assertEquals(5, record.spikes("Watch").orElseThrow().samples());
        assertTrue(Files.exists(runs.getFirst().resolve("report.html")));
    }

    @Test
    void threadsDoNotChangeResultsAndSeedsDo() throws IOException {
        for (String threads : List.of("1", "2", "3")) {
            assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "--threads", threads, "--json", threads + ".json"), shell.err());
        }
        assertEquals(Files.readString(directory.resolve("1.json")), Files.readString(directory.resolve("2.json")));
        assertEquals(Files.readString(directory.resolve("1.json")), Files.readString(directory.resolve("3.json")));
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "--seed", "7", "--json", "seed.json"), shell.err());
        assertFalse(shell.metrics("1.json", "Learn").get("weights.hash").equals(shell.metrics("seed.json", "Learn").get("weights.hash")));
    }

    @Test
    void aNamedJobBringsWhatItDependsOn() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Deploy", "--json", "m.json", "--out", "elsewhere"), shell.err());
        assertEquals(List.of("Learn", "Deploy"), RunRecord.open(RunRecord.list(directory.resolve("elsewhere")).getFirst()).manifest().jobs());
        assertFalse(Files.exists(directory.resolve("runs")));
    }

    @Test
    void aModelWithErrorsDoesNotRun() throws IOException {
        Path model = directory.resolve("small.spike");
        Files.writeString(model, Files.readString(model).replace("-> flatten ", ""));
        assertEquals(ExitCode.FINDINGS, shell.run("run", "small.spike"));
        assertTrue(shell.err().contains("SW301"), shell.err());
        assertFalse(Files.exists(directory.resolve("runs")));
    }

    @Test
    void aChainThatLeadsNowhereHasNoEffect() throws IOException {
        Path model = directory.resolve("small.spike");
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn", "--json", "plain.json"), shell.err());
        Files.writeString(model, Files.readString(model).replace("	readout = ", "	side = image -> flatten -> dense(3) -> Leaky\n	readout = "));
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn", "--json", "side.json"), shell.err());
        assertEquals(Files.readString(directory.resolve("plain.json")), Files.readString(directory.resolve("side.json")));
    }

    @Test
    void dataThatIsMissingOrCutShortFailsTheJobInOneSentence() throws IOException {
        Path model = directory.resolve("small.spike");
        Files.writeString(model, Files.readString(model).replace("read glyphs(height = 12, width = 12)", "read idx(\"nowhere\")"));
        assertEquals(ExitCode.FAILED, shell.run("run", "small.spike"));
        assertTrue(shell.errLines().getLast().contains("--data Glyphs=DIR"), shell.err());

        Path data = Files.createDirectory(directory.resolve("data"));
        for (String part : List.of("train", "t10k")) {
            idx(data.resolve(part + "-images-idx3-ubyte.gz"), new int[] {10, 12, 12}, 10 * 144 - 7);
            idx(data.resolve(part + "-labels-idx1-ubyte.gz"), new int[] {10}, 10);
        }
        assertEquals(ExitCode.FAILED, shell.run("run", "small.spike", "--data", "Glyphs=data"));
        String sentence = shell.errLines().getLast();
        assertTrue(sentence.contains("train-images-idx3-ubyte.gz"), sentence);
        assertEquals(RunState.FAILED, RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst()).manifest().state());
    }

    /** A folder that no data set reads would be taken for the data that a network learnt from. */
    @Test
    void dataIsOfADataSetThatReadsIt() throws IOException {
        Path model = directory.resolve("small.spike");
        Files.createDirectory(directory.resolve("data"));
        assertRefused("nobody=data", "there is no data set 'nobody'; its data sets are Glyphs");
        assertRefused("glyphs=data", "there is no data set 'glyphs'; its data sets are Glyphs");
        assertRefused("Glyphs=data", "the samples of data set 'Glyphs' are drawn, not read from files");
        Files.writeString(model, Files.readString(model).replace("read glyphs(height = 12, width = 12)", "read idx(\"nowhere\")"));
        assertRefused("Glyphs=none", "none, where the files of data set 'Glyphs' should be, is no folder");
        assertRefused("Glyphs=small.spike", "is no folder");
        assertFalse(Files.exists(directory.resolve("runs")));
    }

    private void assertRefused(String data, String sentence) {
        assertEquals(ExitCode.USAGE, shell.run("run", "small.spike", "--data", data), shell.err());
        assertTrue(shell.errLines().getFirst().contains(sentence), shell.err());
    }

    /** The training part lacks the last classes, both lack some that the network has outputs for. */
    @Test
    void aNetworkMayHaveMoreOutputsThanThereAreClasses() throws IOException {
        Path model = directory.resolve("small.spike");
        Files.writeString(model, Files.readString(model).replace("read glyphs(height = 12, width = 12)", "read idx(\"data\")")
                .replace("train 400", "train 20").replace("test 100", "test 10"));
        Path data = Files.createDirectory(directory.resolve("data"));
        for (String part : List.of("train", "t10k")) {
            int count = part.equals("train") ? 20 : 10;
            byte[] labels = new byte[8 + count];
            System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, (byte) count}, 0, labels, 0, 8);
            for (int i = 0; i < count; i++) {
                labels[8 + i] = (byte) (i % (part.equals("train") ? 6 : 8));
            }
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels);
            idx(data.resolve(part + "-images-idx3-ubyte.gz"), new int[] {count, 12, 12}, count * 144);
        }
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "--json", "m.json"), shell.err());
        TrainingRecord training = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst()).training("Learn").orElseThrow();
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7"), training.classes());
        assertEquals(10, training.confusion().length);
        Files.writeString(model, Files.readString(model).replace("dense(10)", "dense(7)"));
        assertEquals(ExitCode.FAILED, shell.run("run", "small.spike"));
        assertTrue(shell.err().contains("'Glyphs' has 8 classes, but 'Classifier' has only 7 outputs"), shell.err());
    }

    private static void idx(Path file, int[] extents, int bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {0, 0, 8, (byte) extents.length});
            for (int extent : extents) {
                out.write(new byte[] {0, 0, 0, (byte) extent});
            }
            out.write(new byte[bytes]);
        }
    }

    /** Cancels as soon as training begins; the record says so, and what was reached is there. */
    @Test
    void aCancelledRunIsAResult() throws Exception {
        Path file = directory.resolve("small.spike");
        Work impatient = new Work() {
            private volatile boolean training;

            @Override
            public void begin(String task, long total) {
                training |= task.startsWith("Learn");
            }

            @Override
            public void advance(long units) {
                // only waits for training to begin
            }

            @Override
            public boolean cancelled() {
                return training;
            }
        };
        RunResult result = service().run(new RunRequest(new Language().read(file, "small.spike"), List.of(), directory.resolve("runs"), Map.of(),
                2, OptionalLong.empty()), impatient);
        assertEquals(RunState.CANCELLED, result.state());
        assertEquals(RunState.CANCELLED, RunRecord.open(result.record().folder()).manifest().state());
        assertTrue(result.record().weights("Learn").containsKey("readout.dense.bias"));
        assertEquals(ExitCode.DONE, shell.run("report", "runs"), shell.err());
    }

    /** The engines are found as services, as in the product. */
    private static Jobs service() throws InterruptedException {
        ServiceTracker<Jobs, Jobs> tracker = new ServiceTracker<>(FrameworkUtil.getBundle(RunTest.class).getBundleContext(), Jobs.class, null);
        tracker.open();
        try {
            Jobs jobs = tracker.waitForService(20_000);
            assertTrue(jobs != null, "the engines did not start");
            return jobs;
        } finally {
            tracker.close();
        }
    }
}
