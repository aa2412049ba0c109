package org.spikewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.Dimension;
import org.spikewright.common.Unit;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Variable;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Event;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.Reset;
import org.spikewright.model.neuron.State;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.Solver;

/** Makes the program of a neuron: its equations as formulas, its parameters as numbers. */
final class NeuronElaboration {

    /** Where a neuron names no surrogate: the derivative of arctan(pi x)/pi + 1/2. */
    private static final Expression DEFAULT_SURROGATE = Expression.ONE.over(Expression.ONE.plus(
            Expression.of(Math.PI).times(Expression.symbol(NeuronProgram.Spike.MARGIN)).power(2)));

    /** The time, whatever the neuron calls its own quantities. */
    private static final Formulas.Meaning CLOCK = new Formulas.Meaning() {
        @Override
        public boolean knows(org.spikewright.model.core.Expression expression) {
            return isTime(expression);
        }

        @Override
        public Optional<Expression> of(org.spikewright.model.core.Expression expression, Formulas here) {
            return Optional.of(Expression.symbol(NeuronProgram.TIME));
        }
    };

    private final Neuron neuron;
    private final Map<String, Double> parameters = new LinkedHashMap<>();
    private final Noises noises = new Noises();
    private final Formulas formulas;
    private final Formulas constants;

    private NeuronElaboration(Neuron neuron, Map<Parameter, Expression> numbers) {
        this.neuron = neuron;
        numbers.forEach((parameter, number) -> parameters.put(parameter.getName(), ((Expression.Constant) number).value()));
        this.formulas = named(neuron, new Formulas(DiagnosticSink.IGNORED).where(noises).where(CLOCK));
        this.constants = named(neuron, new Formulas(DiagnosticSink.IGNORED).with(numbers));
    }

    /** Whether an expression is the time of the run. */
    static boolean isTime(org.spikewright.model.core.Expression expression) {
        return expression instanceof Reference reference && reference.getTarget() instanceof org.spikewright.model.core.Function function
                && !function.eIsProxy() && Terms.TIME.equals(Settings.fullName(function));
    }

    /** Whether an expression is a random number that is new with each event. */
    static boolean isNoise(org.spikewright.model.core.Expression expression) {
        return expression instanceof Reference reference && !"white".equals(reference.getTarget().getName()) && new Noises().knows(expression);
    }

    /** Whether something in a neuron or a synapse is a random number that is new with each event. */
    static boolean drawsNumbers(Dynamics dynamics) {
        for (EObject part : (Iterable<EObject>) dynamics::eAllContents) {
            if (part instanceof org.spikewright.model.core.Expression expression && isNoise(expression)) {
                return true;
            }
        }
        return false;
    }

    /** The program of a neuron whose parameters are those numbers. */
    static Optional<NeuronProgram> program(Neuron neuron, Map<Parameter, Expression> numbers) {
        DerivedOrder order = DerivedOrder.of(neuron);
        return isWritten(neuron) && order.circles().isEmpty() && order.longest() <= Formulas.DEEPEST ? new NeuronElaboration(neuron, numbers).program()
                : Optional.empty();
    }

    /** Whether everything in it has its name already. */
    private static boolean isWritten(Neuron neuron) {
        return neuron.eContents().stream().noneMatch(part -> part instanceof Named named && named.getName() == null);
    }

