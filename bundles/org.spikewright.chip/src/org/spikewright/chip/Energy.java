package org.spikewright.chip;

import java.util.OptionalDouble;

/**
 * What events cost, in joule; an empty one is unknown.
 *
 * @param synapse adding one weight to one neuron
 * @param update moving one neuron on by one step
 * @param spike one spike fired by a neuron
 * @param hop one spike over one link
 */
public record Energy(OptionalDouble synapse, OptionalDouble update, OptionalDouble spike, OptionalDouble hop) {
}
