package org.spikewright.network.population;

import java.util.List;
import java.util.Objects;
import org.spikewright.network.equation.Expression;

/**
 * What each synapse of a projection brings in every step, and not with spikes: the current of a gap junction, the output of a graded
 * neuron, the pull of an oscillator. The receptor receives the sum over the synapses of a target, held over the step.
 *
 * <p>In the step from t to t + dt a value is that of the middle of the step, less the delay of the synapse: it is taken to go on as
 * it moved in the step before, but for neurons that fired in it, whose values stay as they are. Both sides of a synapse without a delay
 * are taken for the same time, so that what one neuron gives through it the other receives. The error of a step is of third order.
 *
 * @param formula what a synapse brings, in {@value SynapseProgram#WEIGHT} and the names of the values
 * @param values what it reads of the two neurons
 */
public record Coupling(Expression formula, List<Value> values) {

    /**
     * Something that a synapse reads.
     *
     * @param name its symbol in the formula
     * @param side whose it is
     * @param quantity a formula over the states and parameters of that neuron
     */
    public record Value(String name, SynapseProgram.Side side, Expression quantity) {
        public Value {
            Objects.requireNonNull(name);
            Objects.requireNonNull(side);
            Objects.requireNonNull(quantity);
        }
    }

    public Coupling {
        Objects.requireNonNull(formula);
        values = List.copyOf(values);
    }

    /** The values of one side, in order. */
    public List<Value> values(SynapseProgram.Side side) {
        return values.stream().filter(value -> value.side() == side).toList();
    }
}
