package org.spikewright.network.population;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram.Noise;

/**
 * A synapse that changes, as equations. Formulas use the names of its states, of traces, of parameters, {@value #WEIGHT},
 * {@value #FACTOR} where there is a modulator, and the names of what it reads of its neurons and of random numbers. Between events
 * states and traces decay exactly; where nothing is done in every step, nothing else happens, so that synapses cost nothing while
 * nobody fires.
 *
 * <p>Where several things fall on one step, what is done in every step comes first, then arrivals of presynaptic spikes, then spikes
 * of the target, then the clock, and what keeps sums of weights last. Each sees traces as they are before the spike that it handles
 * is added to them.
 *
 * <p>What is read of the neurons is in every step that of its middle, as a {@link Coupling} has it. For a spike that arrives it is what
 * the source was when it fired, and the target at the start of the step; for spikes of the target and the clock what the source
 * was a delay before, and the target is at the end of the step, after its resets. What all synapses share is that of the end of
 * the step before.
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
 * @param normalisation what keeps the sum of the weights that end at one neuron
 * @param reads what formulas read of the two neurons
 * @param noises random numbers, new for each synapse and each event that uses them; none is white
 * @param course what is done in every step, in order; what it transmits is brought in the step, held over it. A synapse with a course
 *               has no traces, and no states that decay by themselves
 * @param dendritic the part of the delay that lies behind the synapse, in seconds: spikes of the source reach the synapse so much sooner
 *                  than the target, and those of the target so much later than they are fired. All that happens to a synapse is
 *                  worked out when what it sends reaches the target; a synapse with such a delay reads nothing of the two neurons and
 *                  does nothing in every step
 */
