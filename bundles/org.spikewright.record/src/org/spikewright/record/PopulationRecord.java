package org.spikewright.record;

import java.util.List;

/**
 * The spikes of populations over time.
 *
 * @param start when recording began, in seconds
 * @param step length of a time step in seconds
 * @param steps how many steps were recorded
 * @param populations in the order of the network
 * @param weights of connections that changed
 */
public record PopulationRecord(double start, double step, int steps, List<Spikes> populations, List<Weights> weights) {

    /**
     * The weights of a plastic connection, before and after: columns of equal length, in SI units.
     *
     * @param name of the connection
     * @param synapses how many the connection has; where that is more than are kept, those that are kept are spread evenly over all
     */
    public record Weights(String name, float[] before, float[] after, long synapses) {

        /** The weights of all synapses. */
        public Weights(String name, float[] before, float[] after) {
            this(name, before, after, before.length);
        }
    }

    /**
     * The spikes of a population, ordered by step and then by neuron: columns of equal length.
     *
     * @param name the population's name
     * @param neurons how many neurons it has
     * @param stepIndex the step of each spike, from the start of the recording
     * @param neuron who fired
     * @param fraction after which part of its step each was fired; empty where all were fired at the end
     */
    public record Spikes(String name, int neurons, int[] stepIndex, int[] neuron, float[] fraction) {

        /** Spikes at the ends of their steps. */
        public Spikes(String name, int neurons, int[] stepIndex, int[] neuron) {
            this(name, neurons, stepIndex, neuron, new float[0]);
        }

        /** When a spike was fired, in steps from the start of the recording. */
        public double time(int spike) {
            return stepIndex[spike] + (fraction.length == 0 ? 1.0 : fraction[spike]);
        }

        /** How many spikes. */
        public int count() {
            return neuron.length;
        }
    }

    /** The length of the recording in seconds. */
    public double duration() {
        return steps * step;
    }
}
