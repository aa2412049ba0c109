package org.spikewright.network.operator;

import org.spikewright.network.Shape;

/**
 * What an operator receives.
 *
 * @param name of the layer that gives it
 * @param shape what it gives
 */
public record Incoming(String name, Shape shape) {

    /** As in a sentence: who gives what. */
    @Override
    public String toString() {
        return "'" + name + "' gives " + shape;
    }
}
