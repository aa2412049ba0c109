package org.spikewright.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The extents of a tensor, outermost axis first. Time and batch are never part of it. */
public final class Shape {

    private final int[] extents;

    private Shape(int[] extents) {
        this.extents = extents;
    }

    /** A shape of those extents, each at least 1. */
    public static Shape of(int... extents) {
        for (int extent : extents) {
            if (extent < 1) {
                throw new IllegalArgumentException("extent " + extent + " is below 1");
            }
        }
        return new Shape(extents.clone());
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

    /** As it is written in the language: {@code [1, 28, 28]}. */
    @Override
    public String toString() {
        return Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
