package org.spikewright.record;

/** How a run stands. */
public enum RunState {
    RUNNING, DONE, FAILED, CANCELLED;

    /** The word that users read. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