    private Optional<NeuronProgram> program() {
        List<NeuronProgram.State> states = new ArrayList<>();
        for (State state : neuron.getStates()) {
            Optional<Double> initial = state.getInitial() == null ? Optional.of(0.0) : constants.number(state.getInitial());
            Optional<Change> change = neuron.getEquations().stream().filter(e -> e.getState() == state).findFirst()
                    .flatMap(this::change);
            if (initial.isEmpty() || change.isEmpty()) {
                return Optional.empty();
            }
            states.add(new NeuronProgram.State(state.getName(), initial.get(), change.get(), bound(state)));
        }
        List<NeuronProgram.Event> events = new ArrayList<>();
        for (Event event : neuron.getEvents()) {
            Optional<NeuronProgram.Event> made = event(event);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            events.add(made.get());
        }
        List<NeuronProgram.Receptor> receptors = neuron.getInputs().stream().map(NeuronElaboration::receptor).toList();
        Optional<Solver> solver = solver(neuron.getSolver());
        Optional<Optional<NeuronProgram.Refractoriness>> refractoriness = refractoriness();
        if (states.isEmpty() || solver.isEmpty() || refractoriness.isEmpty()) {
            return Optional.empty();
        }
        Optional<Expression> output = neuron.getOutput() == null ? Optional.of(Expression.symbol(states.getFirst().name()))
                : formulas.of(neuron.getOutput());
        return output.map(sent -> new NeuronProgram(neuron.getName(), parameters, states, receptors, events, sent, noises.all(),
                refractoriness.get(), solver.get()));
    }

