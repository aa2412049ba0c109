package org.spikewright.cli;

import java.util.List;

/** The command line, without the process around it. */
public final class Cli {

    private static final List<String> COMMANDS = List.of("check", "run", "describe", "report", "list", "lsp");

    /**
     * Runs one command line.
     *
     * @param args the name of a command and its arguments
     * @param io the command's surroundings
     * @return the exit code of the process
     */
    public int run(String[] args, Io io) {
        if (args.length == 0) {
            printUsage(io);
            return ExitCode.USAGE;
        }
        if (args[0].equals("--help")) {
            printUsage(io);
            return ExitCode.OK;
        }
        if (!COMMANDS.contains(args[0])) {
            io.err().println("spikewright: there is no command '" + args[0] + "'");
        }
        printUsage(io);
        return ExitCode.USAGE;
    }

    private static void printUsage(Io io) {
        io.err().println("Usage: spikewright (" + String.join(" | ", COMMANDS) + " | ide) [ARGUMENT...]");
    }
}
