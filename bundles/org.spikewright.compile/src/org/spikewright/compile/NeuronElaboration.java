package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.NeuronPackage;
import org.spikewright.model.neuron.Reset;
import org.spikewright.model.neuron.Spike;
import org.spikewright.model.neuron.State;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;

/** Makes the program of a neuron: its equations as formulas, its parameters as numbers. */
final class NeuronElaboration {

    /** Where a neuron names no surrogate: the derivative of arctan(pi x)/pi + 1/2. */
    private static final Expression DEFAULT_SURROGATE = Expression.ONE.over(Expression.ONE.plus(
            Expression.of(Math.PI).times(Expression.symbol(NeuronProgram.Spike.MARGIN)).power(2)));

    private final Problems problems;

    NeuronElaboration(Problems problems) {
        this.problems = problems;
    }

    /** The program of a neuron as a layer or population uses it, with that use's arguments. */
    Optional<NeuronProgram> program(Reference use, Formulas context) {
        Neuron neuron = (Neuron) use.getTarget();
        Map<String, Double> parameters = new LinkedHashMap<>();
        Map<Parameter, Expression> numbers = new HashMap<>();
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(use, Problems.IGNORED).entrySet()) {
            Optional<Double> value = context.with(numbers).number(argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parameters.put(argument.getKey().getName(), value.get());
            numbers.put(argument.getKey(), Expression.of(value.get()));
        }
        return program(neuron, parameters, new Formulas(Problems.IGNORED).with(numbers));
    }

    private static Optional<NeuronProgram> program(Neuron neuron, Map<String, Double> parameters, Formulas constants) {
        if (!DerivedOrder.of(neuron).circles().isEmpty()) {
            return Optional.empty();
        }
        Formulas formulas = named(neuron, new Formulas(Problems.IGNORED));
        Formulas initials = named(neuron, constants);
        List<NeuronProgram.State> states = new ArrayList<>();
        for (State state : neuron.getStates()) {
            Optional<Double> initial = state.getInitial() == null ? Optional.of(0.0) : initials.number(state.getInitial());
            Optional<Change> change = neuron.getEquations().stream().filter(e -> e.getState() == state).findFirst()
                    .flatMap(equation -> change(equation, formulas));
            if (initial.isEmpty() || change.isEmpty()) {
                return Optional.empty();
            }
            states.add(new NeuronProgram.State(state.getName(), initial.get(), change.get()));
        }
        if (states.isEmpty()) {
            return Optional.empty();
        }
        Optional<NeuronProgram.Spike> spike = Optional.empty();
        if (neuron.getSpike() != null) {
            spike = spike(neuron.getSpike(), formulas);
            if (spike.isEmpty()) {
                return Optional.empty();
            }
        }
        Optional<Expression> output = neuron.getOutput() == null ? Optional.of(Expression.symbol(states.getFirst().name()))
                : formulas.of(neuron.getOutput());
        List<String> inputs = neuron.getInputs().stream().map(input -> input.getName()).toList();
        if (output.isEmpty() || inputs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NeuronProgram(neuron.getName(), parameters, states, inputs, spike, output.get()));
    }

    /** Formulas in which the neuron's derived quantities stand for their own formulas. */
    private static Formulas named(Neuron neuron, Formulas formulas) {
        Formulas all = formulas;
        for (Derived derived : DerivedOrder.of(neuron).order()) {
            Optional<Expression> formula = all.of(derived.getFormula());
            if (formula.isPresent()) {
                all = all.with(Map.of(derived, formula.get()));
            }
        }
        return all;
    }

    private static Optional<Change> change(Equation equation, Formulas formulas) {
        return formulas.of(equation.getRight())
                .map(right -> equation.isDerivative() ? new Change.Rate(right) : new Change.Next(right));
    }

