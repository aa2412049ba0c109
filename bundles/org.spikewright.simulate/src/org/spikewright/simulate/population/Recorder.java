package org.spikewright.simulate.population;

import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeGrid;

/** Something to be recorded while a simulation runs. Names are those of the network. */
public sealed interface Recorder {

    /** The population, group or projection that is recorded. */
    String of();

    /** The time steps of {@code dt} seconds in an interval of samples: whole ones, and at least one. */
    static long steps(double interval, double dt) {
        return new TimeGrid(dt).atLeastOne(interval);
    }

    /** The spikes of some neurons. */
    record Spikes(String of, Selection selection) implements Recorder {
    }

    /**
     * A state of some neurons.
     *
     * @param state its name
     * @param interval seconds from one sample to the next, rounded to whole steps and at least one; the first is taken at the
     *                 end of the first interval
     */
    record States(String of, String state, Selection selection, double interval) implements Recorder {
    }

    /**
     * How often the neurons of a population or a group fire.
     *
     * @param bin width of a bin in seconds, rounded to whole steps and at least one
     */
    record Rates(String of, double bin) implements Recorder {
    }

    /**
     * The weights of the first synapses of a projection, by target and then in the order of their making.
     *
     * @param count how many
     * @param interval seconds from one sample to the next
     */
    record Weights(String of, int count, double interval) implements Recorder {
    }
}
