package org.spikewright.workspace;

/** Hears of runs, on whatever thread they run. */
public interface RunListener {

    /** A run has started or was found. */
    void added(Run run);

    /** A run has come further, or has ended. */
    void changed(Run run);

    /** The record of a run was deleted, or its project closed. */
    void removed(Run run);
}
