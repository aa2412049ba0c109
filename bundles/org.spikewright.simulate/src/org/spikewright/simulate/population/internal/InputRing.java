package org.spikewright.simulate.population.internal;

import java.util.Arrays;

/**
 * What the receptors of a partition receive in each step of a block: a row for each step, with a column for each neuron of
 * each piece and receptor. The width of a row and the number of rows are powers of 2. Synapses add to sums in double precision,
 * which neurons then receive in single precision. Before a block all sums are 0.
 */
final class InputRing {

    /** Bytes of rows that stay near: about the second cache of one processor. */
    private static final int NEAR = 1 << 19;
    /** Columns that are handed over at a time. */
    private static final int PART = 512;

    /** What has arrived so far. */
    final double[] sums;
    /** What neurons receive, once {@link #settle} was called. */
    final float[] received;
    final int shift;
    final int columns;
    /** Rows of {@link #received} that need not be 0. */
    private int filled;

    /** Room for that many columns and steps. */
    InputRing(int columns, int steps) {
        this.columns = columns;
        this.shift = shift(columns);
        this.sums = new double[Math.multiplyExact(Integer.highestOneBit(2 * steps - 1), 1 << shift)];
        this.received = new float[sums.length];
    }

    /** The power of 2 that holds that many columns. */
    static int shift(int columns) {
        return 32 - Integer.numberOfLeadingZeros(Math.max(64, columns) - 1);
    }

    /** How many rows of so many columns stay in a near cache; at least 1. */
    static int mostSteps(int columns) {
        return Math.max(1, NEAR / (Double.BYTES + Float.BYTES) >>> shift(columns));
    }

    int stride() {
        return 1 << shift;
    }

    /** Hands over the sums of the first rows, which then are 0 again. */
    void settle(int steps) {
        filled = Math.max(filled, steps);
        for (int s = 0; s < steps; s++) {
            int end = (s << shift) + columns;
            for (int from = s << shift; from < end; from += PART) {
                settle(from, Math.min(end, from + PART));
            }
        }
    }

    /** Sums are 0 again while they are still in the first cache. */
    private void settle(int from, int to) {
        for (int k = from; k < to; k++) {
            received[k] = (float) sums[k];
        }
        Arrays.fill(sums, from, to, 0);
    }

    /** Has all that is received be 0. */
    void clear() {
        for (int s = 0; s < filled; s++) {
            Arrays.fill(received, s << shift, (s << shift) + columns, 0);
        }
        filled = 0;
    }
}
