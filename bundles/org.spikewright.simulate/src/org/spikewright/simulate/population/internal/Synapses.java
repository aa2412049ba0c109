package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The static synapses that end in one partition, by source and then by delay. A synapse with weight and delay of its own
 * takes 8 bytes: the low half is its delay and column as they add up to a place in the rows, the high half its weight.
 * Synapses that share weight and delay take 2 bytes.
 *
 * <p>A spike is delivered when it arrives: in each block of steps, those synapses of its source are visited whose delay ends
 * in the block. Only the rows of the block are written, which stay in the nearest cache, and what is under way needs no
 * memory but the list of spikes.
 *
 * <p>Sums are the same on any number of threads, for one of two reasons ({@link Quanta}). Weights at a receptor may be multiples
 * of one quantum, so large that all sums that can arrive in one step are exact in double precision; spikes are then taken in the
 * order that is quickest. Where the weights of a receptor are too far apart for that, spikes are taken in the order of time and
 * source, one after the other.
 */
final class Synapses {

    /**
     * Synapses of one source population that share delay, receptor and weight.
     *
     * @param first global number of the first source
     * @param ends where each source's columns end; one entry more than sources, from 0
     * @param columns of all targets
     * @param weight what each adds
     * @param delay in whole steps
     * @param rest by how many parts of a step it is longer, where spikes are fired within steps
     */
    record Shared(int first, int[] ends, char[] columns, double weight, int delay, float rest) {
    }

    /** Lists of this length and more are taken together as they come. */
    private static final int LENGTHS = 1024;

    /** So few lists are taken as they come. */
    private static final int FEW = 32;
    /** Lists whose memory is asked for together. */
    private static final int ASKED = 32;
    /** Synapses in a line of memory, and lines at the start of a list that are asked for; later ones come in time. */
    private static final int LINE = 8;
    private static final int LINES = 6;
    /** Places that are filled in the time in which one is found from a synapse. */
    private static final int FILLED = 6;

    private final int[] starts;
    private final int shortest;
    private final int delays;
    private final boolean ordered;
    private final long[] own;
    private final Shared[] shared;
    private final int[] places = new int[LENGTHS + 1];
    private int[] from = new int[64];
    private int[] length = new int[64];
    private int[] base = new int[64];
    /** Lists to be delivered, by length. */
    private int[] order = new int[64];
    private int count;
    /** Where the lists of each group end: first the synapses of their own, then those shared. */
    private final int[] ends;
    /** Synapses of all lists. */
    private long events;
    /** What was asked for, so that asking is not left out. */
    @SuppressWarnings("unused")
    private long asked;

    /**
     * Those synapses.
     *
     * @param starts where the synapses of each source and delay start: {@code [source][delay - shortest]}, sources by their
     *               global numbers, and one entry more
     * @param shortest delay in steps
     * @param delays how many different delays there may be
     * @param ordered whether spikes must be taken in order
     * @param own synapses with weight and delay of their own
     */
    Synapses(int[] starts, int shortest, int delays, boolean ordered, long[] own, Shared[] shared) {
        this.starts = starts;
        this.shortest = shortest;
        this.delays = delays;
        this.ordered = ordered;
        this.own = own;
        this.shared = shared;
        this.ends = new int[shared.length + 1];
    }

    long count() {
        long sum = own.length;
        for (Shared group : shared) {
            sum += group.columns.length;
        }
        return sum;
    }

    long bytes() {
        long bytes = 8L * own.length + 4L * starts.length;
        for (Shared group : shared) {
            bytes += 2L * group.columns.length + 4L * group.ends.length;
        }
        return bytes;
    }

    /** Delivers what arrives in the block of {@code steps} from step {@code start} on. */
    void deliver(SpikeHistory[] spikes, long start, int steps, InputRing rows) {
        count = 0;
        events = 0;
        if (own.length > 0) {
            for (long fired = Math.max(0, start - shortest - delays + 1); fired < start; fired++) {
                int age = (int) (start - fired);
                int first = Math.max(0, age - shortest);
                int last = Math.min(delays - 1, age + steps - 1 - shortest);
                if (first <= last) {
                    for (SpikeHistory history : spikes) {
                        visitOwn(history.list(fired), first, last + 1, -age << rows.shift);
                    }
                }
            }
            sort(0);
            deliverOwn(rows.sums);
        }
        ends[0] = count;
        for (int g = 0; g < shared.length; g++) {
            Shared group = shared[g];
            for (long fired = Math.max(0, start - group.delay); fired < start - group.delay + steps; fired++) {
                for (SpikeHistory history : spikes) {
                    visitShared(history.list(fired), group,
                            (int) (fired + group.delay - start) << rows.shift);
                }
            }
            sort(ends[g]);
            deliverShared(group, ends[g], rows.sums);
            ends[g + 1] = count;
        }
    }

