package org.spikewright.simulate.population.internal;

import java.util.List;

/** Neurons that are simulated together, with all synapses that end at them. Nobody else writes what is theirs. */
final class Partition {

    final List<Piece> pieces;
    final Synapses synapses;
    final LateSynapses late;
    /** Its latest spikes. */
    final SpikeHistory spikes;
    /** Synapses that change; where any partition has some, a block is one step long. */
    final List<PlasticSynapses> plastic;
    private final Rows rows;

    Partition(List<Piece> pieces, Synapses synapses, LateSynapses late, List<PlasticSynapses> plastic, SpikeHistory spikes,
            Rows rows) {
        this.pieces = pieces;
        this.synapses = synapses;
        this.late = late;
        this.plastic = plastic;
        this.spikes = spikes;
        this.rows = rows;
    }

    /** Simulates a block of steps. */
    void advance(SpikeHistory[] all, long start, int steps) {
        synapses.deliver(all, start, steps, rows);
        for (PlasticSynapses changing : plastic) {
            changing.arrive(all, (int) start, rows);
        }
        for (Piece piece : pieces) {
            piece.advance(start, steps, rows);
        }
        if (plastic.isEmpty()) {
            synapses.undo(steps, rows);
        } else {
            rows.clear(steps);
        }
        late.deliver(all, start);
        for (int s = 0; s < steps; s++) {
            spikes.begin(start + s);
            for (Piece piece : pieces) {
                piece.collect(start + s, s, spikes);
            }
        }
        for (PlasticSynapses changing : plastic) {
            changing.end(spikes.list(start), start);
        }
    }
}
