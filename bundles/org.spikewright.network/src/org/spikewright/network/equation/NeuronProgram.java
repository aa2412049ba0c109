package org.spikewright.network.equation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A neuron as equations: what the language says, with parameters as SI numbers, before any step size or solver is chosen.
 * Formulas use the names of states, inputs, noises, parameters, {@code dt} and {@link #TIME}.
 *
 * <p>In one time step, in this order: noises take new values; states move by their changes; what arrived at receptors
 * with jumps is added; the events are tried one after the other on the states as the events before left them.
 *
 * @param name the neuron's name in the language
 * @param parameters values by name, in SI units; the same for all neurons of a layer
 * @param states in the order of their declaration, at least one
 * @param receptors what it can receive; the first is what an incoming layer drives
 * @param events what happens when a condition holds, in the order in which they are tried
 * @param output what it sends on where it does not spike
 * @param noises random numbers that formulas use
 * @param refractoriness what follows a spike
 * @param solver how differential equations are integrated
 */
public record NeuronProgram(String name, Map<String, Double> parameters, List<State> states, List<Receptor> receptors,
        List<Event> events, Expression output, List<Noise> noises, Optional<Refractoriness> refractoriness,
        Solver solver) {

    /** The symbol of the time at the start of the step, in seconds: nothing that the language can name. */
    public static final String TIME = "$time";

    /**
     * One state variable.
     *
     * @param name its name
     * @param initial its value at the start, in SI units
     * @param change how it changes
     * @param bound a magnitude beyond which its equations have lost all meaning; infinite where nobody can say
     */
    public record State(String name, double initial, Change change, double bound) {
        public State {
            if (!(bound > 0)) {
                throw new IllegalArgumentException("the bound of state " + name + " is " + bound + "; it must be above 0");
            }
        }

        /** A state that may have any value. */
        public State(String name, double initial, Change change) {
            this(name, initial, change, Double.POSITIVE_INFINITY);
        }
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
     * Something that synapses and drives end at. The sum of the weights that arrive in a step goes by the receptor's name.
     *
     * @param name the symbol in formulas
     * @param jumps what is added to states when something arrives, by state name: formulas in the receptor's name, and
     *              in states as they are after they moved. Empty for a receptor whose sum the changes use: it is then
     *              held over the step, as a current is
     */
    public record Receptor(String name, Map<String, Expression> jumps) {
        public Receptor {
            Objects.requireNonNull(name);
            jumps = Map.copyOf(jumps);
        }

        /** A receptor whose sum is held over the step. */
        public static Receptor held(String name) {
            return new Receptor(name, Map.of());
        }

        /** A receptor that adds what arrives to a state. */
        public static Receptor into(String name, String state) {
            return new Receptor(name, Map.of(state, Expression.symbol(name)));
        }
    }

    /** Something that happens in a step in which its condition holds. */
    public sealed interface Event {
        /**
         * The event happens exactly where this is above 0: {@code v - theta} for {@code when v > theta},
         * {@code NON_NEGATIVE(v - theta)} for {@code when v >= theta}.
         */
        Expression condition();

        /** New values of states, all taken from the values before the event, by state name; states not named stay. */
        Map<String, Expression> resets();
    }

    /**
     * The event that emits a spike. It does not happen while the neuron is refractory.
     *
     * @param margin how far the condition is from its bound after the states moved on, positive where it holds; {@code v - theta}
     *               both for {@code when v > theta} and for {@code when v >= theta}
     * @param condition the neuron fires in a step exactly where this is above 0; differs from the margin where the bound
     *                  itself counts
     * @param surrogate what stands for the derivative of the step function in training, a formula in {@code margin}; the
     *                  symbol is named {@value #MARGIN}
     * @param resets new values of states after a spike, by state name; states not named stay
     */
    public record Spike(Expression margin, Expression condition, Expression surrogate, Map<String, Expression> resets)
            implements Event {

        /** The symbol that a surrogate's formula uses for its argument. */
        public static final String MARGIN = "margin";

        public Spike {
            Objects.requireNonNull(margin);
            Objects.requireNonNull(condition);
            Objects.requireNonNull(surrogate);
            resets = Map.copyOf(resets);
        }

        /** A spike where the margin is above 0. */
        public Spike(Expression margin, Expression surrogate, Map<String, Expression> resets) {
            this(margin, margin, surrogate, resets);
        }
    }

    /**
     * An event that changes states and emits nothing.
     *
     * @param condition it happens where this is above 0
     * @param resets new values of states
     */
    public record Jump(Expression condition, Map<String, Expression> resets) implements Event {
        public Jump {
            Objects.requireNonNull(condition);
            resets = Map.copyOf(resets);
        }
    }

    /**
     * A random number of each neuron, new in each step.
     *
     * @param name the symbol in formulas
     * @param kind how it is distributed
     * @param stream the name of the random stream, any text
     */
    public record Noise(String name, Kind kind, String stream) {

        /** A noise whose stream goes by its symbol. */
        public Noise(String name, Kind kind) {
            this(name, kind, name);
        }

        /** How a noise is distributed. */
        public enum Kind {
            /**
             * Gaussian white noise of unit intensity, in s^(-1/2), for right-hand sides of differential equations only:
             * {@code dv/dt = -v/tau + sigma * sqrt(2/tau) * xi} has the standard deviation {@code sigma}.
             */
            WHITE,
            /** Gaussian of mean 0 and standard deviation 1. */
            NORMAL,
            /** Even between 0 and 1. */
            UNIFORM,
            /** Not random: whoever runs the step gives it, for each neuron. */
            GIVEN
        }
    }

    /**
     * The time after a spike in which the neuron does not spike and some of its states stand still.
     *
     * @param duration in seconds, a formula in parameters; rounded to whole steps
     * @param held the states that neither move nor take what arrives
     */
    public record Refractoriness(Expression duration, Set<String> held) {
        public Refractoriness {
            Objects.requireNonNull(duration);
            held = Set.copyOf(held);
        }
    }

    public NeuronProgram {
        parameters = Map.copyOf(parameters);
        states = List.copyOf(states);
        receptors = List.copyOf(receptors);
        events = List.copyOf(events);
        noises = List.copyOf(noises);
        Objects.requireNonNull(output);
        Objects.requireNonNull(refractoriness);
        Objects.requireNonNull(solver);
        if (states.isEmpty()) {
            throw new IllegalArgumentException("neuron " + name + " has no state");
        }
    }

    /** A neuron as layers have it: inputs held over the step, at most one event, nothing random. */
    public NeuronProgram(String name, Map<String, Double> parameters, List<State> states, List<String> inputs,
            Optional<Spike> spike, Expression output) {
        this(name, parameters, states, inputs.stream().map(Receptor::held).toList(),
                spike.<List<Event>>map(List::of).orElse(List.of()), output, List.of(), Optional.empty(),
                new Solver.Automatic());
    }

    /** Whether its formulas use {@link #TIME}. */
    public boolean isTimed() {
        return Stream.of(states.stream().map(state -> switch (state.change()) {
            case Change.Rate(Expression rate) -> rate;
            case Change.Next(Expression next) -> next;
        }), receptors.stream().flatMap(receptor -> receptor.jumps().values().stream()), events.stream().flatMap(event -> Stream.concat(
                event instanceof Spike spike ? Stream.of(spike.margin(), spike.condition(), spike.surrogate()) : Stream.of(event.condition()),
                event.resets().values().stream())), Stream.of(output)).flatMap(formulas -> formulas)
                .anyMatch(formula -> formula.symbols().contains(TIME));
    }

    /** What makes it fire; a neuron without it is graded: its {@code output} is what the next layer receives. */
    public Optional<Spike> spike() {
        return events.stream().filter(Spike.class::isInstance).map(Spike.class::cast).findFirst();
    }

    /** The names of its receptors. */
    public List<String> inputs() {
        return receptors.stream().map(Receptor::name).toList();
    }

    /** Where the receptor of that name stands in the list, or -1. */
    public int receptor(String receptor) {
        return inputs().indexOf(receptor);
    }

    /** Whether what a receptor receives is held over the step, instead of only being added to states at its end. */
    public boolean holds(Receptor receptor) {
        return receptor.jumps().isEmpty() || states.stream().anyMatch(state -> switch (state.change()) {
            case Change.Rate(Expression rate) -> rate.symbols().contains(receptor.name());
            case Change.Next(Expression next) -> next.symbols().contains(receptor.name());
        });
    }

    /** Whether it has a state of that name. */
    public boolean hasState(String state) {
        return states.stream().anyMatch(one -> one.name().equals(state));
    }

    /** The operations of one neuron in one step: of its equations as they are written, with comparison and resets. */
    public long operations() {
        long count = output.operations();
        for (State state : states) {
            count += switch (state.change()) {
                case Change.Rate(Expression rate) -> rate.operations() + 1;
                case Change.Next(Expression next) -> next.operations();
            };
        }
        for (Event event : events) {
            Expression compared = event instanceof Spike spike ? spike.margin() : event.condition();
            count += compared.operations() + event.resets().values().stream().mapToLong(Expression::operations).sum();
        }
        return count;
    }

    /** A formula of this program with its parameters put in as numbers. */
    public Expression withParameters(Expression formula) {
        Map<String, Expression> numbers = new HashMap<>();
        parameters.forEach((parameter, value) -> numbers.put(parameter, Expression.of(value)));
        return formula.substitute(numbers);
    }

    /** Why its solver cannot take its equations, as a sentence about the first that it cannot; empty if it can. */
    public Optional<String> unsolvable() {
        if (!(solver instanceof Solver.Exact || solver instanceof Solver.ExponentialEuler)) {
            return Optional.empty();
        }
        Map<String, Expression> calm = new HashMap<>();
        noises.forEach(noise -> calm.put(noise.name(), Expression.ZERO));
        Set<String> constant = new HashSet<>(parameters.keySet());
        constant.add("dt");
        for (State state : states) {
            if (!(state.change() instanceof Change.Rate(Expression rate))) {
                continue;
            }
            if (solver instanceof Solver.ExponentialEuler) {
                if (rate.substitute(calm).derivative(state.name()).symbols().contains(state.name())) {
                    return Optional.of("the equation of " + state.name() + " is not linear in " + state.name()
                            + " itself; choose another solver than exponentialEuler");
                }
            } else if (states.stream().anyMatch(other -> other.change() instanceof Change.Rate
                    && !constant.containsAll(rate.substitute(calm).derivative(other.name()).symbols()))
                    || noises.stream().anyMatch(noise -> !constant.containsAll(rate.derivative(noise.name()).symbols()))) {
                return Optional.of("the equation of " + state.name()
                        + " is not linear with constant coefficients; choose another solver than exact");
            }
        }
        return Optional.empty();
    }
}
