package org.spikewright.benchmarks;

import java.util.List;

/** Something that can be measured. */
interface Measurement {

    /** The name by which it is asked for. */
    String name();

    /** What it is, in one line. */
    String description();

    /** Measures it; {@code machine} is what the figure's reference is to be corrected by. */
    Figure measure(Machine machine) throws Exception;

    /** Measures it where it is more than one figure. */
    default List<Figure> measureAll(Machine machine) throws Exception {
        return List.of(measure(machine));
    }
}
