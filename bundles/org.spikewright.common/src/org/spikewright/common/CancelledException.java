package org.spikewright.common;

/** Thrown by {@link Work#checkCancelled()}: the user asked to stop. Cancelling is a result, not an error. */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception without a stack trace: where the work stood when it was cancelled is of no interest. */
    public CancelledException() {
        super("cancelled", null, false, false);
    }
}
