package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.Dimension;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Event;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.NeuronPackage;
import org.spikewright.model.neuron.Reset;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.SynapseProgram;

/** Checks a neuron or synapse by itself: types and units, one equation for each state, a comparison as spike condition. */
final class DynamicsChecks {

    private static final String DT = "dt";

    /** Names that have a meaning in equations, {@code pre} and {@code post} in those of synapses. */
    private static final Map<String, String> MEANINGS = Map.of(DT, "the length of a step", "pre", "the arrival of a spike", "post",
            "a spike of the target");

    private final DiagnosticSink problems;
    private final Typing typing;

    DynamicsChecks(DiagnosticSink problems) {
        this.problems = problems;
        this.typing = new Typing(problems);
    }

    void check(Dynamics dynamics) {
        boolean isNeuron = dynamics instanceof Neuron;
        Stream.of(dynamics.getParameters(), dynamics.getStates(), dynamics.getInputs(), dynamics.getDerived()).<Named>flatMap(List::stream)
                .filter(named -> named.getName() != null && MEANINGS.containsKey(named.getName()) && (!isNeuron || named.getName().equals(DT)))
                .forEach(named -> problems.report(Code.DUPLICATE_NAME, "'" + named.getName() + "' is " + MEANINGS.get(named.getName())
                        + "; choose another name", named, CorePackage.Literals.NAMED__NAME));
        timeless(dynamics);
        for (State state : dynamics.getStates()) {
            Type.of(state.getType()).filter(_ -> state.getInitial() != null)
                    .ifPresent(type -> typing.expect(state.getInitial(), type, "'" + state.getName() + "'"));
            equations(dynamics, state, isNeuron);
        }
        if (dynamics.getStates().isEmpty()) {
            problems.report(Code.EQUATION, "'" + dynamics.getName() + "' has no state; declare one with state "
                    + (isNeuron ? "v" : "w") + " : Real = 0", dynamics, CorePackage.Literals.NAMED__NAME);
        }
        for (Derived derived : dynamics.getDerived()) {
            Type.of(derived.getType()).ifPresent(type -> typing.expect(derived.getFormula(), type, "'" + derived.getName() + "'"));
        }
        DerivedOrder order = DerivedOrder.of(dynamics);
        if (order.longest() > Formulas.DEEPEST) {
            problems.report(Code.EXTENT, order.longest() + " quantities of '" + dynamics.getName() + "' follow from each other in a row; at most "
                    + Formulas.DEEPEST + " can", order.order().getLast(), CorePackage.Literals.NAMED__NAME);
        }
        for (Derived derived : order.circles()) {
            problems.report(Code.CIRCLE, "'" + derived.getName() + "' depends on itself; make it a state, or leave it out of its formula",
                    derived, CorePackage.Literals.NAMED__NAME);
        }
        dynamics.getEquations().forEach(this::check);
        dynamics.getInputs().forEach(this::check);
        dynamics.getEvents().forEach(this::check);
        if (dynamics instanceof Synapse synapse) {
            thirdFactor(dynamics);
            CouplingElaboration.check(synapse, problems);
            dynamics.getEvents().stream().filter(event -> event.getCondition() != null && !SynapseElaboration.hasSide(event))
                    .forEach(event -> problems.report(Code.SYNAPSE, "a synapse changes 'when pre', as a spike arrives, and 'when post', as"
                            + " its target fires; what else is to decide stands in a formula, as in where(w > 1, 1, w)", event,
                            NeuronPackage.Literals.EVENT__CONDITION));
        }
        if (dynamics.getRefractory() != null) {
            typing.expect(dynamics.getRefractory(), new Type.Quantity(Dimension.TIME), "what follows 'refractory'");
        }
        if (dynamics.getSolver() != null) {
            typing.expect(dynamics.getSolver(), Type.SOLVER, "what follows 'solver'");
            new EngineChecks(problems).known(dynamics.getSolver(), "solver");
            try {
                Settings.value(dynamics.getSolver(), Solver.class, new Formulas(DiagnosticSink.IGNORED));
            } catch (IllegalArgumentException e) {
                problems.report(Code.EQUATION, e.getMessage(), dynamics.getSolver());
            }
            if (dynamics instanceof Neuron neuron) {
                Map<Parameter, Expression> any = new HashMap<>();
                neuron.getParameters().forEach(parameter -> any.put(parameter, Expression.ONE));
                NeuronElaboration.program(neuron, any).flatMap(NeuronProgram::unsolvable)
                        .ifPresent(reason -> problems.report(Code.EQUATION, reason, dynamics.getSolver()));
            }
        }
        if (dynamics.getOutput() != null) {
            output(dynamics);
        }
        if (isNeuron) {
            computable(dynamics);
        }
    }

