package org.spikewright.network.population;

/** A number that may change in time and may differ from neuron to neuron: the rate of a drive, or its amplitude. */
public sealed interface Level permits TimeCourse, Distribution.Formula {

    /** The largest value that it may have; where there is none, one that a draw is above once in 10¹² times. */
    double most();

    /** What is drawn for each neuron and then stays. */
    static Level of(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Constant(double value) -> TimeCourse.constant(value);
            case Distribution.Formula formula -> formula;
            case Distribution other -> Distribution.Formula.of(other);
        };
    }
}
