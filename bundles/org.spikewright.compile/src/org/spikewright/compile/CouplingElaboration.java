package org.spikewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Variable;
import org.spikewright.model.network.Connection;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Event;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Side;

/**
 * Makes what acts in every step out of a connection: a synapse whose output reads a quantity of its source, and the synapses of a
 * neuron without spikes, which pass on its output.
 */
final class CouplingElaboration {

    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    /** What a graded neuron sends; nothing that the language can name. */
    private static final String OUTPUT = "$output";

    private final DiagnosticSink problems;
    private final Connection connection;
    private final org.spikewright.model.network.Population source;
    private final org.spikewright.model.network.Population target;

    /** The coupling of two populations by a connection. */
    CouplingElaboration(DiagnosticSink problems, Connection connection, org.spikewright.model.network.Population source,
            org.spikewright.model.network.Population target) {
        this.problems = problems;
        this.connection = connection;
        this.source = source;
        this.target = target;
    }

    /** Whether an input of a synapse is a quantity of one of its neurons. */
    static boolean isRead(Input input) {
        return input.getSide() != null;
    }

    /** Whether what a synapse sends depends on what its source is in every step. */
    static boolean isContinuous(Synapse synapse) {
        if (synapse.getOutput() == null) {
            return false;
        }
        Set<String> used = NeuronElaboration.named(synapse, new Formulas(DiagnosticSink.IGNORED)).of(synapse.getOutput())
                .map(Expression::symbols).orElse(Set.of());
        return synapse.getInputs().stream().anyMatch(input -> SOURCE.equals(input.getSide()) && input.getName() != null && used.contains(input.getName()));
    }

    /** Whether the neurons of a population never spike, but have an output. */
    static boolean isGraded(org.spikewright.model.network.Population population) {
        return neuron(population).filter(neuron -> neuron.getEvents().stream().noneMatch(Event::isSpike)).isPresent();
    }

    /** Checks what a synapse says that it reads. */
    static void check(Synapse synapse, DiagnosticSink problems) {
        List<Input> read = synapse.getInputs().stream().filter(CouplingElaboration::isRead).toList();
        Optional<Input> elsewhere = read.stream().filter(input -> !SOURCE.equals(input.getSide()) && !TARGET.equals(input.getSide())).findFirst();
        if (elsewhere.isPresent()) {
            problems.report(Code.SYNAPSE, "a synapse reads a quantity of source or of target, not of '" + elsewhere.get().getSide() + "'",
                    elsewhere.get());
        } else if (!read.isEmpty() && !isContinuous(synapse)) {
            problems.report(Code.SYNAPSE, "'" + read.getFirst().getName() + "' has a value in every step, and this synapse acts with spikes only;"
                    + " a synapse acts in every step if its output reads a quantity of source", read.getFirst());
        }
        if (isContinuous(synapse)) {
            List<EObject> moving = new ArrayList<>(synapse.getEvents());
            moving.addAll(synapse.getEquations());
            synapse.getStates().stream().filter(state -> !SynapseProgram.WEIGHT.equals(state.getName())).forEach(moving::add);
            synapse.getInputs().stream().filter(input -> !isRead(input)).forEach(moving::add);
            if (!moving.isEmpty()) {
                problems.report(Code.SYNAPSE, "'" + synapse.getName() + "' acts in every step, so that it has a weight w and nothing that changes;"
                        + " make what changes a state of a neuron", moving.getFirst());
            }
        }
    }

    /** A synapse that acts in every step, with the values of its parameters. */
    Optional<Coupling> of(Synapse synapse, Reference use, Input receptor, Draws values) {
        Optional<Map<Parameter, Expression>> numbers = values.formulas().arguments(use);
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        Type.of(receptor.getType()).ifPresent(type -> new Typing(problems.at(use)).expect(synapse.getOutput(), type,
                "what '" + synapse.getName() + "' brings into '" + receptor.getName() + "'"));
        List<Coupling.Value> read = new ArrayList<>();
        for (Input input : synapse.getInputs()) {
            Side side = SOURCE.equals(input.getSide()) ? Side.PRE : Side.POST;
            Optional<Expression> quantity = quantity(side == Side.PRE ? source : target, input, use);
            if (quantity.isEmpty()) {
                return Optional.empty();
            }
            read.add(new Coupling.Value(input.getName(), side, quantity.get()));
        }
        return NeuronElaboration.named(synapse, new Formulas(DiagnosticSink.IGNORED).with(numbers.get())).of(synapse.getOutput())
                .map(formula -> new Coupling(formula, read));
    }

