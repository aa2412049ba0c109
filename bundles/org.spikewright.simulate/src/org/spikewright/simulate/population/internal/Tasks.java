package org.spikewright.simulate.population.internal;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What several threads do in one round after another: each task once a round. What others wait for is told at its end or
 * before. A thread has tasks of its own; one that waits too long for another's takes it over. Rounds may be a microsecond long:
 * a thread that is in time writes only lines of memory that others need not read.
 */
final class Tasks {

    /** So many numbers apart, two are not in one line of memory, nor in lines that are fetched together. */
    private static final int APART = 16;
    /** The most looks at a task before it is taken over, and how many more after a round without need. */
    private static final int PATIENCE = 200;
    private static final int CALM = 10;
    /** Looks at a task before others may have the processor. */
    private static final int SPINS = 5_000;

    /** Tasks in one round. */
    interface Round {
        /** Counted from 0. */
        long number();

        /** Does a task. */
        void accept(int task);

        /** Whether that of a task is told which others wait for; need not be known any more after the task has ended. */
        boolean isTold(int task);
    }

    /** By task: twice the rounds that have ended, and 1 more within a round. */
    private final AtomicLongArray rounds;
    private volatile boolean broken;

    /** That many tasks. */
    Tasks(int count) {
        this.rounds = new AtomicLongArray((count + 1) * APART);
    }

    private static int at(int task) {
        return (task + 1) * APART;
    }

    /** Does a task in a round, unless it is taken or still in the round before. */
    void attempt(int task, Round round) {
        long before = 2 * round.number();
        if (rounds.compareAndSet(at(task), before, before + 1)) {
            round.accept(task);
            rounds.setRelease(at(task), before + 2);
        }
    }

    /** Whether a task has come to its end in a round. */
    boolean hasEnded(int task, long round) {
        return rounds.getAcquire(at(task)) >= 2 * round + 2;
    }

    /**
     * Returns when it is told what those tasks do in a round; helps where that takes long.
     *
     * @param to exclusive
     * @param patience looks at a task before it is taken over: what this returned the round before, at first 0
     * @return none after a round in which this thread helped, as when another has no processor, or came late itself; more and
     *         more after others
     * @throws IllegalStateException if another thread failed
     */
    int await(int from, int to, Round round, int patience) {
        int looks = 0;
        boolean calm = true;
        for (int task = from; task < to; task++) {
            while (!round.isTold(task)) {
                if (looks >= patience && hasEnded(task, round.number())) {
                    calm = false;
                    break;
                }
                if (looks >= patience && rounds.get(at(task)) == 2 * round.number()) {
                    attempt(task, round);
                    calm = false;
                } else {
                    rest(looks);
                }
                looks++;
            }
        }
        return calm ? Math.min(PATIENCE, patience + CALM) : 0;
    }

    /**
     * Returns when those tasks have come to their end in a round; helps none.
     *
     * @throws IllegalStateException if another thread failed
     */
    void awaitEnd(int from, int to, long round) {
        int looks = 0;
        for (int task = from; task < to; task++) {
            while (!hasEnded(task, round)) {
                rest(looks++);
            }
        }
    }

    private void rest(int looks) {
        if (broken) {
            throw new IllegalStateException("another thread of the simulation failed");
        }
        if (looks < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Lets nobody wait any more: what they wait for will never be done. */
    void breakUp() {
        broken = true;
    }
}
