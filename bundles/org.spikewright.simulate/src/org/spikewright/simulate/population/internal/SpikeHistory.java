package org.spikewright.simulate.population.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The latest spikes of one partition, step by step, each step's in the order of neurons; one that fires several times stands
 * there as often. They are collected where nobody else
 * looks and told at once, together with the sign that others wait for: one line of memory is all that has to come from another
 * processor.
 */
final class SpikeHistory {

    /** In a list: the sign that a step is told, the step after it. */
    private static final int TOLD = 0;
    /** In a list: where its neurons end. */
    static final int END = 1;
    /** In a list: where its neurons begin. */
    static final int FIRST = 2;
    /** Of a list at first: so long that the lists of two steps do not share a line of memory. */
    private static final int LENGTH = 48;
    private static final VarHandle SIGN = MethodHandles.arrayElementVarHandle(int[].class);

    private final int[][] lists;
    /** Of spikes within a step, at the places of their neurons; else none. */
    private final float[][] fractions;
    private final int mask;
    private final boolean offGrid;
    /** What is not told yet. */
    private int[] collected = empty();
    private float[] collectedFractions;

    /**
     * Room for that many steps at least.
     *
     * @param offGrid whether spikes are fired within steps
     */
    SpikeHistory(int steps, boolean offGrid) {
        int room = Integer.highestOneBit(Math.max(1, 2 * steps - 1));
        this.lists = new int[room][];
        this.fractions = new float[room][0];
        this.mask = room - 1;
        this.offGrid = offGrid;
        this.collectedFractions = new float[offGrid ? LENGTH : 0];
        Arrays.setAll(lists, _ -> empty());
    }

    private static int[] empty() {
        int[] list = new int[LENGTH];
        list[END] = FIRST;
        return list;
    }

    /** Collects the neurons whose bits are set. */
    void add(long bits, int first) {
        while (bits != 0) {
            add(first + Long.numberOfTrailingZeros(bits));
            bits &= bits - 1;
        }
    }

    /** Collects a spike of a neuron. */
    void add(int neuron) {
        int end = collected[END]++;
        if (end == collected.length) {
            collected = Arrays.copyOf(collected, 2 * end);
        }
        collected[end] = neuron;
    }

    /** Collects who of a piece fired, by that row of its words, and when. */
    void add(Shard piece, int row) {
        int from = collected[END];
        piece.collect(row, this);
        int before = 0;
        for (int i = from; offGrid && i < collected[END]; i++) {
            before = i > from && collected[i] == collected[i - 1] ? before + 1 : 0;
            collectFraction(i, piece.fraction(collected[i] - piece.number, before));
        }
    }

    private void collectFraction(int at, float fraction) {
        if (collectedFractions.length < collected.length) {
            collectedFractions = Arrays.copyOf(collectedFractions, collected.length);
        }
        collectedFractions[at] = fraction;
    }

    /** Tells that a step is over and what was collected in it. */
    void tell(long step) {
        int[] list = list(step);
        int end = collected[END];
        if (list.length < end) {
            list = new int[collected.length];
            lists[(int) step & mask] = list;
        }
        System.arraycopy(collected, END, list, END, end - END);
        if (offGrid) {
            if (fractions[(int) step & mask].length < end) {
                fractions[(int) step & mask] = new float[collected.length];
            }
            System.arraycopy(collectedFractions, FIRST, fractions[(int) step & mask], FIRST, end - FIRST);
        }
        collected[END] = FIRST;
        SIGN.setRelease(list, TOLD, (int) step + 1);
    }

    /** Whether a step is told. */
    boolean isTold(long step) {
        return (int) SIGN.getAcquire(list(step), TOLD) == (int) step + 1;
    }

    /** The global numbers of those who fired in a step, from {@link #FIRST} to {@code list[END]}, exclusive. */
    int[] list(long step) {
        return lists[(int) step & mask];
    }

    /** After which part of a step they fired, at the places of {@link #list}; empty where all fire at the end. */
    float[] fractions(long step) {
        return fractions[(int) step & mask];
    }

    /** Saves the spikes that partitions fired in some steps as if there were one partition, or restores them into the first. */
    static void transfer(SpikeHistory[] all, long from, long to, StateCodec archive) {
        for (long step = from; step < to; step++) {
            SpikeHistory first = all[0];
            for (SpikeHistory one : all) {
                int[] list = one.list(step);
                for (int i = FIRST; i < list[END]; i++) {
                    first.join(list[i], first.offGrid ? one.fractions(step)[i] : 0);
                }
            }
            int count = (int) archive.number(first.collected[END] - FIRST);
            int[] fired = Arrays.copyOfRange(first.collected, FIRST, FIRST + count);
            archive.ints(fired, count);
            float[] parts = first.offGrid ? Arrays.copyOfRange(first.collectedFractions, FIRST, FIRST + count) : new float[0];
            archive.floats(parts);
            first.collected[END] = FIRST;
            for (int i = 0; i < count; i++) {
                first.join(fired[i], first.offGrid ? parts[i] : 0);
            }
            for (SpikeHistory one : all) {
                one.tell(step);
            }
        }
        for (SpikeHistory one : all) {
            one.forgetSigns();
        }
    }

    private void join(int neuron, float fraction) {
        add(neuron);
        if (offGrid) {
            collectFraction(collected[END] - 1, fraction);
        }
    }

    /** Steps that were told in another future are not taken for those to come. */
    private void forgetSigns() {
        for (int[] list : lists) {
            list[TOLD] = 0;
        }
    }
}
