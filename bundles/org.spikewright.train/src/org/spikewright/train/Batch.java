package org.spikewright.train;

import org.spikewright.dataset.EncodedSamples;
import org.spikewright.kernel.SparseRows;

/**
 * Some samples of a data set in the order of a list.
 *
 * @param data the data set
 * @param epoch in which it is used
 * @param order indices of samples
 * @param from where in {@code order} this batch starts
 * @param size how many samples
 */
public record Batch(EncodedSamples data, int epoch, int[] order, int from, int size) {

    /** The class of a sample of this batch. */
    public int label(int i) {
        return data.samples().label(order[from + i]);
    }

    /**
     * Encodes a sample of this batch.
     *
     * @param scratch at least as long as a sample
     * @param rows receives one row for each of the encoder's lists
     */
    public void encode(int i, float[] scratch, SparseRows rows) {
        int lists = data.encoder().lists();
        rows.reserve(lists, lists * data.inputs());
        data.encode(order[from + i], epoch, scratch, rows.offsets(), rows.rows() + 1, rows.columns(), rows.values(),
                rows.entries());
        rows.addRows(lists);
    }
}
