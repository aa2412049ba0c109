package org.spikewright.cli.internal;

/** Thrown where the command line names a file or folder that must not or cannot be used so. The message is one sentence. */
public final class UnusablePathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusablePathException(String message) {
        super(message);
    }
}
