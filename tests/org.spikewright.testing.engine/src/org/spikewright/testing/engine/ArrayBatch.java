package org.spikewright.testing.engine;

import org.spikewright.execute.InputBatch;
import org.spikewright.kernel.SparseRows;

/**
 * Samples from an array.
 *
 * @param values by sample and step; one step only where they are the same in all
 * @param steps how many steps are run
 */
public record ArrayBatch(float[][][] values, int steps) implements InputBatch {

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean valued() {
        return true;
    }

    @Override
    public void list(int from, int count, SparseRows rows) {
        for (int sample = from; sample < from + count; sample++) {
            for (float[] row : values[sample]) {
                rows.reserve(1, row.length);
                int at = rows.entries();
                for (int i = 0; i < row.length; i++) {
                    if (row[i] != 0) {
                        rows.columns()[at] = i;
                        rows.values()[at++] = row[i];
                    }
                }
                rows.endRow(at);
            }
        }
    }
}
