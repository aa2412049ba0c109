package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/** An operator that sums what comes in by weights that it stores, as {@code NAME.weight}; their first axis is of outgoing channels. */
public interface Weighted extends Operator {

    /** The axis of what comes in that holds its channels; below 0 it counts from the end. */
    int channelAxis();

    /**
     * Weights, and a bias for each outgoing channel where there is one.
     *
     * @param owner what the names of the arrays start with
     * @param fanIn how many products each sum has
     */
    static List<Parameter> parameters(String owner, Shape weights, int fanIn, boolean bias) {
        Parameter weight = new Parameter(owner + ".weight", weights, fanIn);
        return bias ? List.of(weight, new Parameter(owner + ".bias", Shape.of(weights.extent(0)), fanIn)) : List.of(weight);
    }
}
