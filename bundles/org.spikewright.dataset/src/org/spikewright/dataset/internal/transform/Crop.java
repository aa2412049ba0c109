package org.spikewright.dataset.internal.transform;

import java.util.Arrays;
import java.util.Optional;
import org.spikewright.dataset.SampleForm;

/** The middle part along the last axes. */
public final class Crop extends PlaceTransform {

    private final int[] extents;

    /** Those extents, of as many of the last axes. */
    public Crop(int... extents) {
        this.extents = extents.clone();
    }

    @Override
    public Optional<SampleForm> form(SampleForm before) {
        int[] after = before.extents().clone();
        int first = after.length - extents.length;
        if (first < before.firstPlace()) {
            throw new IllegalArgumentException("crop says " + extents.length + " extents, but a sample has " + (after.length - before.firstPlace()));
        }
        for (int axis = first; axis < after.length; axis++) {
            if (extents[axis - first] > after[axis]) {
                throw new IllegalArgumentException("crop to " + Arrays.toString(extents) + " wants more than the samples have, which are "
                        + Arrays.toString(after));
            }
            after[axis] = extents[axis - first];
        }
        return Optional.of(before.with(after));
    }

    @Override
    int index(SampleForm before, int axis, int index) {
        int first = before.extents().length - extents.length;
        if (axis < first) {
            return index;
        }
        int moved = index - (before.extents()[axis] - extents[axis - first]) / 2;
        return moved >= 0 && moved < extents[axis - first] ? moved : -1;
    }
}
