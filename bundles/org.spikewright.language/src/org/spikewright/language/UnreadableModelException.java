package org.spikewright.language;

/**
 * Thrown for a file that is no model at all, and where an extension keeps all models from being read. The message is one sentence that
 * names the file, what is wrong, and the remedy.
 */
public final class UnreadableModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableModelException(String message) {
        super(message);
    }

    public UnreadableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
