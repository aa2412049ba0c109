package org.spikewright.simulate.population.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What several threads do in one round after another: each task once a round, and nobody goes on before all are done. A thread
 * has tasks of its own; one that waits too long for another's takes it over. Rounds may be a microsecond long: a thread that
 * is in time writes only lines of memory that nobody else writes, and others read them only to wait.
 */
final class Tasks {

    /** So many numbers apart, two are not in one line of memory, nor in lines that are fetched together. */
    private static final int APART = 32;
    /** The most looks at a task before it is taken over, and how many more after a round without need. */
    private static final int PATIENCE = 200;
    private static final int CALM = 10;
    /** Looks at a task before others may have the processor. */
    private static final int SPINS = 5_000;

    /** Does a task. */
    @FunctionalInterface
    interface Action {
        void accept(int task);
    }

    private final AtomicIntegerArray taken;
    private final AtomicIntegerArray done;
    private volatile boolean broken;

    /** That many tasks. */
    Tasks(int count) {
        this.taken = new AtomicIntegerArray((count + 1) * APART);
        this.done = new AtomicIntegerArray((count + 1) * APART);
    }

    /** Does a task in a round, unless it is taken, and tells whether it did. Rounds are numbered from 0. */
    boolean attempt(int task, int round, Action action) {
        int at = (task + 1) * APART;
        if (taken.compareAndSet(at, round, round + 1)) {
            action.accept(task);
            done.setRelease(at, round + 1);
            return true;
        }
        return false;
    }

    /**
     * Returns when those tasks of the round are done; helps where that takes long.
     *
     * @param to exclusive
     * @param patience looks at a task before it is taken over: what this returned the round before, at first 0
     * @return none after a round in which this thread helped, as when another has no processor; more and more after others
     * @throws IllegalStateException if another thread failed
     */
    int await(int from, int to, int round, Action action, int patience) {
        int looks = 0;
        boolean helped = false;
        for (int task = from; task < to; task++) {
            int at = (task + 1) * APART;
            while (done.getAcquire(at) <= round) {
                if (broken) {
                    throw new IllegalStateException("another thread of the simulation failed");
                }
                if (looks >= patience && taken.get(at) <= round) {
                    helped |= attempt(task, round, action);
                } else if (looks < SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
                looks++;
            }
        }
        return helped ? 0 : Math.min(PATIENCE, patience + CALM);
    }

    /** Lets nobody wait any more: what they wait for will never be done. */
    void breakUp() {
        broken = true;
    }
}
