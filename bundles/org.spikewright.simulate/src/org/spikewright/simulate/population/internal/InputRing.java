package org.spikewright.simulate.population.internal;

import java.util.Arrays;

/**
 * What the receptors of a partition receive in each step of a block: a row for each step, with a column for each neuron of
 * each piece and receptor. The width of a row and the number of rows are powers of 2. Before a block all rows are empty.
 */
final class InputRing {

    final int[] values;
    final int shift;
    final int columns;

    /** Room for that many columns and steps. */
    InputRing(int columns, int steps) {
        this.columns = columns;
        this.shift = shift(columns);
        this.values = new int[Math.multiplyExact(Integer.highestOneBit(2 * steps - 1), 1 << shift)];
    }

    /** The power of 2 that holds that many columns. */
    static int shift(int columns) {
        return 32 - Integer.numberOfLeadingZeros(Math.max(64, columns) - 1);
    }

    int stride() {
        return 1 << shift;
    }

    /** Empties the first rows. */
    void clear(int steps) {
        for (int s = 0; s < steps; s++) {
            Arrays.fill(values, s << shift, (s << shift) + columns, 0);
        }
    }
}
