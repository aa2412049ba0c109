package org.spikewright.chip;

import java.util.OptionalDouble;

/**
 * What events cost, in joule, and what the chip takes in any case; an empty one is unknown.
 *
 * @param synapse adding one weight to one neuron
 * @param update moving one neuron on by one step
 * @param spike one spike fired by a neuron
 * @param hop one spike over one link
 * @param idle the power of the whole chip while nothing happens, in watt
 */
public record Energy(OptionalDouble synapse, OptionalDouble update, OptionalDouble spike, OptionalDouble hop,
        OptionalDouble idle) {
}
