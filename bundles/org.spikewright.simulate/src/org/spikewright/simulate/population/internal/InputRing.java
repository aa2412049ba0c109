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
    final int shift;
    final int columns;
    /** What neurons receive where that is little: 0 but for what was handed over. Made when first needed. */
    private float[] few = new float[0];
    /** What the columns at hand receive where that is much. */
    private float[] much = new float[0];
    private float[] outside = new float[0];

    /** Room for that many columns and steps. */
    InputRing(int columns, int steps) {
        this.columns = columns;
        this.shift = shift(columns);
        this.sums = new double[Math.multiplyExact(Integer.highestOneBit(2 * steps - 1), 1 << shift)];
    }

    /** The power of 2 that holds that many columns. */
    static int shift(int columns) {
        return 32 - Integer.numberOfLeadingZeros(Math.max(64, columns) - 1);
    }

    /** How many rows of so many columns stay in a near cache; at least 1. */
    static int mostSteps(int columns) {
        return Math.max(1, NEAR / Double.BYTES >>> shift(columns));
    }

    /** What some columns receive in some steps: in step {@code s}, the numbers from {@code from + s * stride} on. */
    record Received(float[] numbers, int from, int stride) {
    }

    /** Hands over what columns receive in the first rows, whose sums then are 0 again; good until the next call. */
    Received take(int first, int count, int steps) {
        if (much.length < steps * count) {
            much = new float[Integer.highestOneBit(2 * steps * count - 1)];
        }
        for (int s = 0; s < steps; s++) {
            int row = (s << shift) + first;
            for (int k = 0; k < count; k += PART) {
                int end = Math.min(count, k + PART);
                for (int c = k; c < end; c++) {
                    much[s * count + c] = (float) sums[row + c];
                }
                // while they are still in the first cache
                Arrays.fill(sums, row + k, row + end, 0);
            }
        }
        return new Received(much, 0, count);
    }

    /** Where columns find what was handed over place by place. */
    Received few(int first) {
        return new Received(few(), first, 1 << shift);
    }

    /** Hands over what has arrived at a place; {@link #clear} takes it back. */
    void give(int place) {
        few()[place] = (float) sums[place];
    }

    private float[] few() {
        if (few.length == 0) {
            few = new float[sums.length];
        }
        return few;
    }

    /** Has what arrived at a place be 0. */
    void clear(int place) {
        few[place] = 0;
        sums[place] = 0;
    }

    /** So many zeros for what neurons receive from elsewhere; good until the next call. */
    float[] outside(int count) {
        if (outside.length < count) {
            outside = new float[count];
        }
        Arrays.fill(outside, 0, count, 0);
        return outside;
    }
}
