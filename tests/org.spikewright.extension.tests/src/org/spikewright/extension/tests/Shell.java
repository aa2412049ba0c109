package org.spikewright.extension.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spikewright.cli.Cli;
import org.spikewright.cli.Io;
import org.spikewright.jobs.Jobs;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.simulate.LayeredSimulator;
import org.spikewright.testing.Repository;
import org.spikewright.train.GradientTrainer;

/** Runs command lines in a folder with a copy of a fixture, and keeps what they print. */
final class Shell {

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Shell(Path folder) {
        this.folder = folder;
    }

    static String fixture(String name) throws IOException {
        return Files.readString(Repository.root().resolve("tests/org.spikewright.extension.tests/fixtures").resolve(name));
    }

    /** Writes a model and runs a command on it. */
    int run(String file, String text, String command, String... more) throws IOException {
        Files.writeString(folder.resolve(file), text);
        String[] words = new String[more.length + 2];
        words[0] = command;
        words[1] = file;
        System.arraycopy(more, 0, words, 2, more.length);
        out.reset();
        err.reset();
        return new Cli(() -> new Jobs(new GradientTrainer(), new LayeredSimulator(), new MeshMapper())).run(words,
                new Io(stream(out), stream(err), folder, false));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
