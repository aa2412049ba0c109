package org.spikewright.chip;

import java.util.OptionalLong;

/**
 * The limits of one core; an empty one is unknown and limits nothing.
 *
 * @param neurons how many neurons fit
 * @param synapseBits memory for synapses in bits
 * @param inputs how many different sources its neurons may receive from
 * @param outputs how many pairs of one of its neurons and a destination core there may be
 * @param weightBits the widest weight a synapse stores, in bits
 */
public record CoreLimits(OptionalLong neurons, OptionalLong synapseBits, OptionalLong inputs, OptionalLong outputs,
        OptionalLong weightBits) {

    /** The width of a weight where the chip does not say one: a single-precision number. */
    public static final int UNSTATED_WEIGHT_BITS = 32;
}
