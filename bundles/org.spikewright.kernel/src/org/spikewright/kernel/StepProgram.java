package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.spikewright.kernel.internal.CommonTerms;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/**
 * What a neuron does in one time step, in single assignment: numbers only but for what differs from neuron to neuron. Lines see
 * the states as they were before the step, what the inputs received in it, and random numbers. What happens only if a condition
 * holds, as resets do, is a choice between two values.
 *
 * @param name the neuron's name in the language
 * @param inputs names, in order; a layer drives the first, the others then receive 0; where spikes are fired within a step, those
 *               that tell when in it something arrives come last
 * @param states those of the equations, in order, then what rounding took from slow ones ({@link #low}), then {@value #REFRACTORY} where there is one, then {@value #FRACTION} where
 *               spikes are fired within a step
 * @param initial their values at the start, in the same order
 * @param varying parameters that differ from neuron to neuron
 * @param derived names of values that follow from varying parameters
 * @param derivation computes them
 * @param normals names of Gaussian random numbers
 * @param uniforms names of random numbers between 0 and 1, and then of numbers that whoever runs the step gives
 * @param adaptive differential equations that choose their own steps; they come before the lines
 * @param lines in order
 * @param next the states after the step, formulas over all lines
 * @param spikes the events that fire
 * @param output what the neuron sends on, a formula over all lines: 1 where it fires, else 0; a graded neuron's output
 * @param late what is still to be added to the states after the step; at most one for each input
 */
