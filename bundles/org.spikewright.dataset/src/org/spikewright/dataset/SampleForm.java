package org.spikewright.dataset;

/**
 * What samples are like.
 *
 * @param kind what their values are
 * @param extents of one sample, outermost axis first; of a series, its time first; of events, those of the places where they happen
 * @param interval seconds between the values of a series, 0 if it is not known
 */
public record SampleForm(Kind kind, int[] extents, double interval) {

    /** What the values of samples are. */
    public enum Kind {
        /** Numbers at places. */
        VALUES,
        /** Numbers at places, again and again: the outermost axis is time. */
        SERIES,
        /** Moments at which something happens at a place; as values, how often it does. */
        EVENTS
    }

    /** Numbers at places. */
    public static SampleForm values(int... extents) {
        return new SampleForm(Kind.VALUES, extents, 0);
    }

    /** The same with other extents. */
    public SampleForm with(int... others) {
        return new SampleForm(kind, others, interval);
    }

    /** The first axis that is not time. */
    public int firstPlace() {
        return kind == Kind.SERIES ? 1 : 0;
    }

    /** How many numbers from the given axis on. */
    public int size(int from) {
        long size = 1;
        for (int axis = from; axis < extents.length; axis++) {
            size *= extents[axis];
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("samples of more than " + Integer.MAX_VALUE + " values cannot be held; make them smaller");
            }
        }
        return (int) size;
    }
}
