package org.spikewright.train;

import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.execute.InputBatch;
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
public record Batch(EncodedSamples data, int epoch, int[] order, int from, int size) implements InputBatch {

    /** All samples of a data set, in their order. */
    public static Batch all(EncodedSamples data) {
        int count = data.samples().size();
        return new Batch(data, 0, IntStream.range(0, count).toArray(), 0, count);
    }

    /** The class of a sample of this batch. */
    public int label(int i) {
        return data.samples().label(order[from + i]);
    }

    /** What is right for a sample of this batch. */
    public Answer answer(int i) {
        if (data.samples().targets() == 0) {
            return new Answer.Label(data.samples().label(order[from + i]));
        }
        float[] wanted = new float[data.samples().targets()];
        data.samples().target(order[from + i], wanted);
        if (!data.samples().isMasked()) {
            return new Answer.Numbers(wanted);
        }
        float[] counts = new float[wanted.length];
        data.samples().mask(order[from + i], counts);
        return new Answer.Numbers(wanted, Optional.of(counts));
    }

    @Override
    public int steps() {
        return data.encoder().steps();
    }

    @Override
    public boolean valued() {
        return data.encoder().valued();
    }

    @Override
    public void list(int first, int count, SparseRows rows) {
        float[] scratch = new float[data.samples().length()];
        int lists = data.encoder().lists();
        for (int i = first; i < first + count; i++) {
            rows.reserve(lists, lists * data.inputs());
            data.encode(order[from + i], epoch, scratch, rows.offsets(), rows.rows() + 1, rows.columns(), rows.values(), rows.entries());
            rows.addRows(lists);
        }
    }
}
