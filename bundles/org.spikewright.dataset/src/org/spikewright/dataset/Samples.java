package org.spikewright.dataset;

import java.util.List;
import java.util.random.RandomGenerator;

/** Labelled samples of equal extents. Safe for use by several threads. */
public interface Samples {

    /** How many samples. */
    int size();

    /** The extents of one sample, outermost axis first. */
    int[] extents();

    /** The names of the classes, in the order of their labels. */
    List<String> classNames();

    /** The class of a sample, from 0. */
    int label(int sample);

    /**
     * Reads a sample.
     *
     * @param values receives {@link #length()} values, row-major over the extents; images have values between 0 and 1
     */
    void read(int sample, float[] values);

    /**
     * Reads a sample as it is shown in training; see {@link #read}.
     *
     * @param random what changes it are drawn from
     */
    default void readVaried(int sample, RandomGenerator random, float[] values) {
        read(sample, values);
    }

    /** What a sample is like. */
    default SampleForm form() {
        return SampleForm.values(extents());
    }

    /** How many classes. */
    default int classes() {
        return classNames().size();
    }

    /** How many values one sample has. */
    default int length() {
        int length = 1;
        for (int extent : extents()) {
            length *= extent;
        }
        return length;
    }
}
