package org.spikewright.cli;

/** What the process tells the shell when it ends. */
public final class ExitCode {

    /** Everything went as asked. */
    public static final int OK = 0;

    /** The command ran, and what it looked at has errors. */
    public static final int FAILED = 1;

    /** The command line itself is wrong. */
    public static final int USAGE = 2;

    private ExitCode() {
    }
}
