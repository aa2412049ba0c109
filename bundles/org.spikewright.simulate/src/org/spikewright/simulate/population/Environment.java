package org.spikewright.simulate.population;

import java.util.List;

/**
 * What a network is in a closed loop with: a body in a world, a controller, another simulator. At multiples of its latency it
 * is shown the spikes of the interval that has just passed, and answers with currents and spikes of the interval that begins.
 * While it does, the network stands still. A run depends on nothing but the task and these answers.
 */
public interface Environment {

    /** Seconds from one exchange to the next, rounded to whole steps and at least one. */
    double latency();

    /** The populations whose spikes it is shown. */
    List<String> observed();

    /** An interval has passed. */
    void exchange(Exchange exchange);

    /**
     * All that its later answers depend on, for a snapshot.
     *
     * @throws UnsupportedOperationException if it cannot say; there is then no snapshot
     */
    default byte[] save() {
        throw new UnsupportedOperationException(getClass().getName() + " cannot save its state, so that there is no snapshot of "
                + "a network in a closed loop with it");
    }

    /** Goes to a state that {@link #save} returned. */
    default void restore(byte[] state) {
        throw new UnsupportedOperationException(getClass().getName() + " cannot restore its state");
    }

    /** What passes between the network and its environment; good only during the call. */
    interface Exchange {

        /** The simulated time in seconds. */
        double time();

        /** The spikes of an observed population in the interval that has passed. */
        Raster spikes(String population);

        /**
         * Sets what an external drive gives a neuron from now on.
         *
         * @param value in the receptor's unit
         */
        void set(String drive, int neuron, double value);

        /**
         * Lets an external cell fire.
         *
         * @param after seconds from now, above 0 and at most the latency, rounded to whole steps and at least one
         */
        void fire(String population, int cell, double after);
    }
}
