package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Event;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;

/**
 * Makes the program of a synapse that changes. A state that follows the spikes of one side only and fades by itself is kept once a
 * neuron, as a trace, where nothing moves in every step; the others are kept once a synapse.
 */
final class SynapseElaboration {

    private static final String PRE = "pre";
    private static final String POST = "post";
    /** That a state stays as it is. */
    private static final SynapseMotion.Fade STILL = new SynapseMotion.Fade(Double.POSITIVE_INFINITY, 0);

    private final DiagnosticSink problems;
    private final SynapseReads reads;

    /**
     * Makes programs of synapses between two populations.
     *
     * @param reads what those can read of the neurons
     */
    SynapseElaboration(DiagnosticSink problems, SynapseReads reads) {
        this.problems = problems;
        this.reads = reads;
    }

    /** The program of a synapse as a connection uses it. A parameter that is drawn for each synapse is a state that stays. */
    Optional<SynapseProgram> program(Reference use, Draws values, Optional<SynapseProgram.Modulator> modulator) {
        Map<Parameter, Expression> numbers = new LinkedHashMap<>();
        Map<String, Distribution> drawn = new LinkedHashMap<>();
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(use, DiagnosticSink.IGNORED).entrySet()) {
            Parameter parameter = argument.getKey();
            Optional<Distribution> value = values.with(numbers).of(argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get() instanceof Distribution.Constant(double number)) {
                numbers.put(parameter, Expression.of(number));
            } else {
                numbers.put(parameter, Expression.symbol(parameter.getName()));
                drawn.put(parameter.getName(), value.get());
                Bounds bounds = new Bounds(problems);
                if (bounds.dependsOnPlace(argument.getValue())) {
                    bounds.check(value.get(), parameter, "'" + parameter.getName() + "'", argument.getValue());
                }
            }
        }
        return reads.of((Synapse) use.getTarget(), use).flatMap(read -> program((Synapse) use.getTarget(), numbers, drawn, modulator, read));
    }

    private Optional<SynapseProgram> program(Synapse synapse, Map<Parameter, Expression> numbers, Map<String, Distribution> drawn,
            Optional<SynapseProgram.Modulator> modulator, List<Coupling.Value> read) {
        Map<Input, Expression> factors = new HashMap<>();
        synapse.getInputs().stream().filter(input -> !SynapseReads.isRead(input)).forEach(input -> factors.put(input, Expression.symbol(SynapseProgram.FACTOR)));
        if (!factors.isEmpty() && modulator.isEmpty()) {
            problems.report(Code.SYNAPSE, "'" + synapse.getName() + "' has a third factor; say with factor whose spikes it is", synapse,
                    CorePackage.Literals.NAMED__NAME);
            return Optional.empty();
        }
        Noises noises = new Noises();
        Formulas formulas = NeuronElaboration.named(synapse, new Formulas(DiagnosticSink.IGNORED).with(numbers).with(factors).where(noises));
        Map<Equation, Expression> moving = new LinkedHashMap<>();
        Map<State, SynapseMotion.Fade> fading = new HashMap<>();
        for (Equation equation : synapse.getEquations()) {
            Optional<Expression> right = formulas.of(equation.getRight());
            if (right.isEmpty() || equation.getState() == null) {
                return Optional.empty();
            }
            Optional<SynapseMotion.Fade> fade = equation.isDerivative() && !isOfWeight(equation)
                    ? SynapseMotion.Fade.of(equation.getState().getName(), right.get()) : Optional.empty();
            fade.ifPresent(found -> fading.put(equation.getState(), found));
            if (fade.isEmpty()) {
                moving.put(equation, right.get());
            }
        }
        boolean isActing = SynapseMotion.actsInEveryStep(synapse);
        boolean isMoving = isActing || moving.keySet().stream().anyMatch(equation -> !isOfWeight(equation));
        if (isMoving) {
            synapse.getEquations().forEach(equation -> moving.put(equation, formulas.of(equation.getRight()).orElseThrow()));
        }
        SynapseMotion motion = new SynapseMotion(moving);
        List<SynapseProgram.State> states = new ArrayList<>();
        List<SynapseProgram.Trace> traces = new ArrayList<>();
        Set<String> following = new HashSet<>();
        for (State state : synapse.getStates()) {
            if (SynapseProgram.WEIGHT.equals(state.getName())) {
                continue;
            }
            Optional<Double> initial = state.getInitial() == null ? Optional.of(0.0) : formulas.number(state.getInitial());
            if (initial.isEmpty()) {
                return Optional.empty();
            }
            Optional<SynapseProgram.Trace> trace = trace(synapse, state, fading.get(state), initial.get(), formulas);
            trace.ifPresent(found -> following.add(found.name()));
            if (trace.isPresent() && !isMoving) {
                traces.add(trace.get());
            } else {
                SynapseMotion.Fade fade = isMoving ? STILL : fading.getOrDefault(state, STILL);
                states.add(new SynapseProgram.State(state.getName(), Distribution.of(initial.get()), fade.tau(), fade.rest()));
            }
        }
        drawn.forEach((parameter, value) -> states.add(new SynapseProgram.State(parameter, value, Double.POSITIVE_INFINITY)));
        states.addAll(motion.kept());
        Optional<Expression> sent = synapse.getOutput() == null ? Optional.of(Expression.symbol(SynapseProgram.WEIGHT))
                : formulas.of(synapse.getOutput());
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        List<Action> onPre = new ArrayList<>(actions(synapse, PRE, formulas, state -> !following.contains(state)));
        if (!isActing) {
            onPre.add(new Action.Transmit(sent.get()));
        }
        List<Action> onPost = new ArrayList<>(actions(synapse, POST, formulas, state -> !following.contains(state)));
        if (isMoving) {
            onPre.addAll(actions(synapse, PRE, formulas, following::contains));
            onPost.addAll(actions(synapse, POST, formulas, following::contains));
        }
        Optional<SynapseProgram.Clock> clock = isMoving || moving.isEmpty() ? Optional.empty()
                : Optional.of(new SynapseProgram.Clock(0, motion.clock()));
        SynapseProgram program = new SynapseProgram(synapse.getName(), Map.of(), states, traces, onPre, onPost, clock,
                factors.isEmpty() && read.stream().noneMatch(value -> value.side() == SynapseProgram.Side.SHARED) ? Optional.empty() : modulator, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).with(read, noises.all());
        return Optional.of(isMoving ? program.moving(motion.course(isActing ? sent : Optional.empty())) : program);
    }

    private static boolean isOfWeight(Equation equation) {
        return equation.getState() != null && SynapseProgram.WEIGHT.equals(equation.getState().getName());
    }

    /** The trace that a state is: it starts at 0, fades to 0, and follows the spikes of one side alone. */
    private static Optional<SynapseProgram.Trace> trace(Synapse synapse, State state, SynapseMotion.Fade fade, double initial, Formulas formulas) {
        if (fade == null || fade.rest() != 0 || initial != 0) {
            return Optional.empty();
        }
        List<Event> changes = synapse.getEvents().stream()
                .filter(event -> event.getResets().stream().anyMatch(reset -> reset.getState() == state)).toList();
        if (changes.size() != 1) {
            return Optional.empty();
        }
        Event event = changes.getFirst();
        return NeuronElaboration.resets(event, formulas).map(resets -> resets.get(state.getName()))
                .filter(jump -> Set.of(state.getName()).containsAll(jump.symbols())).flatMap(jump -> side(event)
                        .map(side -> new SynapseProgram.Trace(state.getName(), side, fade.tau(), jump)));
    }

    private static Optional<SynapseProgram.Side> side(Event event) {
        return is(event, PRE) ? Optional.of(SynapseProgram.Side.PRE) : is(event, POST) ? Optional.of(SynapseProgram.Side.POST)
                : Optional.empty();
    }

    /** Whether an event is one that synapses have: a spike arrives, or the target fires. */
    static boolean hasSide(Event event) {
        return side(event).isPresent();
    }

    /** Whether an event is the arrival of a spike. */
    static boolean isPre(Event event) {
        return is(event, PRE);
    }

    private static boolean is(Event event, String side) {
        return event.getCondition() instanceof Reference reference && reference.getTarget() instanceof Function function
                && function.getFormula() == null && side.equals(function.getName());
    }

    private static List<Action> actions(Synapse synapse, String side, Formulas formulas, Predicate<String> states) {
        List<Action> actions = new ArrayList<>();
        for (Event event : synapse.getEvents()) {
            if (is(event, side)) {
                NeuronElaboration.resets(event, formulas).ifPresent(resets -> resets.forEach((state, value) -> {
                    if (states.test(state)) {
                        actions.add(new Action.Assign(state, value));
                    }
                }));
            }
        }
        return actions;
    }
}
