package org.spikewright.simulate.population.internal;

import java.util.concurrent.atomic.AtomicInteger;

/** Where the threads of a simulation wait for each other: thousands of times a second, so first by spinning. */
final class Barrier {

    private static final int SPINS = 5_000;

    private final int parties;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int phase;
    private volatile boolean broken;

    Barrier(int parties) {
        this.parties = parties;
    }

    /**
     * Returns when all have arrived.
     *
     * @throws IllegalStateException if it is broken
     */
    void await() {
        int entered = phase;
        if (arrived.incrementAndGet() == parties) {
            arrived.set(0);
            phase = entered + 1;
            return;
        }
        for (int spin = 0; phase == entered; spin++) {
            if (broken) {
                throw new IllegalStateException("another thread of the simulation failed");
            }
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Lets nobody wait any more: one who should arrive never will. */
    void breakUp() {
        broken = true;
    }
}