public record SynapseProgram(String name, Map<String, Double> parameters, List<State> states, List<Trace> traces,
        List<Action> onPre, List<Action> onPost, Optional<Clock> clock, Optional<Modulator> modulator, double low,
        double high, Optional<Normalisation> normalisation, List<Coupling.Value> reads, List<Noise> noises, List<Action> course,
        double dendritic) {

    /** The symbol of the weight, a state that every synapse has; it starts at the projection's weight. */
    public static final String WEIGHT = "w";

    /** The symbol of the third factor's present value. */
    public static final String FACTOR = "$$factor";

    /**
     * A number of each synapse.
     *
     * @param initial its value at the start, drawn for each synapse
     * @param tau it decays with this time constant in seconds, or stays if infinite
     * @param rest to which value
     */
    public record State(String name, Distribution initial, double tau, double rest) {

        /** A state that decays to 0. */
        public State(String name, Distribution initial, double tau) {
            this(name, initial, tau, 0);
        }

        /** A state that starts at the same value in all synapses and decays to 0. */
        public State(String name, double initial, double tau) {
            this(name, Distribution.of(initial), tau);
        }

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
        POST,
        /** A neuron that all synapses share, the first of the modulator's population. It has no traces. */
        SHARED
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

        /** What follows of the same event may use a value under a name of its own. */
        record Let(String name, Expression value) implements Action {
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
            return new TimeGrid(dt).atLeastOne(period);
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

    /**
     * At multiples of an interval, the weights that end at one neuron are scaled by one factor, so that their sum, signs apart,
     * is a given one; where all are 0 they stay. Bounds hold afterwards: the sum is another where they cut. With this, synapses
     * compete for their target (von der Malsburg, Kybernetik 14, 1973; Miller and MacKay, Neural Computation 6, 1994).
     *
     * @param total the sum, in the unit of the weights
     * @param interval in seconds, taken to the nearest number of whole steps but one at least
     */
    public record Normalisation(double total, double interval) {
        public Normalisation {
            if (!(total > 0) || Double.isInfinite(total)) {
                throw new IllegalArgumentException("weights are to have the sum " + total + "; it must be above 0");
            }
            if (!(interval > 0) || Double.isInfinite(interval)) {
                throw new IllegalArgumentException("weights are normalised every " + interval + " s; it must be above 0");
            }
        }

        /** From one to the next, in steps of {@code dt} seconds. */
        public long steps(double dt) {
            return new TimeGrid(dt).atLeastOne(interval);
        }
    }

    public SynapseProgram {
        parameters = Map.copyOf(parameters);
        states = List.copyOf(states);
        traces = List.copyOf(traces);
        onPre = List.copyOf(onPre);
        onPost = List.copyOf(onPost);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(modulator);
        Objects.requireNonNull(normalisation);
        reads = List.copyOf(reads);
        noises = List.copyOf(noises);
        course = List.copyOf(course);
        if (modulator.isEmpty() && reads.stream().anyMatch(value -> value.side() == Side.SHARED)) {
            throw new IllegalArgumentException("synapse " + name + " reads a quantity that all synapses share, but names no population that has it");
        }
        if (!course.isEmpty() && (!traces.isEmpty() || states.stream().anyMatch(State::fades))) {
            throw new IllegalArgumentException("synapse " + name + " moves in every step, so that nothing of it can decay by itself");
        }
        if (!(dendritic >= 0) || dendritic > 0 && (!course.isEmpty() || reads.stream().anyMatch(value -> value.side() != Side.SHARED))) {
            throw new IllegalArgumentException("synapse " + name + " has a dendritic delay of " + dendritic + " s; it must be 0 or more, and 0 where the"
                    + " synapse reads quantities of its neurons or does something in every step");
        }
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

    /** A synapse whose weights nothing keeps to a sum. */
    public SynapseProgram(String name, Map<String, Double> parameters, List<State> states, List<Trace> traces, List<Action> onPre,
            List<Action> onPost, Optional<Clock> clock, Optional<Modulator> modulator, double low, double high) {
        this(name, parameters, states, traces, onPre, onPost, clock, modulator, low, high, Optional.empty(), List.of(), List.of(), List.of(), 0);
    }

    /** The same synapse with weights that are normalised. */
    public SynapseProgram normalised(Normalisation by) {
        return new SynapseProgram(name, parameters, states, traces, onPre, onPost, clock, modulator, low, high, Optional.of(by), reads, noises,
                course, dendritic);
    }

    /** The same synapse that reads something of its neurons and draws random numbers. */
    public SynapseProgram with(List<Coupling.Value> values, List<Noise> random) {
        return new SynapseProgram(name, parameters, states, traces, onPre, onPost, clock, modulator, low, high, normalisation, values, random,
                course, dendritic);
    }

    /** The same synapse that does something in every step. */
    public SynapseProgram moving(List<Action> inEveryStep) {
        return new SynapseProgram(name, parameters, states, traces, onPre, onPost, clock, modulator, low, high, normalisation, reads, noises,
                inEveryStep, dendritic);
    }

    /** The same synapse with so much of its delay behind it, in seconds. */
    public SynapseProgram behind(double delay) {
        return new SynapseProgram(name, parameters, states, traces, onPre, onPost, clock, modulator, low, high, normalisation, reads, noises,
                course, delay);
    }

    /** The same synapse with a weight that stays as it is; other states go on. */
    SynapseProgram frozen() {
        return new SynapseProgram(name, parameters, states, traces, frozen(onPre), frozen(onPost),
                clock.map(one -> new Clock(one.period(), frozen(one.actions()))), modulator, low, high, Optional.empty(), reads, noises, frozen(course),
                dendritic);
    }

    /** Without what changes the weight, or what is kept beside it. */
    private static List<Action> frozen(List<Action> actions) {
        return actions.stream().filter(action -> !(action instanceof Action.Assign(String state, _))
                || !state.equals(WEIGHT) && !state.startsWith(WEIGHT + "$")).toList();
    }

    /** Whether it brings something in every step. */
    public boolean actsInEveryStep() {
        return course.stream().anyMatch(Action.Transmit.class::isInstance);
    }

    /** What it reads of one side, in order. */
    public List<Coupling.Value> reads(Side side) {
        return reads.stream().filter(value -> value.side() == side).toList();
    }

    /** The traces of one side, in order. */
    public List<Trace> traces(Side side) {
        return traces.stream().filter(trace -> trace.side() == side).toList();
    }
}
