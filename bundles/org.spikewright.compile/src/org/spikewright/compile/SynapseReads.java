package org.spikewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Variable;
import org.spikewright.model.network.Population;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram.Side;

/**
 * What synapses between two populations read of the neurons on either side, and of the one that all of them share.
 *
 * @param factor the population that the connection's factor names
 */
record SynapseReads(DiagnosticSink problems, Population source, Population target, Optional<Population> factor) {

    static final String SOURCE = "source";
    static final String TARGET = "target";
    static final String FACTOR = "factor";

    /** Whether an input of a synapse is a quantity of a neuron, and no trace of spikes. */
    static boolean isRead(Input input) {
        return input.getSide() != null;
    }

    /** Whether an input of a synapse is a quantity of one of its two neurons. */
    static boolean isOfItsNeurons(Input input) {
        return isRead(input) && !FACTOR.equals(input.getSide());
    }

    /** What a synapse reads where a connection uses it; empty if the neurons do not have it, which is reported. */
    Optional<List<Coupling.Value>> of(Synapse synapse, Reference use) {
        List<Coupling.Value> read = new ArrayList<>();
        for (Input input : synapse.getInputs()) {
            if (!isRead(input)) {
                continue;
            }
            Side side = switch (input.getSide()) {
                case SOURCE -> Side.PRE;
                case FACTOR -> Side.SHARED;
                default -> Side.POST;
            };
            if (side == Side.SHARED && factor.isEmpty()) {
                problems.report(Code.SYNAPSE, "'" + input.getName() + "' of this synapse is a quantity of a population that all synapses share; say"
                        + " with factor which one it is", use);
                return Optional.empty();
            }
            Optional<Expression> quantity = quantity(switch (side) {
                case PRE -> source;
                case POST -> target;
                case SHARED -> factor.get();
            }, input, use);
            if (quantity.isEmpty()) {
                return Optional.empty();
            }
            read.add(new Coupling.Value(input.getName(), side, quantity.get()));
        }
        return Optional.of(read);
    }

    private Optional<Expression> quantity(Population population, Input input, Reference use) {
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

    /** Whether a formula is one in states and parameters of a neuron alone. */
    static boolean isKnown(Expression formula, Neuron neuron) {
        Set<String> known = new LinkedHashSet<>();
        neuron.getStates().stream().map(State::getName).forEach(known::add);
        neuron.getParameters().stream().map(Parameter::getName).forEach(known::add);
        return known.containsAll(formula.symbols());
    }

    /** The neuron of a population, if it has one with equations. */
    static Optional<Neuron> neuron(Population population) {
        return Optional.ofNullable(population.getNeuron()).map(Reference::getTarget).filter(Neuron.class::isInstance).map(Neuron.class::cast)
                .filter(neuron -> !neuron.eIsProxy());
    }
}
