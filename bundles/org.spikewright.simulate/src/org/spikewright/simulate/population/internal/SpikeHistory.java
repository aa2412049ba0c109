package org.spikewright.simulate.population.internal;

import java.util.Arrays;

/** The latest spikes of one partition, step by step, each step's in the order of neurons. */
final class SpikeHistory {

    /** Of a list at first: so long that the lists of two steps do not share a line of memory. */
    private static final int LENGTH = 48;

    /**
     * By step: how many neurons fired, then their global numbers. Both are in one array, which is what other threads wait for
     * to come from this one's memory.
     */
    private final int[][] lists;
    private final int mask;

    /** Room for that many steps at least. */
    SpikeHistory(int steps) {
        int room = Integer.highestOneBit(Math.max(1, 2 * steps - 1));
        this.lists = new int[room][LENGTH];
        this.mask = room - 1;
    }

    /** Empties a step. */
    void begin(long step) {
        list(step)[0] = 0;
    }

    /** Adds the neurons whose bits are set. */
    void add(long step, long bits, int first) {
        while (bits != 0) {
            int[] list = list(step);
            int last = ++list[0];
            if (last == list.length) {
                list = Arrays.copyOf(list, 2 * last);
                lists[(int) step & mask] = list;
            }
            list[last] = first + Long.numberOfTrailingZeros(bits);
            bits &= bits - 1;
        }
    }

    /** Who fired in a step: how many, then their global numbers. What comes after them does not count. */
    int[] list(long step) {
        return lists[(int) step & mask];
    }

    /** Saves the spikes that partitions fired in some steps as if there were one partition, or restores them into the first. */
    static void transfer(SpikeHistory[] all, long from, long to, Archive archive) {
        for (long step = from; step < to; step++) {
            SpikeHistory joined = new SpikeHistory(1);
            for (SpikeHistory one : all) {
                int[] list = one.list(step);
                for (int i = 1; i <= list[0]; i++) {
                    joined.add(0, 1, list[i]);
                }
                one.begin(step);
            }
            int count = (int) archive.number(joined.list(0)[0]);
            int[] fired = Arrays.copyOfRange(joined.list(0), 1, count + 1);
            archive.ints(fired, count);
            for (int neuron : fired) {
                all[0].add(step, 1, neuron);
            }
        }
    }
}
