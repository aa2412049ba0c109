package org.spikewright.kernel;

/**
 * The plastic synapses of a projection that end at some neurons, numbered by target. Synapses that share source and delay are a
 * row: what the source's spikes leave behind is the same for all of them and kept once. Rows are numbered by source and then by
 * delay.
 *
 * @param delays how many rows each source has
 * @param starts where each row starts in {@code order}; one entry more than rows
 * @param order synapses by row
 * @param targets of the synapses in that order, counted from the first of the neurons
 * @param rows the row of each synapse, by number; empty where no trace of the source is kept
 * @param ends where each target's synapses end; one entry more than targets, from 0
 * @param own what a synapse has of its own, {@code [weight, then states][synapse]}
 * @param touched the step up to which a synapse's states have faded; empty where none fades
 * @param before traces of the source at its last arrival, {@code [trace][row]}
 * @param arrived the step of that arrival, by row; empty where no trace of the source is kept
 * @param after traces of the target at its last spike, {@code [trace][target]}
 * @param fired the step of that spike, by target
 */
public record SynapseArrays(int delays, int[] starts, int[] order, int[] targets, int[] rows, int[] ends, float[][] own,
        int[] touched, float[][] before, int[] arrived, float[][] after, int[] fired) {

    /** How many sources there are. */
    public int sources() {
        return (starts.length - 1) / delays;
    }

    /** How many neurons they end at. */
    public int neurons() {
        return ends.length - 1;
    }
}
