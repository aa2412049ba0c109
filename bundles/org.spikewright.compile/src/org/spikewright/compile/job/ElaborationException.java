package org.spikewright.compile.job;

import org.spikewright.common.Location;

/** Thrown where a job cannot be made of what a model says. The message is one sentence that says why. */
public final class ElaborationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Location location;

    /**
     * What is wrong.
     *
     * @param location where in the model
     */
    public ElaborationException(Location location, String message) {
        super(message);
        this.location = location;
    }

    /** Where in the model. */
    public Location location() {
        return location;
    }
}
