package org.spikewright.dataset;

import java.util.random.RandomGenerator;

/** A change of samples that are learnt from, drawn anew each time that one is shown. Other bundles may bring augmentations of their own. */
public interface Augmentation {

    /**
     * Changes a sample in place.
     *
     * @param values of the sample, from 0 on
     * @param form what it is like
     * @param random what is drawn
     */
    void apply(float[] values, SampleForm form, RandomGenerator random);

    /**
     * Whether it can be done to such samples.
     *
     * @throws IllegalArgumentException if not; the message says why
     */
    default void check(SampleForm form) {
        // any will do
    }
}
