package org.spikewright.train;

import java.util.List;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;

/**
 * What a layer or a block stores, and all within it.
 *
 * @param name such as {@code encoder}, for {@code encoder.dense.weight} and all else whose names begin so
 */
public record Part(String name) {

    /** Whether an array is of it. */
    public boolean holds(Parameter parameter) {
        return parameter.name().equals(name) || parameter.name().startsWith(name + ".");
    }

    /** What some parts leave of what a network learns. */
    public static List<Parameter> without(List<Part> parts, Network network) {
        return network.parameters().stream().filter(parameter -> parts.stream().noneMatch(part -> part.holds(parameter))).toList();
    }
}