    /** What a spike sends through a synapse is of the kind of its weight. */
    private void output(Dynamics dynamics) {
        Optional<Type> weight = dynamics.getStates().stream().filter(state -> SynapseProgram.WEIGHT.equals(state.getName())).findFirst()
                .flatMap(state -> Type.of(state.getType())).filter(_ -> dynamics instanceof Synapse synapse && !SynapseMotion.actsInEveryStep(synapse));
        if (weight.isPresent()) {
            typing.expect(dynamics.getOutput(), weight.get(), "what a spike sends, as its weight,");
        } else {
            typing.of(dynamics.getOutput());
        }
    }

    /** Numbers that are drawn once, and whatever else only a declaration may say, cannot be part of what is computed in each step. */
    private void computable(Dynamics neuron) {
        Formulas formulas = NeuronElaboration.named(neuron, new Formulas(DiagnosticSink.IGNORED).where(new Noises()));
        Stream<org.spikewright.model.core.Expression> computed = Stream.of(neuron.getEquations().stream().map(Equation::getRight),
                neuron.getDerived().stream().map(Derived::getFormula),
                neuron.getEvents().stream().flatMap(event -> Stream.concat(Stream.of(event.getCondition(), event.getSurrogate()),
                        event.getResets().stream().map(Reset::getValue))),
                Stream.of(neuron.getOutput(), neuron.getRefractory())).flatMap(parts -> parts).filter(Objects::nonNull);
        computed.forEach(formula -> meaningless(formula, formulas, new HashSet<>())
                .ifPresent(function -> problems.report(Code.NOT_CONSTANT, "'" + function.getName() + "' has no value in what is computed in"
                        + " each step; a number that is new in each step is normalNoise() or uniformNoise(), one that is drawn once for"
                        + " each neuron is a parameter, given where the population is declared", formula)));
    }

