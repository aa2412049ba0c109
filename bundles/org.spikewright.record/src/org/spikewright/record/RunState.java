package org.spikewright.record;

/** How a run stands. */
public enum RunState {
    RUNNING, DONE, FAILED, CANCELLED,

    /** Whoever ran it was ended before it could end its record: a record says this of itself only to readers. */
    INTERRUPTED;

    /** The word that users read. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
