package org.spikewright.dataset.internal.transform;

import java.util.Optional;
import org.spikewright.dataset.SampleForm;

/** Joins groups of places along each axis of space; what is left over at its end makes a group of its own. */
public final class Downsample extends PlaceTransform {

    private final int factor;

    /** Groups of that size. */
    public Downsample(int factor) {
        this.factor = factor;
    }

    @Override
    public Optional<SampleForm> form(SampleForm before) {
        int[] extents = before.extents().clone();
        for (int axis = Spatial.from(before); axis < extents.length; axis++) {
            extents[axis] = (extents[axis] + factor - 1) / factor;
        }
        return Optional.of(before.with(extents));
    }

    @Override
    int index(SampleForm before, int axis, int index) {
        return axis < Spatial.from(before) ? index : index / factor;
    }
}