    /** A function without a formula in an expression, or in the functions that it calls, of which nobody knows the value. */
    private static Optional<Function> meaningless(org.spikewright.model.core.Expression expression, Formulas formulas, Set<Function> seen) {
        List<EObject> parts = new ArrayList<>(List.of(expression));
        expression.eAllContents().forEachRemaining(parts::add);
        for (EObject part : parts) {
            if (part instanceof Reference call && call.getTarget() instanceof Function function && !function.eIsProxy() && seen.add(function)) {
                Optional<Function> found = function.getFormula() != null ? meaningless(function.getFormula(), formulas, seen)
                        : Type.of(function.getType()).filter(Type::isNumeric).isPresent() && formulas.of(call).isEmpty() ? Optional.of(function) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** What cannot ask for the time, or draw values: what is known before a run, and synapses, which look at nothing but spikes. */
    private void timeless(Dynamics dynamics) {
        dynamics.getStates().stream().map(State::getInitial).filter(initial -> initial != null).forEach(initial -> {
            find(initial, NeuronElaboration::isTime).ifPresent(time -> problems.report(Code.NOT_CONSTANT,
                    "this must be known before the run, but it depends on time", time));
            find(initial, DynamicsChecks::draws).filter(_ -> !(dynamics instanceof Synapse)).ifPresent(call -> problems.report(Code.NOT_CONSTANT,
                            "where a state starts follows from numbers and parameters; make it a parameter, as in state v : Voltage = vStart, and"
                                    + " say in the population what that is drawn from", call));
        });
        if (dynamics instanceof Synapse) {
            find(dynamics, NeuronElaboration::isTime).ifPresent(time -> problems.report(Code.SYNAPSE,
                    "a synapse does not know the time; give it a state that fades after a spike, or a factor", time));
            find(dynamics, call -> draws(call) && !NeuronElaboration.isNoise(call)).filter(call -> !isDefault(call))
                    .ifPresent(call -> problems.report(Code.SYNAPSE, "'" + ((Reference) call).getTarget().getName() + "' has no value in a synapse;"
                            + " a number that is new with each spike is normalNoise() or uniformNoise(), and what differs from synapse to synapse is"
                            + " a parameter, given where the connection is declared", call));
            dynamics.getEquations().stream().filter(Equation::isDerivative).filter(equation -> SynapseMotion.used((Synapse) dynamics,
                    equation.getRight()).stream().anyMatch(Noises::isSymbol)).findFirst()
                    .ifPresent(equation -> problems.report(Code.SYNAPSE, "a number that is new in each step has no part in a differential equation;"
                            + " write next " + equation.getState().getName() + " = …", equation.getRight()));
        } else if (dynamics.getRefractory() != null) {
            find(dynamics.getRefractory(), NeuronElaboration::isTime).ifPresent(time -> problems.report(Code.NOT_CONSTANT,
                    "this must be known before the run, but it depends on time", time));
        }
    }

    /** Whether an expression calls a function that only an engine can compute. */
    private static boolean draws(org.spikewright.model.core.Expression part) {
        return part instanceof Reference call && call.getTarget() instanceof Function function && !function.eIsProxy() && function.getName() != null
                && Terms.draws(function);
    }

    /** Whether an expression is part of a parameter's default, which may be drawn. */
    private static boolean isDefault(EObject part) {
        EObject at = part;
        while (at != null && !(at instanceof Parameter)) {
            at = at.eContainer();
        }
        return at != null;
    }

    /** The first expression within an element, itself included, that is of some kind. */
    private static Optional<org.spikewright.model.core.Expression> find(EObject element,
            java.util.function.Predicate<org.spikewright.model.core.Expression> kind) {
        List<EObject> parts = new ArrayList<>(List.of(element));
        element.eAllContents().forEachRemaining(parts::add);
        return parts.stream().filter(org.spikewright.model.core.Expression.class::isInstance)
                .map(org.spikewright.model.core.Expression.class::cast).filter(kind).findFirst();
    }

    /** The input of a synapse is a trace of spikes, which has no unit; there is one. */
    private void thirdFactor(Dynamics synapse) {
        List<Input> factors = synapse.getInputs().stream().filter(input -> !SynapseReads.isRead(input)).toList();
        for (Input input : factors) {
            if (Type.of(input.getType()).filter(type -> !type.equals(Type.REAL)).isPresent()) {
                problems.report(Code.SYNAPSE, "'" + input.getName() + "' counts spikes of the population that 'factor' names, each of which adds"
                        + " 1, so that it is a Real and no " + input.getType(), input, CorePackage.Literals.VARIABLE__TYPE);
            }
        }
        factors.stream().skip(1).forEach(input -> problems.report(Code.SYNAPSE, "a synapse has one third factor at most; leave '"
                + input.getName() + "' out", input, CorePackage.Literals.NAMED__NAME));
    }

    /** A neuron's states have one equation each; those of a synapse may stay as they are between events. */
    private void equations(Dynamics dynamics, State state, boolean needed) {
        long equations = dynamics.getEquations().stream().filter(equation -> equation.getState() == state).count();
        if (equations > 1 || equations == 0 && needed) {
            problems.report(Code.EQUATION, equations == 0
                    ? "'" + state.getName() + "' has no equation; write d" + state.getName() + "/dt = … or next "
                            + state.getName() + " = …"
                    : "'" + state.getName() + "' has " + equations + " equations; keep one", state,
                    CorePackage.Literals.NAMED__NAME);
        }
    }

    private void check(Equation equation) {
        State state = equation.getState();
        if (state == null || state.eIsProxy()) {
            return;
        }
        Type.of(state.getType()).ifPresent(type -> {
            Type side = equation.isDerivative() ? new Type.Quantity(type.dimension().per(Dimension.TIME)) : type;
            Formulas.checkSize(equation.getRight(), problems, equation, null);
            typing.expect(equation.getRight(), side, equation.isDerivative() ? "d" + state.getName() + "/dt"
                    : "the next '" + state.getName() + "'");
        });
    }

    /** What arrives at once is added to a state, so both are of one kind. */
    private void check(Input input) {
        if (SynapseReads.isRead(input) && input.eContainer() instanceof Neuron) {
            problems.report(Code.EQUATION, "a neuron receives what synapses and drives bring, and reads nothing itself; leave 'of "
                    + input.getSide() + " " + input.getQuantity() + "' out", input);
        }
        State into = input.getInto();
        if (into != null && !into.eIsProxy() && into.getType() != null && !into.getType().equals(input.getType())) {
            problems.report(Code.WRONG_TYPE, "'" + input.getName() + "' is a " + input.getType() + ", but it is added to '" + into.getName()
                    + "', which is a " + into.getType(), input, NeuronPackage.Literals.INPUT__INTO);
        }
    }

    private void check(Event event) {
        boolean compares = NeuronElaboration.isComparison(event.getCondition());
        if (compares) {
            typing.of(event.getCondition());
        } else if (event.getCondition() != null && event.isSpike()) {
            problems.report(Code.SPIKE_CONDITION, "a neuron spikes when one quantity is above another; write for instance v > theta",
                    event, NeuronPackage.Literals.EVENT__CONDITION);
        } else if (event.getCondition() != null) {
            typing.expect(event.getCondition(), Type.Simple.TRUTH, "what follows 'when'");
        }
        if (event.getSurrogate() != null) {
            typing.expect(event.getSurrogate(), Type.SURROGATE, "what follows 'surrogate'");
        }
        Set<State> seen = new HashSet<>();
        for (Reset reset : event.getResets()) {
            if (reset.getState() != null && !reset.getState().eIsProxy()) {
                if (!seen.add(reset.getState())) {
                    problems.report(Code.EQUATION, "'" + reset.getState().getName() + "' is set twice; all of an event is taken from the values before"
                            + " it, so that only one could count; write it once", reset);
                }
                Type.of(reset.getState().getType())
                        .ifPresent(type -> typing.expect(reset.getValue(), type, "the " + (event.isSpike() ? "reset" : "change") + " of '"
                                + reset.getState().getName() + "'"));
            }
        }
    }
}