    /**
     * The magnitude beyond which a state with a unit is taken to have left its equations: many times the largest number of the
     * neuron that has this unit. A potential that makes the neuron spike has its threshold among those numbers; what other states add
     * up may be much more than any of them.
     */
    private double bound(State state) {
        Optional<Dimension> unit = quantity(state);
        if (unit.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (Parameter parameter : neuron.getParameters()) {
            if (quantity(parameter).equals(unit)) {
                largest = Math.max(largest, Math.abs(parameters.getOrDefault(parameter.getName(), 0.0)));
            }
        }
        for (EObject part : (Iterable<EObject>) neuron::eAllContents) {
            if (part instanceof NumberLiteral number && number.getUnit() != null) {
                Unit written = Unit.of(number.getUnit()).orElseThrow();
                largest = written.dimension().equals(unit.get()) ? Math.max(largest, Math.abs(number.getValue() * written.factor())) : largest;
            }
        }
        return largest == 0 ? Double.POSITIVE_INFINITY : largest * (makesSpikes(state) ? 1e3 : 1e9);
    }

    private boolean makesSpikes(State state) {
        return neuron.getEvents().stream().filter(event -> event.isSpike() && event.getCondition() != null)
                .anyMatch(event -> formulas.of(event.getCondition()).filter(condition -> condition.symbols().contains(state.getName()))
                        .isPresent());
    }

    private static Optional<Dimension> quantity(Variable variable) {
        return Optional.ofNullable(variable.getType()).flatMap(Type::of).filter(type -> type instanceof Type.Quantity)
                .map(Type::dimension).filter(dimension -> !dimension.isNone());
    }

    private static NeuronProgram.Receptor receptor(Input input) {
        return input.getInto() == null || input.getInto().eIsProxy() ? NeuronProgram.Receptor.held(input.getName())
                : NeuronProgram.Receptor.into(input.getName(), input.getInto().getName());
    }

    /** Formulas in which the derived quantities stand for their own formulas. */
    static Formulas named(Dynamics dynamics, Formulas formulas) {
        Formulas all = formulas;
        for (Derived derived : DerivedOrder.of(dynamics).order()) {
            Optional<Expression> formula = all.of(derived.getFormula());
            if (formula.isPresent()) {
                all = all.with(Map.of(derived, formula.get()));
            }
        }
        return all;
    }

    private Optional<Change> change(Equation equation) {
        return formulas.of(equation.getRight())
                .map(right -> equation.isDerivative() ? new Change.Rate(right) : new Change.Next(right));
    }

    private Optional<NeuronProgram.Event> event(Event event) {
        Optional<Expression> margin = margin(event.getCondition(), formulas);
        Optional<Expression> condition = excludesBounds(event.getCondition()) ? margin : formulas.of(event.getCondition());
        Optional<Map<String, Expression>> resets = resets(event, formulas);
        if (margin.isEmpty() || condition.isEmpty() || resets.isEmpty()) {
            return Optional.empty();
        }
        if (!event.isSpike()) {
            return Optional.of(new NeuronProgram.Jump(condition.get(), resets.get()));
        }
        Optional<Expression> surrogate = event.getSurrogate() == null ? Optional.of(DEFAULT_SURROGATE)
                : formulas.of(event.getSurrogate());
        return surrogate.map(shape -> new NeuronProgram.Spike(margin.get(), condition.get(), shape, resets.get()));
    }

    /** The new values that an event gives to states. */
    static Optional<Map<String, Expression>> resets(Event event, Formulas formulas) {
        Map<String, Expression> resets = new LinkedHashMap<>();
        for (Reset reset : event.getResets()) {
            Optional<Expression> value = formulas.of(reset.getValue());
            if (value.isEmpty() || reset.getState() == null || reset.getState().eIsProxy()) {
                return Optional.empty();
            }
            String state = reset.getState().getName();
            resets.put(state, switch (reset.getOperator()) {
                case "-=" -> Expression.symbol(state).minus(value.get());
                case "+=" -> Expression.symbol(state).plus(value.get());
                default -> value.get();
            });
        }
        return Optional.of(resets);
    }

    /** Whether a condition fails where what it compares is equal: its margin alone then tells whether it holds. */
    private static boolean excludesBounds(org.spikewright.model.core.Expression condition) {
        return condition instanceof Binary binary && Typing.isLogical(binary)
                ? excludesBounds(binary.getLeft()) && excludesBounds(binary.getRight())
                : !(condition instanceof Binary compared && compared.getOperator().endsWith("="));
    }

    /** How far a condition is from its bound, positive where it holds. */
    private static Optional<Expression> margin(org.spikewright.model.core.Expression condition, Formulas formulas) {
        if (condition instanceof Binary both && Typing.isLogical(both)) {
            Function joined = both.getOperator().equals("and") ? Function.MIN : Function.MAX;
            return margin(both.getLeft(), formulas).flatMap(left -> margin(both.getRight(), formulas)
                    .map(right -> Expression.call(joined, List.of(left, right))));
        }
        if (!(condition instanceof Binary binary) || !isComparison(binary)) {
            return formulas.of(condition);
        }
        boolean above = binary.getOperator().startsWith(">");
        return formulas.of(above ? binary.getLeft() : binary.getRight())
                .flatMap(high -> formulas.of(above ? binary.getRight() : binary.getLeft()).map(high::minus));
    }

    /** Whether a condition compares quantities, so that one can say by how much it holds. */
    static boolean isComparison(org.spikewright.model.core.Expression condition) {
        return condition instanceof Binary binary && (isComparison(binary) || Typing.isLogical(binary)
                && isComparison(binary.getLeft()) && isComparison(binary.getRight()));
    }

    private static boolean isComparison(Binary binary) {
        return binary.getOperator().startsWith(">") || binary.getOperator().startsWith("<");
    }

    private Optional<Optional<NeuronProgram.Refractoriness>> refractoriness() {
        if (neuron.getRefractory() == null) {
            return Optional.of(Optional.empty());
        }
        Set<String> held = new LinkedHashSet<>();
        neuron.getHeld().stream().filter(state -> !state.eIsProxy()).forEach(state -> held.add(state.getName()));
        return formulas.of(neuron.getRefractory()).map(duration -> Optional.of(new NeuronProgram.Refractoriness(duration, held)));
    }

    /** How the equations are solved; empty if the model is wrong there. */
    static Optional<Solver> solver(Reference named) {
        if (named == null || named.getTarget() == null || named.getTarget().eIsProxy()) {
            return Optional.of(new Solver.Automatic());
        }
        try {
            return Settings.value(named, Solver.class, new Formulas(DiagnosticSink.IGNORED));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // which is said where the neuron is checked
        }
    }
}
