package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.Cli;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.jobs.Jobs;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/** Names that would steer a terminal, records that cannot be read, and mistakes of the program: one line each, seen as it is. */
@Timeout(300)
class StrangeTextTest {

    private static final String ESCAPES = "\u001B]0;OWNED\u0007\u001B[2J\u009B1;1Hall is fine\u202E\r";

    @TempDir
    Path directory;

    private void assertSeen(Shell shell) {
        String printed = shell.out() + shell.err();
        assertTrue(printed.chars().allMatch(c -> c == '\n' || c >= 0x20 && c != 0x202E && (c < 0x7F || c > 0x9F)), printed);
        assertTrue(printed.contains("\\u001B") || printed.contains("\\u202E"), printed);
    }

    @Test
    void namesInModelsSteerNoTerminal() throws IOException {
        Shell shell = new Shell(directory);
        Files.writeString(directory.resolve("a.spike"), "package a\ntrain T { network \"" + ESCAPES.replace("\r", "") + "\" }\n\u001B\n");
        assertEquals(ExitCode.FINDINGS, shell.run("check", "a.spike"));
        assertSeen(shell);
        Files.writeString(directory.resolve("b.spike"), "package a\nnetwork N { input x : [1] y = x -> \u202Edense(3) output y }\n");
        assertEquals(ExitCode.FINDINGS, shell.run("check", "b.spike"));
        assertSeen(shell);
        for (String command : List.of("check", "run", "describe", "list", "report")) {
            shell.run(command, "no" + ESCAPES + "\nsuch file");
            assertSeen(shell);
            assertEquals(1, shell.errLines().size(), shell.err());
        }
        shell.run("no" + ESCAPES);
        assertSeen(shell);
        assertEquals(1, shell.errLines().size(), shell.err());
    }

    private Path record(String name, String model, List<String> jobs) throws IOException {
        Path run = directory.resolve("runs").resolve(name);
        RunRecord.create(run, new Manifest("0", "2026-01-01T00:00:00Z", null, RunState.DONE, null, model, "00", jobs, Map.of(),
                Map.of("java", "25")), "package m").end("2026-01-01T00:00:09Z", RunState.DONE, null);
        return run;
    }

    @Test
    void namesInRecordsForgeNoLines() throws IOException {
        record("20260101-000000-a\n20991231-235959-forged  done" + ESCAPES, "m.spike", List.of("Learn\n20991231  done", ESCAPES));
        record("20260102-000000-b", "m\nforged\u001B[2J.spike", List.of("L".repeat(100_000)));
        Shell shell = new Shell(directory);
        assertEquals(ExitCode.DONE, shell.run("list", "runs"));
        assertSeen(shell);
        assertEquals(2, shell.out().lines().count(), shell.out());
        assertTrue(shell.out().length() < 2000, "a name of any length takes no more than a line");
    }

    /** The others are listed, each bad one with its reason. */
    @Test
    void aBadRecordHidesNoOther() throws IOException {
        record("20260101-000000-good", "m.spike", List.of("Learn"));
        Files.writeString(record("20260102-000000-empty", "m.spike", List.of()).resolve("manifest.json"), "{}");
        Files.write(record("20260103-000000-bytes", "m.spike", List.of()).resolve("manifest.json"), new byte[] {(byte) 0xC3, 0x28});
        Files.writeString(record("20260104-000000-metrics", "m.spike", List.of()).resolve("metrics.json"), "[]");
        record("20260105-000000-good", "m.spike", List.of("Learn"));
        Shell shell = new Shell(directory);
        assertEquals(ExitCode.DONE, shell.run("list", "runs"));
        assertEquals(List.of("20260105-000000-good", "20260104-000000-metrics", "20260103-000000-bytes", "20260102-000000-empty",
                "20260101-000000-good"), shell.out().lines().map(line -> line.split(" ")[0]).toList());
        assertEquals(List.of("done", "damaged", "damaged", "damaged", "done"), shell.out().lines().map(line -> line.split(" +")[1]).toList());
        assertEquals(3, shell.errLines().size(), shell.err());
        for (String name : List.of("20260102-000000-empty/manifest.json", "20260103-000000-bytes/manifest.json",
                "20260104-000000-metrics/metrics.json")) {
            assertTrue(shell.err().contains(name), shell.err());
        }
        try (Stream<Path> good = Stream.of("20260101-000000-good", "20260105-000000-good").map(directory.resolve("runs")::resolve)) {
            for (Path run : good.toList()) {
                Files.writeString(run.resolve("manifest.json"), "7");
            }
        }
        assertEquals(ExitCode.USAGE, shell.run("list", "runs"), "none can be read");
    }

    /** Whatever a command throws, the shell gets one sentence and the code of a failure. */
    @Test
    void everyMistakeOfTheProgramIsOneSentence() throws IOException {
        Shell fixture = Shell.with("small.spike", directory);
        assertEquals(ExitCode.DONE, fixture.run("check", "small.spike"));
        for (Supplier<Jobs> thrower : List.<Supplier<Jobs>>of(() -> {
            throw new StackOverflowError();
        }, () -> {
            throw new OutOfMemoryError("Java heap space");
        }, () -> {
            throw new AssertionError("first\nsecond" + ESCAPES);
        }, () -> {
            throw new NoClassDefFoundError("a/b");
        }, () -> {
            throw new IllegalStateException((String) null);
        })) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
            assertEquals(ExitCode.FAILED, new Cli(thrower).run(new String[] {"run", "small.spike"}, new Io(stream, stream, directory, false)));
            String said = err.toString(StandardCharsets.UTF_8);
            assertEquals(1, said.lines().count(), said);
            assertTrue(said.startsWith("spikewright: ") && said.contains(".log"), said);
            Files.delete(Path.of(said.strip().substring(said.lastIndexOf(" with ") + 6)));
        }
    }

    /** A pipe would keep the command waiting, a device would never end. */
    @Test
    void aModelIsAFile() throws Exception {
        Shell shell = new Shell(directory);
        if (Files.exists(Path.of("/dev/zero"))) {
            assertEquals(ExitCode.USAGE, shell.run("check", "/dev/zero"));
            assertTrue(shell.errLines().size() == 1 && shell.err().contains("pipe or a device"), shell.err());
        }
        Path pipe = directory.resolve("pipe.spike");
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0) {
            assertEquals(ExitCode.USAGE, shell.run("check", "pipe.spike"));
            assertTrue(shell.errLines().size() == 1 && shell.err().contains("pipe or a device"), shell.err());
        }
    }
}
