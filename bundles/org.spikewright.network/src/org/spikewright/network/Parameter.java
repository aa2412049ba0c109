package org.spikewright.network;

/**
 * A learnable array of a layer.
 *
 * @param name unique within the network, for instance {@code hidden.dense.weight}
 * @param shape its extents
 * @param fanIn how many inputs each output element sums over; scales the initial values
 */
public record Parameter(String name, Shape shape, int fanIn) {
}