public record StepProgram(String name, List<String> inputs, List<String> states, List<Double> initial, List<String> varying,
        List<String> derived, Derivation derivation, List<String> normals, List<String> uniforms, Optional<Adaptive> adaptive,
        List<Definition> lines, List<Expression> next, List<Spike> spikes, Expression output, List<Late> late) {

    /** The steps for which a neuron is still refractory, a state of its own. */
    public static final String REFRACTORY = "$refractory";

    /** After which part of the last step the neuron fired, if it did: a state of its own. */
    public static final String FRACTION = "$fraction";

    /** Behind the name of a receptor, the name of what counts for it at the start of a step instead of at its end. */
    public static final String START = "$start";

    /** After which part of a step the last of those arrived that count at its start too: an input of its own. */
    public static final String LATEST = "$latest";

    /** Computes values that follow from the parameters of one neuron. */
    @FunctionalInterface
    public interface Derivation {
        /** The values, in the order of their names. */
        double[] of(ToDoubleFunction<String> parameters);
    }

    /**
     * An event that fires. In training its spike is 1 where the margin is above 0, and the derivative of that is the surrogate.
     *
     * @param condition the line above 0 of which it fires
     * @param margin how far the neuron is above its threshold
     * @param surrogate what stands for the derivative of the spike by the margin
     */
    public record Spike(String condition, Expression margin, Expression surrogate) {
    }

    /**
     * Equations for an embedded pair of Runge–Kutta methods.
     *
     * @param states which states; their moved values go by {@link StepProgram#moved}
     * @param span the time step in seconds
     * @param least the shortest step, which is taken whatever its error is
     * @param lines a trial step of length {@value #LENGTH} from where moved states are
     * @param worst the trial's error by what is tolerated, over those lines
     * @param trial where it leads, in the order of the states
     */
    public record Adaptive(List<String> states, double span, double least, List<Definition> lines, Expression worst,
            List<Expression> trial) {

        /** The length of a trial step. */
        public static final String LENGTH = "$length";

        public Adaptive {
            states = List.copyOf(states);
            lines = List.copyOf(lines);
            trial = List.copyOf(trial);
        }
    }

    /**
     * An input that the lines do not look at: who runs the step adds to a state, after the step, what was received in it.
     * Where little arrives, this is less work than to look at every neuron.
     *
     * @param receptor its index
     * @param state the state's index
     * @param weight what a unit received adds
     */
    public record Late(int receptor, int state, double weight) {
    }

    public StepProgram {
        inputs = List.copyOf(inputs);
        states = List.copyOf(states);
        initial = List.copyOf(initial);
        varying = List.copyOf(varying);
        derived = List.copyOf(derived);
        normals = List.copyOf(normals);
        uniforms = List.copyOf(uniforms);
        lines = List.copyOf(lines);
        next = List.copyOf(next);
        spikes = List.copyOf(spikes);
        late = List.copyOf(late);
    }

    /** A step without a state, which sends a formula of what its inputs receive. */
    public static StepProgram of(String name, List<String> inputs, Expression formula) {
        CommonTerms terms = new CommonTerms("$term", Set.of(), List.of(), List.of(formula));
        return new StepProgram(name, inputs, List.of(), List.of(), List.of(), List.of(), _ -> new double[0], List.of(), List.of(),
                Optional.empty(), terms.lines(), List.of(), List.of(), terms.results().getFirst(), List.of());
    }

    /** The name of a state's value after it moved by its equation. */
    public static String moved(String state) {
        return state + "$";
    }

    /** The name of a state that keeps what rounding took from another. */
    public static String low(String state) {
        return state + "$low";
    }

    /** The name of a state that is what others read of the neuron in every step. */
    public static String sent(int number) {
        return "$sent" + number;
    }

    /** The arrays that a population's kernel takes, in order: states, varying parameters, derived values. */
    public List<String> arrays() {
        return Stream.of(states, varying, derived).flatMap(List::stream).toList();
    }

    /** The random numbers that it takes in each step, in order: Gaussian ones, then even ones. */
    public List<String> noises() {
        return Stream.concat(normals.stream(), uniforms.stream()).toList();
    }

    /** Which input is what counts for a receptor at the start of a step; -1 where all counts at the end. */
    public int start(int receptor) {
        return inputs.indexOf(inputs.get(receptor) + START);
    }

    /** Which input is {@value #LATEST}, or -1. */
    public int latest() {
        return inputs.indexOf(LATEST);
    }

    /** Whether the neuron fires; otherwise it is graded. */
    public boolean fires() {
        return !spikes.isEmpty();
    }

    /** The states that the neuron's declaration has. */
    public List<String> declared() {
        return states.stream().filter(state -> state.indexOf('$') < 0).toList();
    }

    /** The neuron fires where this is above 0. */
    public Expression fired() {
        return spikes.stream().map(spike -> Expression.symbol(spike.condition()))
                .reduce((a, b) -> Expression.call(Function.MAX, List.of(a, b))).orElse(Expression.ZERO);
    }

    /** The same where nothing ever fires; it sends on the margin of its first spike, or what it sent before. */
    public StepProgram silent() {
        Map<String, Expression> never = new HashMap<>();
        spikes.forEach(spike -> never.put(spike.condition(), Expression.of(-1)));
        List<Definition> quiet = lines.stream().map(line -> new Definition(line.name(), line.value().substitute(never))).toList();
        return new StepProgram(name, inputs, states, initial, varying, derived, derivation, normals, uniforms, adaptive, quiet,
                next.stream().map(formula -> formula.substitute(never)).toList(), List.of(),
                spikes.isEmpty() ? output : spikes.getFirst().margin(), late);
    }

    /** The same with formulas in place of some inputs. */
    public StepProgram receiving(Map<String, Expression> formulas) {
        if (formulas.isEmpty()) {
            return this;
        }
        return new StepProgram(name, inputs, states, initial, varying, derived, derivation, normals, uniforms, adaptive,
                lines.stream().map(line -> new Definition(line.name(), line.value().substitute(formulas))).toList(),
                next.stream().map(formula -> formula.substitute(formulas)).toList(),
                spikes.stream().map(spike -> new Spike(spike.condition(), spike.margin().substitute(formulas),
                        spike.surrogate().substitute(formulas))).toList(),
                output.substitute(formulas), late);
    }

    /** The same with another output. */
    StepProgram sending(Expression other) {
        return new StepProgram(name, inputs, states, initial, varying, derived, derivation, normals, uniforms, adaptive, lines, next,
                spikes, other, late);
    }

    /** The same from other values at the start, by name of state. */
    public StepProgram startingAt(Map<String, Double> values) {
        List<Double> start = new ArrayList<>(initial);
        values.forEach((state, value) -> start.set(states.indexOf(state), value));
        return new StepProgram(name, inputs, states, start, varying, derived, derivation, normals, uniforms, adaptive, lines, next,
                spikes, output, late);
    }

    /** Those lines that some formulas need. */
    public static List<Definition> needed(List<Definition> lines, Iterable<Expression> formulas) {
        Set<String> wanted = new HashSet<>();
        formulas.forEach(formula -> wanted.addAll(formula.symbols()));
        List<Definition> kept = new ArrayList<>();
        for (Definition line : lines.reversed()) {
            if (wanted.contains(line.name())) {
                wanted.addAll(line.value().symbols());
                kept.addFirst(line);
            }
        }
        return kept;
    }
}
