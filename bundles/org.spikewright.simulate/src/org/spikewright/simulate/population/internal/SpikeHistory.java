package org.spikewright.simulate.population.internal;

import java.util.Arrays;

/** The latest spikes of one partition, step by step, each step's in the order of neurons. */
final class SpikeHistory {

    /** Global numbers of the neurons that fired, by step. */
    private final int[][] neurons;
    private final int[] counts;
    private final int mask;

    /** Room for that many steps at least. */
    SpikeHistory(int steps) {
        int room = Integer.highestOneBit(Math.max(1, 2 * steps - 1));
        this.neurons = new int[room][16];
        this.counts = new int[room];
        this.mask = room - 1;
    }

    /** Empties a step. */
    void begin(long step) {
        counts[(int) step & mask] = 0;
    }

    /** Adds the neurons whose bits are set. */
    void add(long step, long bits, int first) {
        int at = (int) step & mask;
        while (bits != 0) {
            if (counts[at] == neurons[at].length) {
                neurons[at] = Arrays.copyOf(neurons[at], 2 * counts[at]);
            }
            neurons[at][counts[at]++] = first + Long.numberOfTrailingZeros(bits);
            bits &= bits - 1;
        }
    }

    /** How many neurons fired in a step. */
    int count(long step) {
        return counts[(int) step & mask];
    }

    /** Who fired in a step; only the first {@link #count} count. */
    int[] neurons(long step) {
        return neurons[(int) step & mask];
    }

    /** Saves the spikes that partitions fired in some steps as if there were one partition, or restores them into the first. */
    static void transfer(SpikeHistory[] all, long from, long to, Archive archive) {
        for (long step = from; step < to; step++) {
            SpikeHistory joined = new SpikeHistory(1);
            for (SpikeHistory one : all) {
                for (int i = 0; i < one.count(step); i++) {
                    joined.add(0, 1, one.neurons(step)[i]);
                }
                one.begin(step);
            }
            int count = (int) archive.number(joined.count(0));
            int[] fired = Arrays.copyOf(joined.neurons(0), count);
            archive.ints(fired, count);
            for (int neuron : fired) {
                all[0].add(step, 1, neuron);
            }
        }
    }
}
