package org.spikewright.jobs;

import org.spikewright.common.Location;

/** Thrown where a job cannot go on. The message is one sentence that says why and what to do. */
public final class JobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Location location;

    public JobException(Location location, String message) {
        super(message);
        this.location = location;
    }

    /** Where in the model; nowhere if it is not known. */
    public Location location() {
        return location;
    }

    /** The sentence alone. */
    public String reason() {
        return super.getMessage();
    }

    @Override
    public String getMessage() {
        return location.file().isEmpty() ? super.getMessage() : location + ": " + super.getMessage();
    }
}
