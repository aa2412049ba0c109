package org.spikewright.benchmarks;

import java.util.List;

/** Something that can be measured. */
interface Measurement {

    /** The name by which it is asked for. */
    String name();

    /** What it is, in one line. */
    String description();

    /** Measures it; {@code machine} is what the figures' references are to be corrected by. */
    List<Figure> measure(Machine machine) throws Exception;
}
