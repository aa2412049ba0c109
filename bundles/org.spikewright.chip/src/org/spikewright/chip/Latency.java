package org.spikewright.chip;

import java.util.OptionalDouble;

/**
 * How long events take, in seconds; an empty one is unknown.
 *
 * @param synapse adding one weight to one neuron
 * @param update moving one neuron on by one step
 * @param hop one spike over one link
 * @param barrier agreeing over the whole chip that a step is over
 */
public record Latency(OptionalDouble synapse, OptionalDouble update, OptionalDouble hop, OptionalDouble barrier) {
}
