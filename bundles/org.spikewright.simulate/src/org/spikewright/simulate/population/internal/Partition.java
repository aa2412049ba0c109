package org.spikewright.simulate.population.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Neurons that are simulated together, with all synapses that end at them. Nobody else writes what is theirs. */
final class Partition {

    final List<Shard> pieces;
    final Synapses synapses;
    final DeferredSynapses late;
    /** Its latest spikes. */
    final SpikeHistory spikes;
    /** Synapses that change; where any partition has some, a block is one step long. */
    final List<PlasticSynapses> plastic;
    private final InputRing rows;
    private final boolean isLate;
    private final Optional<WithinSteps> within;

    Partition(List<Shard> pieces, Synapses synapses, DeferredSynapses late, List<PlasticSynapses> plastic, SpikeHistory spikes,
            InputRing rows, Optional<WithinSteps> within) {
        this.pieces = pieces;
        this.synapses = synapses;
        this.late = late;
        this.plastic = plastic;
        this.spikes = spikes;
        this.rows = rows;
        this.within = within;
        this.isLate = synapses.count() == 0 && plastic.isEmpty() && couplings().findAny().isEmpty();
    }

    /** Its synapses that act in every step. */
    Stream<CoupledSynapses> couplings() {
        return pieces.stream().filter(NeuronShard.class::isInstance).flatMap(piece -> ((NeuronShard) piece).couplings().stream());
    }

    /** Whether its neurons can move before it is known who fired in the block before. */
    boolean isLate() {
        return isLate;
    }

    /** Moves the neurons through a block of steps and tells who fires. */
    void move(SpikeHistory[] all, long start, int steps) {
        if (within.isPresent()) {
            synapses.deliverParts(all, start, within.get(), rows);
        } else {
            synapses.deliver(all, start, steps, rows);
        }
        for (PlasticSynapses changing : plastic) {
            changing.arrive(all, (int) start, rows);
        }
        boolean given = plastic.isEmpty() && synapses.give(steps, rows);
        for (Shard piece : pieces) {
            piece.advance(start, steps, given ? rows.few(piece.column()) : rows.take(piece.column(), piece.columns(), steps), rows);
        }
        if (given) {
            synapses.clear(rows);
        }
        for (int s = 0; s < steps; s++) {
            for (Shard piece : pieces) {
                spikes.add(piece, s);
            }
            spikes.tell(start + s);
        }
    }

    /** Adds what arrives late in a block that the neurons have moved through, which is then over. */
    void arrive(SpikeHistory[] all, long start) {
        late.deliver(all, start);
        for (PlasticSynapses changing : plastic) {
            changing.end(spikes, start);
        }
    }
}
