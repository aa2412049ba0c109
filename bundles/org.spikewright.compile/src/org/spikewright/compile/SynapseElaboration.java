package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;

/**
 * Makes the program of a plastic synapse. A state that follows the spikes of one side only and fades by itself is kept once a
 * neuron, as a trace; the others are kept once a synapse.
 */
final class SynapseElaboration {

    private static final String PRE = "pre";
    private static final String POST = "post";
    /** States of a synapse whose weight has an equation: the weight in full, and what storing it as a float leaves of it. */
    private static final String WHOLE = SynapseProgram.WEIGHT + "$whole";
    private static final String LEFT = SynapseProgram.WEIGHT + "$left";
    /** Splits a double into what a float holds and the rest (Dekker, Numerische Mathematik 18, 1971). */
    private static final double SPLITTER = (1 << 29) + 1;

    private final DiagnosticSink problems;

    SynapseElaboration(DiagnosticSink problems) {
        this.problems = problems;
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
        return program((Synapse) use.getTarget(), numbers, drawn, modulator);
    }

    private Optional<SynapseProgram> program(Synapse synapse, Map<Parameter, Expression> numbers, Map<String, Distribution> drawn,
            Optional<SynapseProgram.Modulator> modulator) {
        Map<Input, Expression> factors = new HashMap<>();
        synapse.getInputs().stream().filter(input -> !CouplingElaboration.isRead(input)).forEach(input -> factors.put(input, Expression.symbol(SynapseProgram.FACTOR)));
        if (!factors.isEmpty() && modulator.isEmpty()) {
            problems.report(Code.SYNAPSE, "'" + synapse.getName() + "' has a third factor; say with factor whose spikes it is", synapse,
                    CorePackage.Literals.NAMED__NAME);
            return Optional.empty();
        }
        Formulas formulas = NeuronElaboration.named(synapse, new Formulas(DiagnosticSink.IGNORED).with(numbers).with(factors));
        List<SynapseProgram.State> states = new ArrayList<>();
        List<SynapseProgram.Trace> traces = new ArrayList<>();
        for (State state : synapse.getStates()) {
            if (SynapseProgram.WEIGHT.equals(state.getName())) {
                continue;
            }
            OptionalDouble tau = tau(synapse, state, formulas);
            Optional<Double> initial = state.getInitial() == null ? Optional.of(0.0) : formulas.number(state.getInitial());
            if (tau.isEmpty() || initial.isEmpty()) {
                return Optional.empty();
            }
            Optional<SynapseProgram.Trace> trace = trace(synapse, state, tau.getAsDouble(), formulas);
            trace.ifPresent(traces::add);
            if (trace.isEmpty()) {
                states.add(new SynapseProgram.State(state.getName(), initial.get(), tau.getAsDouble()));
            }
        }
        drawn.forEach((parameter, value) -> states.add(new SynapseProgram.State(parameter, value, Double.POSITIVE_INFINITY)));
        Set<String> perNeuron = Set.copyOf(traces.stream().map(SynapseProgram.Trace::name).toList());
        List<Action> onPre = new ArrayList<>(actions(synapse, PRE, formulas, perNeuron));
        Optional<Expression> sent = synapse.getOutput() == null ? Optional.of(Expression.symbol(SynapseProgram.WEIGHT))
                : formulas.of(synapse.getOutput());
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        onPre.add(new Action.Transmit(sent.get()));
        Optional<Equation> course = synapse.getEquations().stream().filter(SynapseElaboration::isOfWeight).findFirst();
        Optional<SynapseProgram.Clock> clock = course.flatMap(equation -> clock(equation, formulas));
        if (course.isPresent() && clock.isEmpty()) {
            return Optional.empty();
        }
        if (course.filter(Equation::isDerivative).isPresent()) {
            List.of(WHOLE, LEFT).forEach(state -> states.add(new SynapseProgram.State(state, 0, Double.POSITIVE_INFINITY)));
        }
        return Optional.of(new SynapseProgram(synapse.getName(), Map.of(), states, traces, onPre,
                actions(synapse, POST, formulas, perNeuron), clock, factors.isEmpty() ? Optional.empty() : modulator,
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    private static boolean isOfWeight(Equation equation) {
        return equation.getState() != null && SynapseProgram.WEIGHT.equals(equation.getState().getName());
    }

    /**
     * The weight's own equation as what happens to it in each step. A rate is taken to follow the weight along its tangent, and
     * everything else to stand still for the step: exact where the rate is linear in the weight (the exponential
     * Rosenbrock–Euler method; Hochbruck, Ostermann and Schweitzer, SIAM Journal on Numerical Analysis 2009). What a step adds is
     * mostly far below the weight: what rounding takes of it is kept for the next step (Kahan, Comm. ACM 8, 1965).
     */
    private static Optional<SynapseProgram.Clock> clock(Equation equation, Formulas formulas) {
        return formulas.of(equation.getRight()).map(right -> {
            if (!equation.isDerivative()) {
                return new SynapseProgram.Clock(0, List.of(new Action.Assign(SynapseProgram.WEIGHT, right)));
            }
            Expression dt = Expression.symbol("dt");
            Expression held = Expression.call(org.spikewright.network.equation.Function.EXPREL,
                    List.of(dt.times(right.derivative(SynapseProgram.WEIGHT))));
            Expression whole = Expression.symbol(WHOLE);
            Expression split = Expression.of(SPLITTER).times(whole);
            return new SynapseProgram.Clock(0, List.of(
                    new Action.Assign(WHOLE, Expression.symbol(SynapseProgram.WEIGHT)
                            .plus(dt.times(held).times(right).plus(Expression.symbol(LEFT)))),
                    new Action.Assign(LEFT, whole.minus(split.minus(split.minus(whole)))),
                    new Action.Assign(SynapseProgram.WEIGHT, whole.minus(Expression.symbol(LEFT)))));
        });
    }

    /** With what time constant a state fades; infinite where it has no equation. Reports an equation that is no decay. */
    private OptionalDouble tau(Synapse synapse, State state, Formulas formulas) {
        Optional<Equation> equation = synapse.getEquations().stream().filter(one -> one.getState() == state).findFirst();
        if (equation.isEmpty()) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        Optional<Expression> right = formulas.of(equation.get().getRight());
        if (right.isPresent() && equation.get().isDerivative()) {
            Expression slope = right.get().derivative(state.getName());
            boolean isDecay = right.get().substitute(Map.of(state.getName(), Expression.ZERO)) instanceof Expression.Constant rest
                    && rest.value() == 0;
            if (slope instanceof Expression.Constant(double rate) && rate < 0 && isDecay) {
                return OptionalDouble.of(-1 / rate);
            }
        }
        problems.report(Code.SYNAPSE, "between spikes a synapse's states can only fade to 0 with one time constant for all, as in d"
                + state.getName() + "/dt = -" + state.getName() + " / tau; of what recovers to a value, keep what is missing, such as 1 - "
                + state.getName(), equation.get());
        return OptionalDouble.empty();
    }

    private static Optional<SynapseProgram.Trace> trace(Synapse synapse, State state, double tau, Formulas formulas) {
        if (Double.isInfinite(tau)) {
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
                        .map(side -> new SynapseProgram.Trace(state.getName(), side, tau, jump)));
    }

    private static Optional<SynapseProgram.Side> side(Event event) {
        return is(event, PRE) ? Optional.of(SynapseProgram.Side.PRE) : is(event, POST) ? Optional.of(SynapseProgram.Side.POST)
                : Optional.empty();
    }

    /** Whether an event is one that synapses have: a spike arrives, or the target fires. */
    static boolean hasSide(Event event) {
        return side(event).isPresent();
    }

    private static boolean is(Event event, String side) {
        return event.getCondition() instanceof Reference reference && reference.getTarget() instanceof Function function
                && function.getFormula() == null && side.equals(function.getName());
    }

    private static List<Action> actions(Synapse synapse, String side, Formulas formulas, Set<String> perNeuron) {
        List<Action> actions = new ArrayList<>();
        for (Event event : synapse.getEvents()) {
            if (is(event, side)) {
                NeuronElaboration.resets(event, formulas).ifPresent(resets -> resets.forEach((state, value) -> {
                    if (!perNeuron.contains(state)) {
                        actions.add(new Action.Assign(state, value));
                    }
                }));
            }
        }
        return actions;
    }
}
