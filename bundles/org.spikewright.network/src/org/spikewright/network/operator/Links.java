package org.spikewright.network.operator;

import java.util.BitSet;
import java.util.function.IntConsumer;

/** Which elements of one value each element of another is computed from. Elements go by their row-major index. */
public interface Links {

    /** How many elements are computed. */
    int outputs();

    /** How many elements they can be computed from. */
    int inputs();

    /** How many elements one is computed from. */
    long fanIn(int output);

    /** Tells each element that one is computed from once, in any order. */
    void forEachSource(int output, IntConsumer source);

    /** Whether it is seen without counting that each is computed from all. */
    default boolean isComplete() {
        return false;
    }

    /** Whether it is seen without counting that each is computed from the one of its index, and from it alone. */
    default boolean isOneToOne() {
        return false;
    }

    /** All pairs of an element and one that it is computed from. */
    default long count() {
        long count = 0;
        for (int output = 0; output < outputs(); output++) {
            count += fanIn(output);
        }
        return count;
    }

    /** The most that one is computed from. */
    default long mostIn() {
        long most = 0;
        for (int output = 0; output < outputs(); output++) {
            most = Math.max(most, fanIn(output));
        }
        return most;
    }

    /** The most that are computed from one. */
    default long mostOut() {
        int[] counts = new int[inputs()];
        int most = 0;
        for (int output = 0; output < outputs(); output++) {
            forEachSource(output, source -> counts[source]++);
        }
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }

    /** Those that any of {@code from} to, but without, {@code to} is computed from. */
    default BitSet sources(int from, int to) {
        BitSet sources = new BitSet(inputs());
        for (int output = from; output < to; output++) {
            forEachSource(output, sources::set);
        }
        return sources;
    }

    /** What these elements are computed from where their sources are themselves computed. */
    default Links after(Links before) {
        return isOneToOne() ? before : before.isOneToOne() ? this : new ChainedLinks(this, before);
    }

    /** What these elements are computed from in either of two ways. */
    default Links or(Links other) {
        return this == other || isComplete() ? this : other.isComplete() ? other : new MergedLinks(this, other);
    }

    /** Each from the one of its index. */
    static Links oneToOne(int elements) {
        return new AxisLinks(new int[] {elements}, new int[] {elements}, new int[] {0}, new Along.Shifted(0, elements));
    }
}
