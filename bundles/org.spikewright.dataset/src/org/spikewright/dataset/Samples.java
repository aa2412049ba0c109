package org.spikewright.dataset;

import java.util.Arrays;
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

    /** The class of a sample, from 0; -1 where samples have none. */
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

    /** How many numbers are right for a sample, which has no class then; 0 where it has one. */
    default int targets() {
        return 0;
    }

    /**
     * Reads what is right for a sample that has no class.
     *
     * @param values receives {@link #targets()} values
     */
    default void target(int sample, float[] values) {
        throw new UnsupportedOperationException("these samples have classes");
    }

    /** Whether some of the {@link #targets} do not count. */
    default boolean isMasked() {
        return false;
    }

    /**
     * Reads which of the numbers that are right for a sample count.
     *
     * @param counts receives {@link #targets()} values, 1 where one counts and 0 where none does
     */
    default void mask(int sample, float[] counts) {
        Arrays.fill(counts, 1f);
    }

    /** How many classes; none where samples have {@linkplain #targets numbers} instead. */
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
