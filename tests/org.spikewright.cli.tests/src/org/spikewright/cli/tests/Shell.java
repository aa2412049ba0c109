package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.spikewright.cli.Cli;
import org.spikewright.cli.Io;
import org.spikewright.jobs.Jobs;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.simulate.LayeredSimulator;
import org.spikewright.testing.Repository;
import org.spikewright.train.GradientTrainer;

/** Runs command lines in this process and keeps what they print. */
final class Shell {

    private final Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Shell(Path directory) {
        this.directory = directory;
    }

    /** In a folder with a copy of that fixture. */
    static Shell with(String fixture, Path directory) throws IOException {
        Files.copy(Repository.root().resolve("tests/org.spikewright.cli.tests/fixtures").resolve(fixture), directory.resolve(fixture));
        return new Shell(directory);
    }

    /** In a folder with a copy of {@code layers.spike} and of the files that its data sets read. */
    static Shell withData(Path folder) throws IOException {
        Path fixtures = Repository.root().resolve("tests/org.spikewright.cli.tests/fixtures/numbers");
        Files.copy(fixtures.resolve("layers.spike"), folder.resolve("layers.spike"));
        Files.createDirectory(folder.resolve("idx"));
        try (Stream<Path> files = Files.list(fixtures.resolve("idx"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("idx").resolve(file.getFileName()));
            }
        }
        return new Shell(folder);
    }

    /** A job's metrics in a file that {@code --json} wrote. */
    JsonObject metrics(String file, String job) throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve(file))).getAsJsonObject().getAsJsonObject("jobs")
                .getAsJsonObject(job).getAsJsonObject("metrics");
    }

    /** Writes a model, and holds a check to finding something. */
    void finds(String text, String words) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        run("check", "m.spike");
        assertTrue(out().contains(words), words + ": " + out());
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
