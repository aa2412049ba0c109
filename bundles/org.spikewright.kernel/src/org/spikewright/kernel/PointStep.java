package org.spikewright.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.spikewright.network.equation.Expression;

/**
 * What a neuron of a population does in one time step, as straight lines: numbers only but for what differs from neuron
 * to neuron. Lines see the states as they were before the step, what receptors received in it, and random numbers.
 *
 * @param name the neuron's name in the language
 * @param states those of the equations, in order, then {@value #REFRACTORY} where there is one, then {@value #FRACTION} where
 *               spikes are fired within a step
 * @param initial their values at the start, in the same order
 * @param varying parameters that differ from neuron to neuron
 * @param derived names of values that follow from varying parameters
 * @param derivation computes them
 * @param receptors names, in order
 * @param normals names of Gaussian random numbers
 * @param uniforms names of random numbers between 0 and 1
 * @param adaptive differential equations that choose their own steps; they come before the lines
 * @param lines in order
 * @param fired the neuron fires where this is above 0; a formula over all lines
 * @param after the states after the step, formulas over all lines
 * @param late what is still to be added to the states after the step; at most one for each receptor
 */
public record PointStep(String name, List<String> states, List<Double> initial, List<String> varying,
        List<String> derived, Derivation derivation, List<String> receptors, List<String> normals,
        List<String> uniforms, Optional<Adaptive> adaptive, List<Definition> lines, Expression fired,
        List<Expression> after, List<Late> late) {

    /** The steps for which a neuron is still refractory, a state of its own. */
    public static final String REFRACTORY = "$refractory";

    /** After which part of the last step the neuron fired, if it did: a state of its own. */
    public static final String FRACTION = "$fraction";

    /** Computes values that follow from the parameters of one neuron. */
    @FunctionalInterface
    public interface Derivation {
        /** The values, in the order of their names. */
        double[] of(ToDoubleFunction<String> parameters);
    }

    /**
     * Equations for an embedded Runge–Kutta pair.
     *
     * @param states which states; their moved values go by {@link StepProgram#moved}
     * @param rates right-hand sides over states, in the same order
     * @param span the time step in seconds
     * @param relative tolerance
     * @param absolute tolerance
     */
    public record Adaptive(List<String> states, List<Expression> rates, double span, double relative,
            double absolute) {
        public Adaptive {
            states = List.copyOf(states);
            rates = List.copyOf(rates);
        }
    }

    /**
     * A receptor that the lines do not look at: who runs the step adds to a state, after the step, what was received in it.
     * Where little arrives, this is less work than to look at every neuron.
     *
     * @param receptor its index
     * @param state the state's index
     * @param weight what a unit received adds
     */
    public record Late(int receptor, int state, double weight) {
    }

    public PointStep {
        states = List.copyOf(states);
        initial = List.copyOf(initial);
        varying = List.copyOf(varying);
        derived = List.copyOf(derived);
        receptors = List.copyOf(receptors);
        normals = List.copyOf(normals);
        uniforms = List.copyOf(uniforms);
        lines = List.copyOf(lines);
        after = List.copyOf(after);
        late = List.copyOf(late);
    }

    /** The arrays that a kernel takes, in order: states, varying parameters, derived values. */
    public List<String> arrays() {
        return java.util.stream.Stream.of(states, varying, derived).flatMap(List::stream).toList();
    }

    /** The rows of random numbers that a kernel takes for each step, in order: Gaussian ones, then even ones. */
    public int noises() {
        return normals.size() + uniforms.size();
    }
}
