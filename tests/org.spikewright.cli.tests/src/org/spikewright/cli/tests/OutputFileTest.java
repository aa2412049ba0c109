package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.RunRecord;

/** Where results go: nothing that somebody needs is replaced, and what cannot be written is said before the work is done. */
@Timeout(300)
class OutputFileTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void copyFixture() throws IOException {
        shell = Shell.with("small.spike", directory);
        Path model = directory.resolve("small.spike");
        Files.writeString(model, Files.readString(model).replace("epochs 4", "epochs 1").replace("train 400", "train 20").replace("test 100", "test 10"));
    }

    /** Both commands refuse it, before the run, with one sentence; nothing has changed. */
    private void assertRefused(String json, String part) throws IOException {
        String model = Files.readString(directory.resolve("small.spike"));
        int runs = RunRecord.list(directory.resolve("runs")).size();
        for (String command : List.of("run", "describe")) {
            assertEquals(ExitCode.USAGE, shell.run(command, "small.spike", "--json", json), shell.err());
            assertTrue(shell.errLines().getFirst().contains("--json " + json + ": ") && shell.err().contains(part), shell.err());
            assertEquals("", shell.out());
        }
        assertEquals(model, Files.readString(directory.resolve("small.spike")));
        assertEquals(runs, RunRecord.list(directory.resolve("runs")).size(), "nothing was run");
    }

    @Test
    void noModelIsReplaced() throws IOException {
        assertRefused("small.spike", "that of a model");
        Files.writeString(directory.resolve("other.spike"), "package other");
        assertRefused("other.spike", "that of a model");
        assertRefused("new.spike", "that of a model");
        Files.copy(directory.resolve("small.spike"), directory.resolve("model.txt"));
        assertRefused("model.txt", "not JSON");
        Files.createSymbolicLink(directory.resolve("link.json"), Path.of("small.spike"));
        assertRefused("link.json", "that of a model");
        Files.createLink(directory.resolve("hard.json"), directory.resolve("small.spike"));
        assertRefused("hard.json", "not JSON");
    }

    @Test
    void noDataIsReplaced() throws IOException {
        Path data = Files.write(directory.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
        assertRefused("train-images-idx3-ubyte", "not JSON");
        assertEquals(9, Files.size(data));
        Files.writeString(directory.resolve("times.txt"), "0 0.001\n");
        assertRefused("times.txt", "not JSON");
    }

    @Test
    void nothingInARecordIsReplacedOrAdded() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn"), shell.err());
        Path run = RunRecord.list(directory.resolve("runs")).getFirst();
        String manifest = Files.readString(run.resolve("manifest.json"));
        for (String file : List.of("manifest.json", "metrics.json", "new.json", "Learn/training.json", "new/new.json")) {
            assertRefused(run.resolve(file).toString(), "is the record of a run");
        }
        assertEquals(manifest, Files.readString(run.resolve("manifest.json")));
        for (String runs : List.of(run.toString(), run.resolve("Learn").toString(), run.resolve("more/runs").toString())) {
            assertEquals(ExitCode.USAGE, shell.run("run", "small.spike", "--out", runs), shell.err());
            assertTrue(shell.err().contains("is the record of a run") && shell.err().contains("--out"), shell.err());
        }
        assertEquals(1, RunRecord.list(directory.resolve("runs")).size());
    }

    @Test
    void aFolderIsNoFileAndAFileIsNoFolder() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        assertRefused("folder", "it is a folder");
        Files.writeString(directory.resolve("file"), "{}");
        assertRefused("file/a.json", "nothing can be written");
        for (String out : List.of("file", "small.spike", "file/runs")) {
            assertEquals(ExitCode.USAGE, shell.run("run", "small.spike", "--out", out), shell.err());
            assertTrue(shell.err().contains("no record can be written into"), shell.err());
        }
        assertEquals(ExitCode.USAGE, shell.run("run", "small.spike", "--out", "later", "--json", "later"), shell.err());
        assertTrue(shell.err().contains("the folder of records"), shell.err());
    }

    @Test
    void whatIsJsonOrEmptyIsReplaced() throws IOException {
        Files.writeString(directory.resolve("m.json"), "{\"old\": 1}");
        Files.createFile(directory.resolve("empty"));
        for (String file : List.of("m.json", "empty", "new/folder/m.json")) {
            assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn", "--json", file), shell.err());
            assertTrue(shell.metrics(file, "Learn").has("test.accuracy"));
        }
    }

    @Test
    void aLinkIsFollowed() throws IOException {
        Path results = Files.createDirectory(directory.resolve("results"));
        Files.writeString(results.resolve("m.json"), "{}");
        Files.createSymbolicLink(directory.resolve("a.json"), Path.of("b.json"));
        Files.createSymbolicLink(directory.resolve("b.json"), Path.of("results/m.json"));
        assertEquals(ExitCode.DONE, shell.run("describe", "small.spike", "--json", "a.json"), shell.err());
        assertTrue(Files.isSymbolicLink(directory.resolve("a.json")) && Files.isSymbolicLink(directory.resolve("b.json")));
        assertTrue(Files.readString(results.resolve("m.json")).contains("hidden.dense"));
        Files.delete(results.resolve("m.json"));
        assertEquals(ExitCode.DONE, shell.run("describe", "small.spike", "--json", "a.json"), shell.err());
        assertTrue(Files.readString(results.resolve("m.json")).contains("hidden.dense"), "also where nothing was yet");
        Files.createSymbolicLink(directory.resolve("round.json"), Path.of("round.json"));
        assertRefused("round.json", "circle");
    }

    @Test
    void aHyphenIsStandardOutput() {
        for (String place : List.of("-", "/dev/stdout", "/proc/self/fd/1", "/dev/fd/1")) {
            assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn", "--json", place), shell.err());
            assertTrue(JsonParser.parseString(shell.out()).getAsJsonObject().has("jobs"), "nothing but JSON: " + shell.out());
            assertTrue(shell.err().contains("record  ") && shell.err().contains("test.accuracy"), "the rest is beside it");
        }
        assertEquals(ExitCode.DONE, shell.run("describe", "small.spike", "--json", "-"), shell.err());
        assertTrue(JsonParser.parseString(shell.out()).isJsonArray());
    }

    @Test
    void devicesAndPipesAreWrittenTo() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/null")), "there is a /dev/null");
        assertEquals(ExitCode.DONE, shell.run("describe", "small.spike", "--json", "/dev/null"), shell.err());
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo makes pipes");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return e.toString();
            }
        });
        assertEquals(ExitCode.DONE, shell.run("describe", "small.spike", "--json", "pipe"), shell.err());
        assertTrue(read.get(60, TimeUnit.SECONDS).contains("hidden.dense"));
    }

    @Test
    void aReportIsOfTheRecordThatIsNamed() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn"), shell.err());
        Path run = RunRecord.list(directory.resolve("runs")).getFirst();
        Path nested = Files.createDirectories(run.resolve("20990101-000000-nested/model"));
        Files.copy(run.resolve("manifest.json"), nested.resolveSibling("manifest.json"));
        Files.writeString(nested.resolve("small.spike"), "package other");
        assertEquals(ExitCode.DONE, shell.run("report", run.toString()), shell.err());
        assertEquals(run.resolve("report.html").toString(), shell.out().strip());
    }

    /** Said of the report, not of a file that nobody knows. */
    @Test
    void aReportThatCannotBeWrittenIsNamed() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "small.spike", "Learn"), shell.err());
        Path run = RunRecord.list(directory.resolve("runs")).getFirst();
        Files.delete(run.resolve("report.html"));
        Files.createDirectory(run.resolve("report.html"));
        assertEquals(ExitCode.USAGE, shell.run("report", run.toString()));
        assertEquals(List.of("spikewright: " + run.resolve("report.html") + " cannot be written: it is a folder"), shell.errLines());
    }
}
