package org.spikewright.network.population;

/**
 * Time in whole steps. A time half way between two steps counts as the later one, and so does one that is short of it by no
 * more than what rounding of the two numbers may explain.
 *
 * @param step length of a step in seconds, above 0
 */
public record TimeGrid(double step) {

    /** Parts of a step by which quotients of times may be wrong. */
    private static final double TOLERANCE = 1e-6;

    /** How many whole steps a time is, to the nearest. */
    public long nearest(double seconds) {
        return (long) Math.floor(seconds / step + 0.5 + TOLERANCE);
    }

    /** The same, but one at least. */
    public long atLeastOne(double seconds) {
        return Math.max(1, nearest(seconds));
    }

    /** How many whole steps have passed when the step ends that a time is in. */
    public long next(double seconds) {
        return (long) Math.ceil(seconds / step - TOLERANCE);
    }

    /** When the step starts that comes after so many: late enough that no rounding has a course change one step later. */
    public double start(long steps) {
        return (steps + TOLERANCE) * step;
    }

    /** Whether a time is a whole number of steps. */
    public boolean holds(double seconds) {
        return Math.abs(seconds / step - nearest(seconds)) <= TOLERANCE;
    }

    /** So many steps in seconds. */
    public double seconds(long steps) {
        return steps * step;
    }
}
