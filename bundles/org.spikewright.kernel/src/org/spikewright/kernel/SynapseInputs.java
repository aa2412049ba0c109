package org.spikewright.kernel;

import java.util.function.LongBinaryOperator;

/**
 * What synapses see beside their own numbers: what their rule reads of the two neurons, and random numbers.
 *
 * @param sent of the sources, {@code [value][delay][source]}, delays as in {@link SynapseArrays}
 * @param own of the targets: that of target {@code t} stands at {@code at[value] + t} of {@code own[value]}
 * @param at where the targets begin
 * @param noises by noise: the bits of a random double, from the numbers of target and synapse in the halves of one word, and the
 *               step and what happens in it in those of the other
 * @param first the number of the first target
 * @param shared what all synapses share, by value
 */
public record SynapseInputs(float[][][] sent, float[][] own, int[] at, LongBinaryOperator[] noises, int first, double[] shared) {

    /** Nothing. */
    public static final SynapseInputs NONE = new SynapseInputs(new float[0][][], new float[0][], new int[0], new LongBinaryOperator[0], 0, new double[0]);

    /** What happens in a step, in the half of a word: a spike of the target. Spikes that arrive are counted from 0. */
    public static final int SPIKE = -1;
    /** The clock strikes. */
    public static final int TICK = -2;
    /** What is done in every step. */
    public static final int COURSE = -3;
}
