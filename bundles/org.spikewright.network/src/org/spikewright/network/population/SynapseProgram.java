package org.spikewright.network.population;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.spikewright.network.equation.Expression;

/**
 * A plastic synapse as equations. Formulas use the names of its states, of traces, of parameters, {@value #WEIGHT}, and
 * {@value #FACTOR} where there is a modulator. Between events states and traces decay exactly; nothing else happens, so
 * that synapses cost nothing while nobody fires.
 *
 * <p>Where several things fall on one step, arrivals of presynaptic spikes come first, then spikes of the target, then the
 * clock. Each sees traces as they are before the spike that it handles is added to them.
 *
 * @param name in the language
 * @param parameters values by name, in SI units
 * @param states of each synapse beside its weight
 * @param traces of the two neurons, kept once a neuron and shared by its synapses
 * @param onPre what happens when a spike of the source arrives, after the projection's delay, in order
 * @param onPost what happens when the target fires, in order; it may not transmit
 * @param clock what happens at regular times
 * @param modulator the third factor
 * @param low least weight, {@code Double.NEGATIVE_INFINITY} for none
 * @param high largest weight, {@code Double.POSITIVE_INFINITY} for none
 */
public record SynapseProgram(String name, Map<String, Double> parameters, List<State> states, List<Trace> traces,
        List<Action> onPre, List<Action> onPost, Optional<Clock> clock, Optional<Modulator> modulator, double low,
        double high) {

    /** The symbol of the weight, a state that every synapse has; it starts at the projection's weight. */
    public static final String WEIGHT = "w";

    /** The symbol of the third factor's present value. */
    public static final String FACTOR = "factor";

    /**
     * A number of each synapse.
     *
     * @param initial its value at the start
     * @param tau it decays to 0 with this time constant in seconds, or stays if infinite
     */
    public record State(String name, double initial, double tau) {

        /** Whether it changes between events. */
        public boolean fades() {
            return tau < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * A number of each source or target neuron that follows its spikes, 0 at the start.
     *
     * @param side whose spikes
     * @param tau it decays to 0 with this time constant in seconds
     * @param jump its value after a spike, a formula in its own name and in parameters: {@code x + 1} for all spikes,
     *             {@code 1} for the nearest
     */
    public record Trace(String name, Side side, double tau, Expression jump) {
    }

    /** An end of a synapse. */
    public enum Side {
        /** The source; its trace counts spikes when they arrive. */
        PRE,
        /** The target. */
        POST
    }

    /** One of the things that an event does. */
    public sealed interface Action {

        /** The formula of what is assigned or sent. */
        Expression value();

        /** A state, or the weight, takes a value. The weight is bounded at once. */
        record Assign(String state, Expression value) implements Action {
        }

        /** The target's receptor receives a value. */
        record Transmit(Expression value) implements Action {
        }
    }

    /**
     * Assignments to every synapse at multiples of a period. Their formulas may also use {@code dt}, the time step.
     *
     * @param period in seconds, taken to the nearest number of whole steps but one at least; 0 for every step
     * @param actions in order; they may not transmit
     */
    public record Clock(double period, List<Action> actions) {
        public Clock {
            actions = List.copyOf(actions);
            if (!(period >= 0) || Double.isInfinite(period)) {
                throw new IllegalArgumentException("a synapse's clock has a period of " + period + " s; it must be 0 or more");
            }
        }

        /** From one tick to the next, in steps of {@code dt} seconds. */
        public long steps(double dt) {
            return Math.max(1, Math.round(period / dt));
        }
    }

    /**
     * A signal that all synapses of the projection share: each spike of a population adds 1 to it, in the next step.
     *
     * @param population whose spikes
     * @param tau it decays to 0 with this time constant in seconds
     * @param scale what one spike adds
     */
    public record Modulator(String population, double tau, double scale) {
    }

    public SynapseProgram {
        parameters = Map.copyOf(parameters);
        states = List.copyOf(states);
        traces = List.copyOf(traces);
        onPre = List.copyOf(onPre);
        onPost = List.copyOf(onPost);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(modulator);
        if (!(low <= high)) {
            throw new IllegalArgumentException("the bounds of " + name + " are empty: " + low + " to " + high);
        }
        if (onPost.stream().anyMatch(Action.Transmit.class::isInstance)) {
            throw new IllegalArgumentException("synapse " + name + " transmits when its target fires; only arrivals may");
        }
        if (clock.stream().flatMap(one -> one.actions().stream()).anyMatch(Action.Transmit.class::isInstance)) {
            throw new IllegalArgumentException("synapse " + name + " transmits by the clock; only arrivals may");
        }
    }

    /** The traces of one side, in order. */
    public List<Trace> traces(Side side) {
        return traces.stream().filter(trace -> trace.side() == side).toList();
    }
}
