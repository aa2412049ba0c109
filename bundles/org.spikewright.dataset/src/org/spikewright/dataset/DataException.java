package org.spikewright.dataset;

/** Data that cannot be had or read. The message is one sentence that names the file, what is wrong, and the remedy. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With that message. */
    public DataException(String message) {
        super(message);
    }

    /** With that message and what led to it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