    private static Optional<NeuronProgram.Spike> spike(Spike spike, Formulas formulas) {
        Optional<Expression> margin = margin(spike.getCondition(), formulas);
        Optional<Expression> surrogate = spike.getSurrogate() == null ? Optional.of(DEFAULT_SURROGATE)
                : formulas.of(spike.getSurrogate());
        Map<String, Expression> resets = new LinkedHashMap<>();
        for (Reset reset : spike.getResets()) {
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
        return margin.isEmpty() || surrogate.isEmpty() ? Optional.empty()
                : Optional.of(new NeuronProgram.Spike(margin.get(), surrogate.get(), resets));
    }

    private static Optional<Expression> margin(org.spikewright.model.core.Expression condition, Formulas formulas) {
        if (!(condition instanceof Binary binary) || !isComparison(binary)) {
            return Optional.empty();
        }
        boolean above = binary.getOperator().startsWith(">");
        return formulas.of(above ? binary.getLeft() : binary.getRight())
                .flatMap(high -> formulas.of(above ? binary.getRight() : binary.getLeft()).map(high::minus));
    }

    private static boolean isComparison(Binary binary) {
        return binary.getOperator().startsWith(">") || binary.getOperator().startsWith("<");
    }

    /** Checks a neuron by itself: types and units, one equation for each state, a comparison as spike condition. */
    void check(Neuron neuron) {
        Typing typing = new Typing(problems);
        for (State state : neuron.getStates()) {
            Type.of(state.getType()).filter(_ -> state.getInitial() != null)
                    .ifPresent(type -> typing.expect(state.getInitial(), type, "'" + state.getName() + "'"));
            long equations = neuron.getEquations().stream().filter(equation -> equation.getState() == state).count();
            if (equations != 1) {
                problems.report(Code.EQUATION, equations == 0
                        ? "'" + state.getName() + "' has no equation; write d" + state.getName() + "/dt = … or next "
                                + state.getName() + " = …"
                        : "'" + state.getName() + "' has " + equations + " equations; keep one", state,
                        CorePackage.Literals.NAMED__NAME);
            }
        }
        if (neuron.getStates().isEmpty()) {
            problems.report(Code.EQUATION, "'" + neuron.getName() + "' has no state; declare one with state v : Real = 0", neuron,
                    CorePackage.Literals.NAMED__NAME);
        }
        if (neuron.getInputs().isEmpty()) {
            problems.report(Code.EQUATION, "'" + neuron.getName() + "' has no input; declare one with input I : Real", neuron,
                    CorePackage.Literals.NAMED__NAME);
        }
        for (Derived derived : neuron.getDerived()) {
            Type.of(derived.getType()).ifPresent(type -> typing.expect(derived.getFormula(), type, "'" + derived.getName() + "'"));
        }
        for (Derived derived : DerivedOrder.of(neuron).circles()) {
            problems.report(Code.CIRCLE, "'" + derived.getName() + "' depends on itself; make it a state, or leave it out of its formula",
                    derived, CorePackage.Literals.NAMED__NAME);
        }
        neuron.getEquations().forEach(equation -> check(equation, typing));
        if (neuron.getSpike() != null) {
            check(neuron.getSpike(), typing);
        }
        if (neuron.getOutput() != null) {
            typing.of(neuron.getOutput());
        }
    }

    private static void check(Equation equation, Typing typing) {
        State state = equation.getState();
        if (state == null || state.eIsProxy()) {
            return;
        }
        Type.of(state.getType()).ifPresent(type -> {
            Type side = equation.isDerivative()
                    ? new Type.Quantity(type.dimension().per(org.spikewright.common.Dimension.TIME)) : type;
            typing.expect(equation.getRight(), side, equation.isDerivative() ? "d" + state.getName() + "/dt"
                    : "the next '" + state.getName() + "'");
        });
    }

    private void check(Spike spike, Typing typing) {
        if (spike.getCondition() instanceof Binary binary && isComparison(binary)) {
            typing.of(binary);
        } else if (spike.getCondition() != null) {
            problems.report(Code.SPIKE_CONDITION, "a neuron spikes when one quantity is above another; write for instance v > theta",
                    spike, NeuronPackage.Literals.SPIKE__CONDITION);
        }
        if (spike.getSurrogate() != null) {
            typing.expect(spike.getSurrogate(), Type.SURROGATE, "what follows 'surrogate'");
        }
        for (Reset reset : spike.getResets()) {
            if (reset.getState() != null && !reset.getState().eIsProxy()) {
                Type.of(reset.getState().getType())
                        .ifPresent(type -> typing.expect(reset.getValue(), type, "the reset of '" + reset.getState().getName() + "'"));
            }
        }
    }
}
