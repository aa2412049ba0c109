package org.spikewright.jobs.internal;

/**
 * How often something is written while work goes on: so seldom that writing takes no more than a twentieth of the time, but
 * every minute in any case.
 */
final class Pace {

    private static final int SHARE = 20;
    private static final long MINUTE = 60_000_000_000L;

    private long ended = System.nanoTime();
    private long took;

    /** Whether it may be written now. */
    boolean isDue() {
        return System.nanoTime() - ended >= Math.min(SHARE * took, MINUTE);
    }

    /** Whether it was written so long ago that it must be written now. */
    boolean isOverdue() {
        return System.nanoTime() - ended >= MINUTE;
    }

    /** It was written, beginning at that time. */
    void wrote(long began) {
        ended = System.nanoTime();
        took = ended - began;
    }
}
