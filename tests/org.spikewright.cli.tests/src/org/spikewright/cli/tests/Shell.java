package org.spikewright.cli.tests;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.spikewright.cli.Cli;
import org.spikewright.cli.Io;
import org.spikewright.jobs.Jobs;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.simulate.LayeredSimulator;
import org.spikewright.train.GradientTrainer;

/** Runs command lines in this process and keeps what they print. */
final class Shell {

    private final Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Shell(Path directory) {
        this.directory = directory;
    }

    int run(String... args) {
        out.reset();
        err.reset();
        return new Cli(() -> new Jobs(new GradientTrainer(), new LayeredSimulator(), new MeshMapper()))
                .run(args, new Io(stream(out), stream(err), directory, false));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    List<String> errLines() {
        return err().lines().toList();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
