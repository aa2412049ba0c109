package org.spikewright.network;

/**
 * An array of numbers that a layer stores.
 *
 * @param name unique within the network, for instance {@code hidden.dense.weight}
 * @param shape its extents
 * @param fanIn how many inputs each output element sums over; scales the initial values
 * @param learned whether training changes it
 */
public record Parameter(String name, Shape shape, int fanIn, boolean learned) {

    /** A learnable array. */
    public Parameter(String name, Shape shape, int fanIn) {
        this(name, shape, fanIn, true);
    }
}
