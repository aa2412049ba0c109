package org.spikewright.kernel;

import java.util.Arrays;

/**
 * A sparse matrix as one list of columns for each row, in ascending order: spikes as lists. Entries are 1 unless the
 * matrix is {@link #valued()}. Storage grows and is used again; not for use by several threads at once while it is
 * filled.
 *
 * <p>The arrays are handed out for inner loops: row {@code r} holds the entries from {@code offsets()[r]} to
 * {@code offsets()[r + 1]} of {@link #columns()} and {@link #values()}.
 */
public final class SparseRows {

    private final boolean valued;
    private int rows;
    private int[] offsets = new int[1];
    private int[] columns = new int[0];
    private float[] values = new float[0];

    /** An empty matrix whose entries are all 1 or, where {@code valued}, have values of their own. */
    public SparseRows(boolean valued) {
        this.valued = valued;
    }

    /** Whether entries have values; otherwise each is 1. */
    public boolean valued() {
        return valued;
    }

    /** How many rows have been filled. */
    public int rows() {
        return rows;
    }

    /** How many entries the rows have. */
    public int entries() {
        return offsets[rows];
    }

    /** Where each row starts; one longer than the rows. */
    public int[] offsets() {
        return offsets;
    }

    /** The columns of the entries. */
    public int[] columns() {
        return columns;
    }

    /** The values of the entries; of no meaning unless {@link #valued()}. */
    public float[] values() {
        return values;
    }

    /** Removes all rows. */
    public void clear() {
        rows = 0;
    }

    /** Makes room for that many more rows and entries; it may replace the arrays, so call it before asking for them. */
    public void reserve(int moreRows, int moreEntries) {
        int entries = entries() + moreEntries;
        if (rows + moreRows >= offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(rows + moreRows + 1, 2 * offsets.length));
        }
        if (entries > columns.length) {
            columns = Arrays.copyOf(columns, Math.max(entries, columns.length + columns.length / 2));
        }
        if (valued && entries > values.length) {
            values = Arrays.copyOf(values, columns.length);
        }
    }

    /** Ends the next row at that entry. */
    public void endRow(int entry) {
        offsets[++rows] = entry;
    }

    /** Takes that many rows as filled, after their ends and entries have been written into the arrays. */
    public void addRows(int more) {
        rows += more;
    }

    /** Makes this some columns of another matrix, from one to before another, which count from 0 here. */
    public void columns(SparseRows other, int from, int to) {
        clear();
        reserve(other.rows, other.entries());
        int at = 0;
        for (int r = 0; r < other.rows; r++) {
            for (int k = other.offsets[r]; k < other.offsets[r + 1]; k++) {
                if (other.columns[k] >= from && other.columns[k] < to) {
                    columns[at] = other.columns[k] - from;
                    if (valued) {
                        values[at] = other.values[k];
                    }
                    at++;
                }
            }
            endRow(at);
        }
    }

    /** Makes this the transpose of another matrix, which has {@code width} columns. */
    public void transpose(SparseRows other, int width) {
        clear();
        reserve(width, other.entries());
        rows = width;
        Arrays.fill(offsets, 0, width + 1, 0);
        int entries = other.entries();
        for (int k = 0; k < entries; k++) {
            offsets[other.columns[k] + 1]++;
        }
        for (int c = 0; c < width; c++) {
            offsets[c + 1] += offsets[c];
        }
        for (int r = 0; r < other.rows; r++) {
            for (int k = other.offsets[r]; k < other.offsets[r + 1]; k++) {
                int at = offsets[other.columns[k]]++;
                columns[at] = r;
                if (valued) {
                    values[at] = other.values[k];
                }
            }
        }
        // Filling moved each start to the next row's.
        System.arraycopy(offsets, 0, offsets, 1, width);
        offsets[0] = 0;
    }
}
