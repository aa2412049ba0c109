package org.spikewright.workspace;

/**
 * How far a run has come.
 *
 * @param task what it does, in words a user reads
 * @param done units of the task that are done
 * @param total units of the task; 0 if that is unknown
 */
public record Progress(String task, long done, long total) {

    /** The share that is done, 0 to 1; negative if that is unknown. */
    public double share() {
        return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
    }
}
