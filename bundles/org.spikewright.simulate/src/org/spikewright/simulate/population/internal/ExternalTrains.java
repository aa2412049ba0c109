package org.spikewright.simulate.population.internal;

import java.util.Arrays;

/** Spikes to come of cells that an environment fires, in the order of time. */
final class ExternalTrains {

    /** Step in the upper half, cell in the lower. */
    private long[] spikes = new long[16];
    private int count;

    /** Adds a spike; {@link #order} must follow. */
    void add(long step, int cell) {
        if (count == spikes.length) {
            spikes = Arrays.copyOf(spikes, 2 * count);
        }
        spikes[count++] = step << 32 | cell;
    }

    /** Forgets all. */
    void clear() {
        count = 0;
    }

    /** Brings what was added into order. */
    void order() {
        Arrays.sort(spikes, 0, count);
    }

    /** Fires those of a piece's cells that are to fire in some steps. */
    void fire(long start, int steps, SourcePiece piece) {
        int at = Arrays.binarySearch(spikes, 0, count, start << 32);
        for (at = at < 0 ? -at - 1 : at; at < count && spikes[at] >>> 32 < start + steps; at++) {
            int cell = (int) spikes[at] - piece.from;
            if (cell >= 0 && cell < piece.count) {
                piece.fire((int) ((spikes[at] >>> 32) - start), cell);
            }
        }
    }

    /** Saves or restores them. */
    void transfer(StateCodec archive) {
        count = (int) archive.number(count);
        spikes = Arrays.copyOf(spikes, Math.max(count, 16));
        long[] saved = Arrays.copyOf(spikes, count);
        archive.longs(saved);
        System.arraycopy(saved, 0, spikes, 0, count);
    }
}
