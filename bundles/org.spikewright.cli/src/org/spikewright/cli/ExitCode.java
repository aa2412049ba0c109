package org.spikewright.cli;

/** What the process tells the shell when it ends. */
public final class ExitCode {

    /** Everything went as asked. */
    public static final int DONE = 0;

    /** The model has findings of severity error. */
    public static final int FINDINGS = 1;

    /** The command line itself is wrong, or names a file that is no model. */
    public static final int USAGE = 2;

    /** A job failed. */
    public static final int FAILED = 3;

    /** All ran, and something that the model expects of its metrics does not hold. */
    public static final int UNMET = 4;

    /** The user stopped it. */
    public static final int CANCELLED = 130;

    private ExitCode() {
    }
}
