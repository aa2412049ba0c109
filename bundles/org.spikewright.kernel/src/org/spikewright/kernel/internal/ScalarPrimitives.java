package org.spikewright.kernel.internal;

import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;

/**
 * The primitives in plain Java. The inner loops run along rows, which the JIT compiler may turn into vectors by itself.
 */
public final class ScalarPrimitives implements Primitives {

    @Override
    public String description() {
        return "plain Java";
    }

    @Override
    public boolean vectorised() {
        return false;
    }

    @Override
    public void gather(SparseRows lists, int from, int to, float[] matrix, int width, float[] out, int row) {
        int[] offsets = lists.offsets();
        int[] columns = lists.columns();
        float[] values = lists.values();
        for (int i = from; i < to; i++) {
            int sum = (row + i - from) * width;
            for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                int source = columns[k] * width;
                if (lists.valued()) {
                    addScaled(values[k], matrix, source, out, sum, width);
                } else {
                    add(matrix, source, out, sum, width);
                }
            }
        }
    }

    @Override
    public void product(int m, int k, int n, Factor a, Factor b, float[] c, int cFrom, int pitch) {
        float[] row = new float[n];
        for (int p = 0; p < k; p++) {
            int source = b.from() + p * b.down();
            for (int j = 0; j < n; j++) {
                row[j] = b.values()[source + j * b.across()];
            }
            for (int i = 0; i < m; i++) {
                addScaled(a.values()[a.from() + i * a.down() + p * a.across()], row, 0, c, cFrom + i * pitch, n);
            }
        }
    }

    @Override
    public void list(float[] values, int from, int rows, int width, SparseRows lists) {
        lists.reserve(rows, rows * width);
        int at = lists.entries();
        int[] columns = lists.columns();
        float[] entries = lists.values();
        for (int r = 0; r < rows; r++) {
            int start = from + r * width;
            for (int j = 0; j < width; j++) {
                float value = values[start + j];
                if (value != 0) {
                    columns[at] = j;
                    if (lists.valued()) {
                        entries[at] = value;
                    }
                    at++;
                }
            }
            lists.endRow(at);
        }
    }

    private static void add(float[] matrix, int source, float[] out, int target, int width) {
        for (int j = 0; j < width; j++) {
            out[target + j] += matrix[source + j];
        }
    }

    private static void addScaled(float factor, float[] matrix, int source, float[] out, int target, int width) {
        for (int j = 0; j < width; j++) {
            out[target + j] = Math.fma(factor, matrix[source + j], out[target + j]);
        }
    }
}
