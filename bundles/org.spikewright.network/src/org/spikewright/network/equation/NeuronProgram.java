package org.spikewright.network.equation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A neuron as equations: what the language says, with parameters as SI numbers, before any step size or solver is chosen.
 * Formulas use the names of states, inputs, parameters and {@code dt}.
 *
 * @param name the neuron's name in the language
 * @param parameters values by name, in SI units; the same for all neurons of a layer
 * @param states in the order of their declaration, at least one
 * @param inputs names; the first is what an incoming layer or projection drives
 * @param spike what makes it fire; a neuron without it is graded: its {@code output} is what the next layer receives
 * @param output what it sends on where it does not spike
 */
public record NeuronProgram(String name, Map<String, Double> parameters, List<State> states, List<String> inputs,
        Optional<Spike> spike, Expression output) {

    /**
     * One state variable.
     *
     * @param name its name
     * @param initial its value at the start, in SI units
     * @param change how it changes
     */
    public record State(String name, double initial, Change change) {
    }

    /** How a state changes over time. */
    public sealed interface Change {
        /** {@code d state / dt = rate}: a differential equation. */
        record Rate(Expression rate) implements Change {
        }

        /** {@code state[t] = next(state[t-1], …)}: a difference equation, once a step. */
        record Next(Expression next) implements Change {
        }
    }

    /**
     * The spike event.
     *
     * @param margin the neuron fires in a step where this is above 0 after the states moved on; for {@code when v > theta}
     *               it is {@code v - theta}
     * @param surrogate what stands for the derivative of the step function in training, a formula in {@code margin}; the
     *                  symbol is named {@value #MARGIN}
     * @param resets new values of states after a spike, by state name; states not named stay
     */
    public record Spike(Expression margin, Expression surrogate, Map<String, Expression> resets) {

        /** The symbol that a surrogate's formula uses for its argument. */
        public static final String MARGIN = "margin";

        public Spike {
            Objects.requireNonNull(margin);
            Objects.requireNonNull(surrogate);
            resets = Map.copyOf(resets);
        }
    }

    public NeuronProgram {
        parameters = Map.copyOf(parameters);
        states = List.copyOf(states);
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(spike);
        Objects.requireNonNull(output);
        if (states.isEmpty()) {
            throw new IllegalArgumentException("neuron " + name + " has no state");
        }
    }

    /** A formula of this program with its parameters put in as numbers. */
    public Expression withParameters(Expression formula) {
        Map<String, Expression> numbers = new java.util.HashMap<>();
        parameters.forEach((parameter, value) -> numbers.put(parameter, Expression.of(value)));
        return formula.substitute(numbers);
    }
}
