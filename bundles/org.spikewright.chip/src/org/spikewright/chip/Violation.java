package org.spikewright.chip;

import org.spikewright.network.Layer;

/**
 * A limit that a network exceeds.
 *
 * @param layer the layer that needs too much
 * @param limit which limit, in the language's words, for instance {@code core.inputs}
 * @param needed how much is needed, in the limit's unit
 * @param allowed how much there is
 * @param message one sentence: what needs how much of what, by how much it is over, and what would help
 */
public record Violation(Layer layer, String limit, long needed, long allowed, String message) {
}
