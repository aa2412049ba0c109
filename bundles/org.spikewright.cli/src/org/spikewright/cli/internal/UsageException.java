package org.spikewright.cli.internal;

/** Thrown where a command's arguments are wrong. The message says how. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
