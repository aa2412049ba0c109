package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.testing.Repository;

class CliTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void copyFixtures() throws IOException {
        shell = new Shell(directory);
        for (String file : List.of("four-errors.spike", "small.spike")) {
            Files.copy(Repository.root().resolve("tests/org.spikewright.cli.tests/fixtures").resolve(file), directory.resolve(file));
        }
    }

    @Test
    void withoutACommandItSaysHowItIsUsed() {
        assertEquals(ExitCode.USAGE, shell.run());
        assertTrue(shell.err().startsWith("Usage: spikewright "), shell.err());
        assertEquals("", shell.out());
    }

    @Test
    void anUnknownCommandIsNamed() {
        assertEquals(ExitCode.USAGE, shell.run("simulat"));
        assertEquals(1, shell.errLines().size());
        assertTrue(shell.err().contains("'simulat'"), shell.err());
    }

    @Test
    void helpIsNoMistake() {
        assertEquals(ExitCode.DONE, shell.run("--help"));
        assertEquals(ExitCode.DONE, shell.run("run", "--help"));
        assertTrue(shell.out().contains("--threads"), shell.out());
    }

    @Test
    void aFileThatCannotBeReadKeepsNoOtherFromBeingChecked() {
        assertEquals(ExitCode.USAGE, shell.run("check", "four-errors.spike", "nowhere.spike", "four-errors.spike"));
        assertEquals(8, shell.out().lines().count(), shell.out());
        assertEquals(1, shell.errLines().size(), shell.err());
    }

    @Test
    void checkPrintsALineForEachMistake() {
        assertEquals(ExitCode.FINDINGS, shell.run("check", "four-errors.spike"));
        List<String> lines = shell.out().lines().toList();
        assertEquals(List.of("four-errors.spike:12:56: error: SW201", "four-errors.spike:13:19: error: SW301",
                "four-errors.spike:14:32: error: SW101", "four-errors.spike:20:44: error: SW401"),
                lines.stream().map(line -> line.replaceFirst("(SW\\d+).*", "$1")).toList());
    }

    @Test
    void aModelWithoutMistakesPrintsNothing() {
        assertEquals(ExitCode.DONE, shell.run("check", "small.spike"));
        assertEquals("", shell.out() + shell.err());
    }

    @Test
    void whatIsNoModelGetsOneSentence() throws IOException {
        Files.write(directory.resolve("binary.spike"), new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 1});
        for (String command : List.of("check", "run", "describe", "list")) {
            assertOneSentence(shell.run(command, "binary.spike"), ExitCode.USAGE, "not a text file");
            assertOneSentence(shell.run(command, "missing.spike"), ExitCode.USAGE, "does not exist");
        }
        Files.createDirectory(directory.resolve("folder"));
        assertOneSentence(shell.run("check", "folder"), ExitCode.USAGE, "is a folder");
        assertOneSentence(shell.run("report", "folder"), ExitCode.USAGE, "is not the record of a run");
    }

    private void assertOneSentence(int actual, int code, String part) {
        assertEquals(code, actual, shell.err());
        assertEquals(1, shell.errLines().size(), shell.err());
        assertTrue(shell.err().contains(part), shell.err());
        assertEquals("", shell.out());
    }

    @Test
    void wrongOptionsAreNamed() {
        for (String[] args : new String[][] {{"run", "small.spike", "--thread", "2"}, {"run", "small.spike", "--threads", "0"},
            {"run", "small.spike", "--threads"}, {"run", "small.spike", "--data", "mnist"}, {"run", "small.spike", "Larn"}, {"run"}}) {
            assertEquals(ExitCode.USAGE, shell.run(args), String.join(" ", args));
            assertTrue(shell.err().contains("Usage: spikewright run FILE"), shell.err());
        }
    }

    /** What a command does not read would be taken for something that it did. */
    @Test
    void wordsAndOptionsThatNobodyReadsAreNamed() {
        for (String[] args : new String[][] {{"list", "small.spike", "other"}, {"report", "runs", "other"},
            {"describe", "small.spike", "Classifier", "other"}, {"lsp", "other"}}) {
            assertEquals(ExitCode.USAGE, shell.run(args), String.join(" ", args));
            assertTrue(shell.err().contains("'other' is one word too many"), shell.err());
        }
        assertEquals(ExitCode.USAGE, shell.run("describe", "small.spike", "--kernel", "hidden", "--json", "k.json"));
        assertTrue(shell.err().contains("--json"), shell.err());
    }

    @Test
    void describeCountsLayerByLayer() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("describe", "small.spike", "Classifier", "--json", "d.json"));
        assertTrue(shell.out().contains("hidden.dense"), shell.out());
        String json = Files.readString(directory.resolve("d.json"));
        assertTrue(json.contains("\"parameters\": " + (144 * 32 + 32 + 32 * 10 + 10)), json);
        assertTrue(json.contains("\"synapses\": " + (144 * 32 + 32 * 10)), json);
    }

    @Test
    void listShowsWhatAFileDeclares() {
        assertEquals(ExitCode.DONE, shell.run("list", "small.spike"));
        assertEquals(List.of("dataset", "network", "chip", "train", "simulate", "map"),
                shell.out().lines().map(line -> line.split(" ")[0]).toList());
    }
}
