package org.spikewright.simulate.population;

/**
 * Takes what a simulation records, piece by piece, so that the simulation need not hold it. Pieces come in the order of time
 * and leave nothing out; where one ends does not depend on threads. What the future of a simulation depends on is never handed
 * over, so that a sink has no effect on it.
 *
 * <p>What was taken is not given back: a simulation with a sink goes to a snapshot only if nothing after it has been taken yet.
 */
@FunctionalInterface
public interface RecordingSink {

    /**
     * Takes the next piece. It is called by one thread at a time, which need not be the one that runs the simulation; the
     * simulation waits meanwhile. What it throws ends the run.
     */
    void take(RecordedPiece piece);

    /**
     * When a piece is handed over: as soon as it has that many entries, each a spike or a sampled number. Steps are looked at in
     * blocks, so that at most the entries of one more block are held.
     */
    default long entries() {
        return 1 << 20;
    }

    /** Or as soon as it is of that many steps, so that little is lost where little happens. */
    default long steps() {
        return 100_000;
    }
}
