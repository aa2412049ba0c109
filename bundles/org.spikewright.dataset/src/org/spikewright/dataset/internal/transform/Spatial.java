package org.spikewright.dataset.internal.transform;

import org.spikewright.dataset.SampleForm;

/** The axes of space of a sample: its last two of [channel, row, column] and [row, column], the only one of [channel]. */
final class Spatial {

    private Spatial() {
    }

    /** The first axis of space of a form. */
    static int from(SampleForm form) {
        int axes = form.extents().length;
        int places = axes - form.firstPlace();
        if (places < 1 || places > 3) {
            throw new IllegalArgumentException("samples of " + places + " axes have no rows and columns; take samples of [channel, row, column],"
                    + " [row, column] or [channel]");
        }
        return places == 1 ? axes - 1 : axes - 2;
    }

    /** The indices of one axis that make each index of the new axis, or -1 for none: for a change of events. */
    interface Place {

        /** The new index along an axis; -1 if it is left out. */
        int of(int axis, int index);
    }

    /** What place each place becomes; -1 if it is left out. */
    static int[] places(SampleForm before, SampleForm after, Place place) {
        int first = before.firstPlace();
        int size = before.size(first);
        int[] moved = new int[size];
        int[] from = before.extents();
        int[] to = after.extents();
        for (int p = 0; p < size; p++) {
            int left = p;
            int stride = 1;
            int target = 0;
            for (int axis = from.length - 1; axis >= first && target >= 0; axis--) {
                int index = place.of(axis, left % from[axis]);
                left /= from[axis];
                target = index < 0 ? -1 : target + index * stride;
                stride *= to[axis];
            }
            moved[p] = target;
        }
        return moved;
    }
}
