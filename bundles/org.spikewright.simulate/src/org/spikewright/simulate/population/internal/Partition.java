package org.spikewright.simulate.population.internal;

import java.util.List;

/** Neurons that are simulated together, with all synapses that end at them. Nobody else writes what is theirs. */
final class Partition {

    final List<Piece> pieces;
    final Synapses synapses;
    /** Its latest spikes. */
    final SpikeHistory spikes;
    private final Rows rows;

    Partition(List<Piece> pieces, Synapses synapses, SpikeHistory spikes, Rows rows) {
        this.pieces = pieces;
        this.synapses = synapses;
        this.spikes = spikes;
        this.rows = rows;
    }

    /** Simulates a block of steps. */
    void advance(SpikeHistory[] all, long start, int steps) {
        synapses.deliver(all, start, steps, rows);
        for (Piece piece : pieces) {
            piece.advance(start, steps, rows);
        }
        for (int s = 0; s < steps; s++) {
            spikes.begin(start + s);
            for (Piece piece : pieces) {
                piece.collect(start + s, s, spikes);
            }
        }
    }
}
