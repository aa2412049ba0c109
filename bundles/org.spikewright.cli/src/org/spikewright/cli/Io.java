package org.spikewright.cli;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.spikewright.cli.internal.UsageException;
import org.spikewright.common.Visible;

/**
 * What a command may touch of its surroundings. Characters that would steer a terminal are replaced in all that is printed; see {@link
 * Visible}.
 *
 * @param out where results go
 * @param err where complaints and progress go
 * @param directory the directory against which relative paths are resolved
 * @param terminal whether somebody watches {@code err} on a terminal, so that a progress bar may be redrawn there
 */
public record Io(PrintStream out, PrintStream err, Path directory, boolean terminal) {

    private static final int LONGEST_SENTENCE = 4000;

    /** Refuses missing parts. */
    public Io {
        out = VisibleStream.on(Objects.requireNonNull(out));
        err = VisibleStream.on(Objects.requireNonNull(err));
        Objects.requireNonNull(directory);
    }

    /** Returns the streams and the working directory of this process. */
    public static Io ofProcess() {
        return new Io(System.out, System.err, Path.of("").toAbsolutePath(), System.console() != null && System.console().isTerminal());
    }

    /** A path as the user wrote it, made absolute. */
    public Path resolve(String path) {
        try {
            return directory.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("'" + path + "' cannot be the name of a file here: " + e.getReason());
        }
    }

    /** Says in one line what is wrong. */
    public void complain(String sentence) {
        err.println("spikewright: " + Visible.line(sentence, LONGEST_SENTENCE));
    }
}
