package org.spikewright.dataset;

import java.util.List;

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
     * @param values receives {@link #length()} values between 0 and 1, row-major over the extents
     */
    void read(int sample, float[] values);

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
