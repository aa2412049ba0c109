package org.spikewright.simulate.population.internal;

/**
 * What synapses need for spikes that arrive within steps.
 *
 * @param starts the column of what counts at the start of a step, by that of what counts at its end; -1 where all does
 * @param latest the column that takes after which part of the step something arrived last, in the same order
 * @param rests by how many parts of a step the delay of each synapse with a delay of its own is longer than whole steps
 */
record WithinSteps(int[] starts, int[] latest, float[] rests) {

    /** A spike arrives after some part of a step. */
    void arrive(int column, double weight, double part, double[] rows) {
        if (starts[column] < 0) {
            rows[column] += weight;
            return;
        }
        rows[column] += weight * part;
        rows[starts[column]] += weight * (1 - part);
        rows[latest[column]] = Math.max(rows[latest[column]], part);
    }
}
