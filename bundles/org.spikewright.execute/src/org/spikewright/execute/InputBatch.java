package org.spikewright.execute;

import org.spikewright.kernel.SparseRows;

/** The samples that a network receives, as they are encoded. Used by several threads at once. */
public interface InputBatch {

    /** How many samples. */
    int size();

    /** Time steps of a sample. */
    int steps();

    /** Whether the entries of its lists have values; otherwise each is 1. */
    boolean valued();

    /**
     * Lists some samples.
     *
     * @param from the first
     * @param count how many
     * @param rows receives a row for each step of each sample, or one for each sample that is the same in all steps
     */
    void list(int from, int count, SparseRows rows);
}
