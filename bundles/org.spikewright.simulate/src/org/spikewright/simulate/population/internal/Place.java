package org.spikewright.simulate.population.internal;

import org.spikewright.network.population.Known;

/** The neuron or the synapse that a value is drawn for. */
interface Place {

    /** Its number among those that a list gives values to. */
    int item();

    /** The index in its population of a neuron. */
    int index(Known.Side side);

    /** Where a neuron is, in metres. */
    default double coordinate(Known.Side side, int axis) {
        throw new IllegalArgumentException("a value depends on where a " + side + " is, which is not known here");
    }

    /** How far the neurons of a synapse are apart, in metres. */
    default double distance() {
        throw new IllegalArgumentException("a value depends on a distance, but it is for no synapse");
    }

    /** What was drawn for a parameter of the neuron. */
    default double parameter(String name) {
        throw new IllegalArgumentException("a value depends on " + name + ", which is not known here");
    }

    /** One of some that are numbered, of which nothing else is known. */
    static Place numbered(int number) {
        return new Place() {
            @Override
            public int item() {
                return number;
            }

            @Override
            public int index(Known.Side side) {
                return number;
            }
        };
    }
}
