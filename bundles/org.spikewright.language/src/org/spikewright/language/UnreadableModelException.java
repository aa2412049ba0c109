package org.spikewright.language;

/** Thrown for a file that is no model at all. The message is one sentence that names the file, what is wrong, and the remedy. */
public final class UnreadableModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableModelException(String message) {
        super(message);
    }
}
