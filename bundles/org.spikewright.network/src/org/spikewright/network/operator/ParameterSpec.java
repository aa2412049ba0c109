package org.spikewright.network.operator;

import org.spikewright.network.Initial;

/**
 * A parameter of neurons that is drawn for each, or learnt. Stored as {@code NAME.PARAMETER}.
 *
 * @param parameter its name in the program
 * @param learned whether training changes it
 * @param each whether every neuron has its own
 * @param initial its value, or where values are drawn from
 */
public record ParameterSpec(String parameter, boolean learned, boolean each, Initial initial) {
}
