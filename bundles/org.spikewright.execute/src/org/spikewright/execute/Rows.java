package org.spikewright.execute;

/** How often a layer is computed, and how many rows of its elements there are. */
public enum Rows {
    /** Once: it is the same in all samples and steps. */
    ONE,
    /** Once for each sample: it is the same in all of its steps. */
    SAMPLES,
    /** In each step of each sample. */
    STEPS;

    /** What is computed as often as either of two. */
    Rows or(Rows other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** How many rows that are. */
    public int count(int samples, int steps) {
        return switch (this) {
            case ONE -> 1;
            case SAMPLES -> samples;
            case STEPS -> samples * steps;
        };
    }
}
