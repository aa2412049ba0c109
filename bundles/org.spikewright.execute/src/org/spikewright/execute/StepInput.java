package org.spikewright.execute;

import org.spikewright.kernel.SparseRows;

/** What some samples receive, one step after the other. */
final class StepInput {

    private final SparseRows all;
    private final SparseRows one;
    private final int samples;

    private StepInput(SparseRows all, int samples) {
        this.all = all;
        this.one = new SparseRows(all.valued());
        this.samples = samples;
    }

    static StepInput of(InputBatch batch, int from, int samples) {
        SparseRows all = new SparseRows(batch.valued());
        batch.list(from, samples, all);
        return new StepInput(all, samples);
    }

    /** A row for each sample. */
    SparseRows step(int t) {
        int steps = all.rows() / samples;
        if (steps == 1) {
            return all;
        }
        one.clear();
        for (int sample = 0; sample < samples; sample++) {
            int from = all.offsets()[sample * steps + t];
            int count = all.offsets()[sample * steps + t + 1] - from;
            one.reserve(1, count);
            int at = one.entries();
            System.arraycopy(all.columns(), from, one.columns(), at, count);
            if (all.valued()) {
                System.arraycopy(all.values(), from, one.values(), at, count);
            }
            one.endRow(at + count);
        }
        return one;
    }
}
