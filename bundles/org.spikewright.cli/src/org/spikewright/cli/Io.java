package org.spikewright.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a command may touch of its surroundings.
 *
 * @param out where results go
 * @param err where complaints and progress go
 * @param directory the directory against which relative paths are resolved
 * @param terminal whether somebody watches {@code err} on a terminal, so that a progress bar may be redrawn there
 */
public record Io(PrintStream out, PrintStream err, Path directory, boolean terminal) {

    /** Refuses missing parts. */
    public Io {
        Objects.requireNonNull(out);
        Objects.requireNonNull(err);
        Objects.requireNonNull(directory);
    }

    /** Returns the streams and the working directory of this process. */
    public static Io ofProcess() {
        return new Io(System.out, System.err, Path.of("").toAbsolutePath(), System.console() != null && System.console().isTerminal());
    }

    /** A path as the user wrote it, made absolute. */
    public Path resolve(String path) {
        return directory.resolve(path).normalize();
    }
}
