package org.spikewright.simulate.population;

/** Spikes of a population, in the order of time; they can be gone through again and again, and need not all be in memory. */
public interface SpikeSource {

    /** How many neurons the population has. */
    int size();

    /** Shows all spikes. */
    void forEach(Visitor visitor);

    /** Looks at one spike after the other. */
    @FunctionalInterface
    interface Visitor {

        /**
         * A spike.
         *
         * @param time in seconds
         * @param neuron index in the population
         */
        void spike(double time, int neuron);
    }
}
