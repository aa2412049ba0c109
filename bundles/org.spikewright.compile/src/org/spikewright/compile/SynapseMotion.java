package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;

/**
 * How the states of a synapse move between spikes. Those that fade to a value with one time constant are looked at when something
 * happens; others move in every step, and with them all states of the synapse.
 */
final class SynapseMotion {

    /** What storing a number as a float leaves of it, beside the number; a state of the program. */
    private static final String LEFT = "$left";
    /** A state in the middle of a step, and at its end. */
    private static final String HALF = "$half";
    private static final String WHOLE = "$whole";
    /** Splits a double into what a float holds and the rest (Dekker, Numerische Mathematik 18, 1971). */
    private static final double SPLITTER = (1 << 29) + 1;
    private static final Expression DT = Expression.symbol("dt");

    private final Map<String, Expression> rates = new LinkedHashMap<>();
    private final Map<String, Expression> nexts = new LinkedHashMap<>();

    /**
     * The motion of a synapse by its equations.
     *
     * @param equations right sides by state, in order
     */
    SynapseMotion(Map<Equation, Expression> equations) {
        equations.forEach((equation, right) -> (equation.isDerivative() ? rates : nexts).put(equation.getState().getName(), right));
    }

    /**
     * That a state fades by itself.
     *
     * @param tau its time constant in seconds
     * @param rest the value to which it does
     */
    record Fade(double tau, double rest) {

        /** Of a derivative, with numbers for parameters. */
        static Optional<Fade> of(String state, Expression rate) {
            return rate.derivative(state) instanceof Expression.Constant(double slope) && slope < 0
                    && rate.substitute(Map.of(state, Expression.ZERO)) instanceof Expression.Constant(double pull)
                            ? Optional.of(new Fade(-1 / slope, pull == 0 ? 0 : -pull / slope)) : Optional.empty();
        }
    }

    /** The equation of a state. */
    static Optional<Equation> equation(Synapse synapse, State state) {
        return synapse.getEquations().stream().filter(equation -> equation.getState() == state).findFirst();
    }

    /** Whether the equation of a state says that it fades to a value, whatever the values of parameters. */
    static boolean fades(Synapse synapse, State state) {
        Set<String> parameters = synapse.getParameters().stream().map(Parameter::getName).collect(Collectors.toSet());
        return equation(synapse, state).filter(Equation::isDerivative).flatMap(equation -> declared(synapse).of(equation.getRight()))
                .filter(right -> !right.derivative(state.getName()).is(0) && parameters.containsAll(right.derivative(state.getName()).symbols())
                        && parameters.containsAll(right.substitute(Map.of(state.getName(), Expression.ZERO)).symbols()))
                .isPresent();
    }

    /** The states beside the weight that move in every step. */
    static List<State> moving(Synapse synapse) {
        return synapse.getStates().stream().filter(state -> !SynapseProgram.WEIGHT.equals(state.getName()))
                .filter(state -> equation(synapse, state).isPresent() && !fades(synapse, state)).toList();
    }

    /**
     * Whether a synapse brings something in every step: its output reads a quantity of one of its neurons, or a state that moves with
     * such a quantity.
     */
    static boolean actsInEveryStep(Synapse synapse) {
        Set<String> read = synapse.getInputs().stream().filter(SynapseReads::isOfItsNeurons).map(Input::getName).collect(Collectors.toSet());
        Set<String> output = used(synapse, synapse.getOutput());
        return output.stream().anyMatch(read::contains)
                || moving(synapse).stream().filter(state -> output.contains(state.getName())).anyMatch(state -> used(synapse,
                        equation(synapse, state).orElseThrow().getRight()).stream().anyMatch(read::contains));
    }

    /** The symbols of an expression of a synapse; none where there is no expression. */
    static Set<String> used(Synapse synapse, org.spikewright.model.core.Expression expression) {
        return Optional.ofNullable(expression).flatMap(declared(synapse)::of).map(Expression::symbols).orElse(Set.of());
    }

    private static Formulas declared(Synapse synapse) {
        return NeuronElaboration.named(synapse, new Formulas(DiagnosticSink.IGNORED).where(new Noises()));
    }

    /** What the program keeps beside the states, for what rounding takes. */
    List<SynapseProgram.State> kept() {
        return rates.keySet().stream().map(state -> new SynapseProgram.State(state + LEFT, 0, Double.POSITIVE_INFINITY)).toList();
    }

    /**
     * What is done in every step. Each state follows its tangent through half a step, and with what all are there through the whole
     * one, other states and what is read of the neurons being held: the exponential midpoint rule, exact where an equation is linear in
     * its state and holds nothing else that moves, else of second order (Hochbruck and Ostermann, Acta Numerica 19, 2010). What a
     * synapse brings is that of the middle of the step. What rounding takes of a state is kept for the next step (Kahan, Comm. ACM 8,
     * 1965).
     *
     * @param brought what it brings in every step, if it does
     */
    List<Action> course(Optional<Expression> brought) {
        List<Action> actions = new ArrayList<>();
        Map<String, Expression> middle = new HashMap<>();
        Expression half = Expression.of(0.5).times(DT);
        rates.forEach((state, rate) -> {
            actions.add(new Action.Let(state + HALF, Expression.symbol(state).plus(along(rate, state, half))));
            middle.put(state, Expression.symbol(state + HALF));
        });
        brought.ifPresent(value -> actions.add(new Action.Transmit(value.substitute(middle))));
        rates.forEach((state, rate) -> {
            Map<String, Expression> others = new HashMap<>(middle);
            others.remove(state);
            actions.add(new Action.Let(state + WHOLE, Expression.symbol(state).plus(along(rate.substitute(others), state, DT)
                    .plus(Expression.symbol(state + LEFT)))));
        });
        nexts.forEach((state, next) -> actions.add(new Action.Let(state + WHOLE, next)));
        rates.keySet().forEach(state -> actions.addAll(stored(state)));
        nexts.keySet().forEach(state -> actions.add(new Action.Assign(state, Expression.symbol(state + WHOLE))));
        return actions;
    }

    /**
     * What is done to the weight in each step after the spikes, where it alone has an equation that is no fading: along its tangent,
     * exact where the rate is linear in the weight (the exponential Rosenbrock–Euler method; Hochbruck, Ostermann and Schweitzer, SIAM
     * Journal on Numerical Analysis 2009).
     */
    List<Action> clock() {
        List<Action> actions = new ArrayList<>();
        rates.forEach((state, rate) -> {
            actions.add(new Action.Let(state + WHOLE, Expression.symbol(state).plus(along(rate, state, DT).plus(Expression.symbol(state + LEFT)))));
            actions.addAll(stored(state));
        });
        nexts.forEach((state, next) -> actions.add(new Action.Assign(state, next)));
        return actions;
    }

    private static Expression along(Expression rate, String state, Expression time) {
        return time.times(Expression.call(Function.EXPREL, List.of(time.times(rate.derivative(state))))).times(rate);
    }

    private static List<Action> stored(String state) {
        Expression whole = Expression.symbol(state + WHOLE);
        Expression split = Expression.of(SPLITTER).times(whole);
        return List.of(new Action.Assign(state + LEFT, whole.minus(split.minus(split.minus(whole)))),
                new Action.Assign(state, whole.minus(Expression.symbol(state + LEFT))));
    }
}
