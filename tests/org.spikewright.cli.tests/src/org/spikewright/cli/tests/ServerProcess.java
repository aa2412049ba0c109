package org.spikewright.cli.tests;

import java.nio.file.Path;
import org.spikewright.cli.Cli;
import org.spikewright.cli.Io;

/** The command line {@code lsp} as a process of its own, as the launcher starts it. */
public final class ServerProcess {

    private ServerProcess() {
    }

    /** Serves until its input ends. */
    public static void main(String[] arguments) {
        Cli cli = new Cli(() -> {
            throw new IllegalStateException("a language server runs no jobs");
        });
        System.exit(cli.run(new String[] {"lsp"}, new Io(System.out, System.err, Path.of(""), false)));
    }
}
