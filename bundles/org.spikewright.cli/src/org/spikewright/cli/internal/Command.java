package org.spikewright.cli.internal;

import java.util.Set;
import org.spikewright.cli.Io;

/** One command of the command line. */
public interface Command {

    /** The word that calls it. */
    String name();

    /** Its arguments, as the usage shows them, its name first. */
    String usage();

    /** What it does, in one sentence. */
    String purpose();

    /** The options that it knows; each takes a value. */
    default Set<String> options() {
        return Set.of();
    }

    /**
     * Runs it.
     *
     * @return the exit code
     * @throws UsageException if the arguments are wrong
     */
    int run(Options options, Io io);
}
