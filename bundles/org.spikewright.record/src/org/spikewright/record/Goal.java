package org.spikewright.record;

/** A measure to be made small, or large. */
public interface Goal {

    /** What is judged. */
    Measure measure();

    /** Whether more of it is better. */
    boolean isLarge();

    /** The goal of much of something. */
    record Most(Measure measure) implements Goal {

        @Override
        public boolean isLarge() {
            return true;
        }
    }
}
