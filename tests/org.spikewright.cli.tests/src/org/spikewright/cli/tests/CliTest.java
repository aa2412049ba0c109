package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikewright.cli.Cli;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;

class CliTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutACommandItSaysHowItIsUsed() {
        assertEquals(ExitCode.USAGE, run());
        assertTrue(text(err).startsWith("Usage: spikewright "), text(err));
        assertEquals("", text(out));
    }

    @Test
    void anUnknownCommandIsNamed() {
        assertEquals(ExitCode.USAGE, run("simulat"));
        assertTrue(text(err).contains("'simulat'"), text(err));
    }

    @Test
    void helpIsNoMistake() {
        assertEquals(ExitCode.OK, run("--help"));
    }

    private int run(String... args) {
        return new Cli().run(args, new Io(stream(out), stream(err), directory));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
