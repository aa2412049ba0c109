package org.spikewright.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The extents of a tensor, outermost axis first. Time and batch are never part of it. Axes may have names; two shapes are equal
 * where their extents are.
 */
public final class Shape {

    private final int[] extents;
    private final List<String> names;

    private Shape(int[] extents, List<String> names) {
        this.extents = extents;
        this.names = names;
    }

    /** A shape of those extents, each at least 1. */
    public static Shape of(int... extents) {
        for (int extent : extents) {
            if (extent < 1) {
                throw new IllegalArgumentException("extent " + extent + " is below 1");
            }
        }
        return new Shape(extents.clone(), Collections.nCopies(extents.length, ""));
    }

    /** The same extents with names for the axes, one for each; an empty name is none. */
    public Shape named(List<String> axes) {
        if (axes.size() != extents.length) {
            throw new IllegalArgumentException(axes.size() + " names for " + extents.length + " axes");
        }
        return new Shape(extents, List.copyOf(axes));
    }

    /** The names of the axes; empty for those that have none. */
    public List<String> names() {
        return names;
    }

    /** The same axes and names with other extents, as many. */
    public Shape resized(int... others) {
        return of(others).named(names);
    }

    /** The same axes and names, one of them with another extent. */
    public Shape with(int axis, int extent) {
        int[] others = extents();
        others[axis] = extent;
        return resized(others);
    }

    /** Whether it has no more elements than can be counted. */
    public boolean fits() {
        long size = 1;
        for (int extent : extents) {
            size *= extent;
            if (size > Integer.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** All extents. */
    public int[] extents() {
        return extents.clone();
    }

    /** How many axes. */
    public int rank() {
        return extents.length;
    }

    /** The extent of an axis; axes below 0 count from the end. */
    public int extent(int axis) {
        return extents[axis < 0 ? axis + extents.length : axis];
    }

    /** How many elements. */
    public int size() {
        int size = 1;
        for (int extent : extents) {
            size = Math.multiplyExact(size, extent);
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    /** As it is written in the language: {@code [1, 28, 28]}, or {@code [channel: 1, 28, 28]} where an axis has a name. */
    @Override
    public String toString() {
        return IntStream.range(0, extents.length).mapToObj(axis -> (names.get(axis).isEmpty() ? "" : names.get(axis) + ": ") + extents[axis])
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
