package org.spikewright.kernel.tests;

import java.util.Arrays;
import java.util.List;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Lanes;
import org.spikewright.kernel.Primitives;

/** Kernels compiled for every number of lanes, whatever the machine prefers. */
final class Widths {

    private Widths() {
    }

    /** One by one and, where the Java runtime has vectors, in vectors of each width. */
    static List<Kernels> all() {
        return Arrays.stream(Lanes.values()).filter(lanes -> Primitives.best().vectorised() || !lanes.vectorised()).map(Kernels::compiled)
                .toList();
    }
}
