package org.spikewright.cli.internal;

import java.io.InputStream;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.language.server.LanguageServices;

/** Serves an editor as its language server, over standard input and output. */
public final class ServeEditor implements Command {

    /** The protocol asks for this status. */
    private static final int LEFT_WITHOUT_SHUTDOWN = 1;

    private final InputStream in;

    /** A server of the editor that speaks on that stream. */
    public ServeEditor(InputStream in) {
        this.in = in;
    }

    @Override
    public String name() {
        return "lsp";
    }

    @Override
    public String usage() {
        return "lsp";
    }

    @Override
    public String purpose() {
        return "Serves an editor as language server, over standard input and output.";
    }

    @Override
    public int run(Options options, Io io) {
        options.atMost(0);
        try {
            return new LanguageServices().serve(in, io.out()) ? ExitCode.DONE : LEFT_WITHOUT_SHUTDOWN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        }
    }
}