    /**
     * Delivers what arrives in a step of spikes that were fired within steps: in the order of delays and sources, so that sums do
     * not depend on partitions.
     */
    void deliverParts(SpikeHistory[] spikes, long start, WithinSteps within, InputRing rows) {
        // All rows are emptied afterwards.
        events = Long.MAX_VALUE;
        for (int d = 0; d < delays && own.length > 0; d++) {
            for (int later = 0; later <= 1; later++) {
                for (SpikeHistory history : spikes) {
                    ownParts(history, start - shortest - d - later, d, later, within, rows);
                }
            }
        }
        for (Shared group : shared) {
            for (int later = 0; later <= 1; later++) {
                for (SpikeHistory history : spikes) {
                    sharedParts(history, start - group.delay - later, group, later, within, rows.sums);
                }
            }
        }
    }

    /** Of spikes that were fired in a step: those whose delay ends in the step after as many whole ones, or in the one {@code later}. */
    private void ownParts(SpikeHistory history, long step, int delay, int later, WithinSteps within, InputRing rows) {
        if (step < 0) {
            return;
        }
        int[] fired = history.list(step);
        float[] fractions = history.fractions(step);
        int mask = (1 << rows.shift) - 1;
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            int list = fired[i] * delays + delay;
            for (int k = starts[list]; k < starts[list + 1]; k++) {
                double part = (double) fractions[i] + within.rests()[k] - later;
                if (isWithin(part, later)) {
                    within.arrive((int) own[k] & mask, weight(own[k]), part, rows.sums);
                }
            }
        }
    }

    private static void sharedParts(SpikeHistory history, long step, Shared group, int later, WithinSteps within, double[] rows) {
        if (step < 0) {
            return;
        }
        int[] fired = history.list(step);
        float[] fractions = history.fractions(step);
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            int source = fired[i] - group.first;
            double part = (double) fractions[i] + group.rest - later;
            if (source >= 0 && source < group.ends.length - 1 && isWithin(part, later)) {
                for (int k = group.ends[source]; k < group.ends[source + 1]; k++) {
                    within.arrive(group.columns[k], group.weight, part, rows);
                }
            }
        }
    }

    /** A spike that arrives exactly between two steps arrives at the end of the first. */
    private static boolean isWithin(double part, int later) {
        return part <= 1 && (later == 0 || part > 0);
    }

    /** Hands over what was delivered place by place if that is little; otherwise false. */
    boolean give(int steps, InputRing rows) {
        if (isMuch(steps, rows)) {
            return false;
        }
        each(rows.sums.length - 1, rows::give);
        return true;
    }

    /** Has the rows be 0 again after {@link #give}. */
    void clear(InputRing rows) {
        each(rows.sums.length - 1, rows::clear);
    }

    private boolean isMuch(int steps, InputRing rows) {
        return events > (long) steps * rows.columns / FILLED;
    }

    /** All places that were written, some of them several times. */
    private void each(int mask, IntConsumer place) {
        for (int v = 0; v < ends[0]; v++) {
            for (int k = from[v]; k < from[v] + length[v]; k++) {
                place.accept(base[v] + (int) own[k] & mask);
            }
        }
        for (int g = 0; g < shared.length; g++) {
            char[] columns = shared[g].columns;
            for (int v = ends[g]; v < ends[g + 1]; v++) {
                for (int k = from[v]; k < from[v] + length[v]; k++) {
                    place.accept(base[v] + columns[k] & mask);
                }
            }
        }
    }

    private void visitOwn(int[] fired, int first, int end, int row) {
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            int list = fired[i] * delays;
            visit(starts[list + first], starts[list + end], row);
        }
    }

    private void visitShared(int[] fired, Shared group, int row) {
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            int source = fired[i] - group.first;
            if (source >= 0 && source < group.ends.length - 1) {
                visit(group.ends[source], group.ends[source + 1], row);
            }
        }
    }

    private void visit(int first, int end, int row) {
        if (first == end) {
            return;
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            length = Arrays.copyOf(length, 2 * count);
            base = Arrays.copyOf(base, 2 * count);
            order = Arrays.copyOf(order, 2 * count);
        }
        from[count] = first;
        base[count] = row;
        length[count++] = end - first;
        events += end - first;
    }

    /** Puts lists of about one length beside each other; a few lists are not worth the trouble. */
    private void sort(int first) {
        if (ordered || count - first < FEW) {
            for (int v = first; v < count; v++) {
                order[v] = v;
            }
            return;
        }
        Arrays.fill(places, 0);
        places[0] = first;
        for (int v = first; v < count; v++) {
            places[Math.min(length[v], LENGTHS - 1) + 1]++;
        }
        for (int l = 0; l < LENGTHS; l++) {
            places[l + 1] += places[l];
        }
        for (int v = first; v < count; v++) {
            order[places[Math.min(length[v], LENGTHS - 1)]++] = v;
        }
    }

    /** Some lists at a time: first their memory is asked for, all at once, then four lists are delivered at once. */
    private void deliverOwn(double[] rows) {
        if (ordered) {
            for (int v = 0; v < count; v++) {
                one(own, rows, from[v], from[v] + length[v], base[v]);
            }
            return;
        }
        for (int first = 0; first < count; first += ASKED) {
            int last = Math.min(count, first + ASKED);
            ask(first, last);
            deliverOwn(first, last, rows);
        }
    }

    private void ask(int first, int last) {
        long sum = 0;
        for (int v = first; v < last; v++) {
            int w = order[v];
            int end = from[w] + Math.min(length[w], LINE * LINES);
            for (int k = from[w]; k < end; k += LINE) {
                sum += own[k];
            }
            sum += own[end - 1];
        }
        asked = sum;
    }

    private void deliverOwn(int first, int last, double[] rows) {
        int v = first;
        for (; v + 4 <= last; v += 4) {
            int v0 = order[v];
            int v1 = order[v + 1];
            int v2 = order[v + 2];
            int v3 = order[v + 3];
            int both = Math.min(Math.min(length[v0], length[v1]), Math.min(length[v2], length[v3]));
            four(own, rows, both, from[v0], from[v1], from[v2], from[v3], base[v0], base[v1], base[v2], base[v3]);
            for (int k = v; k < v + 4; k++) {
                int w = order[k];
                one(own, rows, from[w] + both, from[w] + length[w], base[w]);
            }
        }
        for (; v < last; v++) {
            int w = order[v];
            one(own, rows, from[w], from[w] + length[w], base[w]);
        }
    }

    private void deliverShared(Shared group, int first, double[] rows) {
        char[] columns = group.columns;
        double weight = group.weight;
        int v = first;
        for (; !ordered && v + 4 <= count; v += 4) {
            int v0 = order[v];
            int v1 = order[v + 1];
            int v2 = order[v + 2];
            int v3 = order[v + 3];
            int both = Math.min(Math.min(length[v0], length[v1]), Math.min(length[v2], length[v3]));
            four(columns, weight, rows, both, from[v0], from[v1], from[v2], from[v3], base[v0], base[v1], base[v2],
                    base[v3]);
            for (int k = v; k < v + 4; k++) {
                int w = order[k];
                one(columns, weight, rows, from[w] + both, from[w] + length[w], base[w]);
            }
        }
        for (; v < count; v++) {
            int w = order[v];
            one(columns, weight, rows, from[w], from[w] + length[w], base[w]);
        }
    }

    private static float weight(long synapse) {
        return Float.intBitsToFloat((int) (synapse >>> 32));
    }

    private static void four(long[] own, double[] rows, int length, int from0, int from1, int from2, int from3,
            int base0, int base1, int base2, int base3) {
        int mask = rows.length - 1;
        for (int k = 0; k < length; k++) {
            long x0 = own[from0 + k];
            long x1 = own[from1 + k];
            long x2 = own[from2 + k];
            long x3 = own[from3 + k];
            rows[base0 + (int) x0 & mask] += weight(x0);
            rows[base1 + (int) x1 & mask] += weight(x1);
            rows[base2 + (int) x2 & mask] += weight(x2);
            rows[base3 + (int) x3 & mask] += weight(x3);
        }
    }

    private static void one(long[] own, double[] rows, int from, int to, int base) {
        int mask = rows.length - 1;
        for (int k = from; k < to; k++) {
            long x = own[k];
            rows[base + (int) x & mask] += weight(x);
        }
    }

    private static void four(char[] columns, double weight, double[] rows, int length, int from0, int from1, int from2,
            int from3, int base0, int base1, int base2, int base3) {
        int mask = rows.length - 1;
        for (int k = 0; k < length; k++) {
            rows[base0 + columns[from0 + k] & mask] += weight;
            rows[base1 + columns[from1 + k] & mask] += weight;
            rows[base2 + columns[from2 + k] & mask] += weight;
            rows[base3 + columns[from3 + k] & mask] += weight;
        }
    }

    private static void one(char[] columns, double weight, double[] rows, int from, int to, int base) {
        int mask = rows.length - 1;
        for (int k = from; k < to; k++) {
            rows[base + columns[k] & mask] += weight;
        }
    }
}