    /** The synapses of a graded neuron: each brings the neuron's output times its weight. */
    Optional<Coupling> graded(org.spikewright.network.population.Population from) {
        Expression output = from.program().orElseThrow().output();
        if (!isKnown(output, neuron(source).orElseThrow())) {
            problems.report(Code.NO_ENGINE, "the output of '" + source.getName() + "' has a random part of its own, which no engine passes on yet;"
                    + " make it a state", connection);
            return Optional.empty();
        }
        return Optional.of(new Coupling(Expression.symbol(SynapseProgram.WEIGHT).times(Expression.symbol(OUTPUT)),
                List.of(new Coupling.Value(OUTPUT, Side.PRE, output))));
    }

    /** The unit that a weight of a graded neuron's connection has: with it, its output becomes what the receptor receives. */
    Optional<Type> weight(Input receptor) {
        Neuron neuron = neuron(source).orElseThrow();
        Optional<Type> output = neuron.getOutput() != null ? new Typing(DiagnosticSink.IGNORED).of(neuron.getOutput())
                : neuron.getStates().stream().findFirst().flatMap(state -> Type.of(state.getType()));
        return Type.of(receptor.getType()).flatMap(type -> output.map(sent -> new Type.Quantity(type.dimension().per(sent.dimension()))));
    }

    private Optional<Expression> quantity(org.spikewright.model.network.Population population, Input input, Reference use) {
        Optional<Neuron> neuron = neuron(population);
        Optional<Variable> named = neuron.flatMap(one -> Stream.<Variable>concat(one.getStates().stream(), one.getDerived().stream())
                .filter(variable -> variable.getName() != null && variable.getName().equals(input.getQuantity())).findFirst());
        if (named.isEmpty()) {
            problems.report(Code.SYNAPSE, "'" + population.getName() + "' has no state or derived quantity '" + input.getQuantity()
                    + "', which '" + input.getName() + "' of this synapse reads", use);
            return Optional.empty();
        }
        if (named.get().getType() != null && !named.get().getType().equals(input.getType())) {
            problems.report(Code.WRONG_TYPE, "'" + input.getQuantity() + "' of '" + population.getName() + "' is a " + named.get().getType()
                    + ", but '" + input.getName() + "' of this synapse is a " + input.getType(), use);
            return Optional.empty();
        }
        Optional<Expression> formula = named.get() instanceof Derived derived
                ? NeuronElaboration.named(neuron.get(), new Formulas(DiagnosticSink.IGNORED)).of(derived.getFormula())
                : Optional.of(Expression.symbol(named.get().getName()));
        if (formula.isEmpty() || !isKnown(formula.get(), neuron.get())) {
            problems.report(Code.NO_ENGINE, "'" + input.getQuantity() + "' of '" + population.getName() + "' depends on more than states and"
                    + " parameters; make it a state", use);
            return Optional.empty();
        }
        return formula;
    }

    private static boolean isKnown(Expression formula, Neuron neuron) {
        Set<String> known = new LinkedHashSet<>();
        neuron.getStates().stream().map(State::getName).forEach(known::add);
        neuron.getParameters().stream().map(Parameter::getName).forEach(known::add);
        return known.containsAll(formula.symbols());
    }

    private static Optional<Neuron> neuron(org.spikewright.model.network.Population population) {
        return Optional.ofNullable(population.getNeuron()).map(Reference::getTarget).filter(Neuron.class::isInstance).map(Neuron.class::cast)
                .filter(neuron -> !neuron.eIsProxy());
    }
}
