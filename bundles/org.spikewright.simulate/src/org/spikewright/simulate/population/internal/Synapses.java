package org.spikewright.simulate.population.internal;

import java.util.Arrays;

/**
 * The static synapses that end in one partition, by source and then by delay. A synapse with weight and delay of its own
 * takes 8 bytes: the low half is its delay and column as they add up to a place in the rows, the high half its weight.
 * Synapses that share weight and delay take 2 bytes.
 *
 * <p>A spike is delivered when it arrives: in each block of steps, those synapses of its source are visited whose delay ends
 * in the block. Only the rows of the block are written, which stay in the nearest cache, and what is under way needs no
 * memory but the list of spikes.
 *
 * <p>Weights are whole numbers in a unit that each receptor has, so small that the largest sum that can arrive in one step
 * just fits 32 bits. Sums are thus exact, and the same in whatever order spikes are delivered.
 */
final class Synapses {

    /**
     * Synapses of one source population that share delay, receptor and weight.
     *
     * @param first global number of the first source
     * @param ends where each source's columns end; one entry more than sources, from 0
     * @param columns of all targets
     * @param weight in the receptor's unit
     * @param delay in steps
     */
    record Shared(int first, int[] ends, char[] columns, int weight, int delay) {
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
     * @param own synapses with weight and delay of their own
     */
    Synapses(int[] starts, int shortest, int delays, long[] own, Shared[] shared) {
        this.starts = starts;
        this.shortest = shortest;
        this.delays = delays;
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
            deliverOwn(rows.values);
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
            deliverShared(group, ends[g], rows.values);
            ends[g + 1] = count;
        }
    }

    /**
     * Delivers what counts at the end of a step of spikes that were fired within steps: an arrival after some part of a step counts
     * that part at the step's end, and the rest at its start, which is the end of the step before.
     */
    void deliverParts(SpikeHistory[] spikes, long start, InputRing rows) {
        // All rows are emptied afterwards.
        events = Long.MAX_VALUE;
        for (SpikeHistory history : spikes) {
            for (int d = 0; d < delays && own.length > 0; d++) {
                ownParts(history, start - shortest - d, d, false, rows);
                ownParts(history, start - shortest - d + 1, d, true, rows);
            }
            for (Shared group : shared) {
                sharedParts(history, start - group.delay, group, false, rows.values);
                sharedParts(history, start - group.delay + 1, group, true, rows.values);
            }
        }
    }

    private void ownParts(SpikeHistory history, long step, int delay, boolean rest, InputRing rows) {
        if (step < 0) {
            return;
        }
        int[] fired = history.list(step);
        float[] fractions = history.fractions(step);
        int mask = rows.values.length - 1;
        int base = -(shortest + delay) << rows.shift;
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            double part = rest ? 1 - fractions[i] : fractions[i];
            int list = fired[i] * delays + delay;
            for (int k = starts[list]; k < starts[list + 1]; k++) {
                rows.values[base + (int) own[k] & mask] += (int) Math.rint((int) (own[k] >>> 32) * part);
            }
        }
    }

    private static void sharedParts(SpikeHistory history, long step, Shared group, boolean rest, int[] rows) {
        if (step < 0) {
            return;
        }
        int[] fired = history.list(step);
        float[] fractions = history.fractions(step);
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            int source = fired[i] - group.first;
            if (source >= 0 && source < group.ends.length - 1) {
                double part = rest ? 1 - fractions[i] : fractions[i];
                one(group.columns, (int) Math.rint(group.weight * part), rows, group.ends[source], group.ends[source + 1], 0);
            }
        }
    }

    /** Empties the rows again: only what was written, where that was little. */
    void undo(int steps, InputRing rows) {
        if (events > (long) steps * rows.columns / FILLED) {
            rows.clear(steps);
            return;
        }
        int[] values = rows.values;
        int mask = values.length - 1;
        for (int v = 0; v < ends[0]; v++) {
            for (int k = from[v]; k < from[v] + length[v]; k++) {
                values[base[v] + (int) own[k] & mask] = 0;
            }
        }
        for (int g = 0; g < shared.length; g++) {
            char[] columns = shared[g].columns;
            for (int v = ends[g]; v < ends[g + 1]; v++) {
                for (int k = from[v]; k < from[v] + length[v]; k++) {
                    values[base[v] + columns[k] & mask] = 0;
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
        if (count - first < FEW) {
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
    private void deliverOwn(int[] rows) {
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

    private void deliverOwn(int first, int last, int[] rows) {
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

    private void deliverShared(Shared group, int first, int[] rows) {
        char[] columns = group.columns;
        int weight = group.weight;
        int v = first;
        for (; v + 4 <= count; v += 4) {
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

    private static void four(long[] own, int[] rows, int length, int from0, int from1, int from2, int from3,
            int base0, int base1, int base2, int base3) {
        int mask = rows.length - 1;
        for (int k = 0; k < length; k++) {
            long x0 = own[from0 + k];
            long x1 = own[from1 + k];
            long x2 = own[from2 + k];
            long x3 = own[from3 + k];
            rows[base0 + (int) x0 & mask] += (int) (x0 >>> 32);
            rows[base1 + (int) x1 & mask] += (int) (x1 >>> 32);
            rows[base2 + (int) x2 & mask] += (int) (x2 >>> 32);
            rows[base3 + (int) x3 & mask] += (int) (x3 >>> 32);
        }
    }

    private static void one(long[] own, int[] rows, int from, int to, int base) {
        int mask = rows.length - 1;
        for (int k = from; k < to; k++) {
            long x = own[k];
            rows[base + (int) x & mask] += (int) (x >>> 32);
        }
    }

    private static void four(char[] columns, int weight, int[] rows, int length, int from0, int from1, int from2,
            int from3, int base0, int base1, int base2, int base3) {
        int mask = rows.length - 1;
        for (int k = 0; k < length; k++) {
            rows[base0 + columns[from0 + k] & mask] += weight;
            rows[base1 + columns[from1 + k] & mask] += weight;
            rows[base2 + columns[from2 + k] & mask] += weight;
            rows[base3 + columns[from3 + k] & mask] += weight;
        }
    }

    private static void one(char[] columns, int weight, int[] rows, int from, int to, int base) {
        int mask = rows.length - 1;
        for (int k = from; k < to; k++) {
            rows[base + columns[k] & mask] += weight;
        }
    }
}
