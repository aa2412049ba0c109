package org.spikewright.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Connection;
import org.spikewright.model.neuron.Event;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Side;

/**
 * Makes what acts in every step and never changes out of a connection: a synapse whose output reads quantities of its neurons, and the
 * synapses of a neuron without spikes, which pass on its output.
 */
final class CouplingElaboration {

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

    /** Whether the neurons of a population never spike, but have an output. */
    static boolean isGraded(org.spikewright.model.network.Population population) {
        return SynapseReads.neuron(population).filter(neuron -> neuron.getEvents().stream().noneMatch(Event::isSpike)).isPresent();
    }

    /** Whether a synapse acts in every step and has nothing that changes. */
    static boolean isStill(Synapse synapse) {
        return SynapseMotion.actsInEveryStep(synapse) && synapse.getEvents().isEmpty() && synapse.getEquations().isEmpty()
                && synapse.getInputs().stream().allMatch(SynapseReads::isOfItsNeurons)
                && synapse.getStates().stream().allMatch(state -> SynapseProgram.WEIGHT.equals(state.getName()))
                && !NeuronElaboration.drawsNumbers(synapse);
    }

    /** Checks what a synapse says that it reads. */
    static void check(Synapse synapse, DiagnosticSink problems) {
        List<Input> read = synapse.getInputs().stream().filter(SynapseReads::isRead).toList();
        Set<String> sides = Set.of(SynapseReads.SOURCE, SynapseReads.TARGET, SynapseReads.FACTOR);
        read.stream().filter(input -> !sides.contains(input.getSide())).findFirst()
                .ifPresent(elsewhere -> problems.report(Code.SYNAPSE, "a synapse reads a quantity of source, of target or of factor, not of '"
                        + elsewhere.getSide() + "'", elsewhere));
        Set<String> output = SynapseMotion.used(synapse, synapse.getOutput());
        if (!SynapseMotion.actsInEveryStep(synapse)) {
            SynapseMotion.moving(synapse).stream().filter(state -> output.contains(state.getName())).findFirst()
                    .ifPresent(state -> problems.report(Code.SYNAPSE, "'" + state.getName() + "' moves in every step, and what a spike sends is"
                            + " one number: give a state of its own what is sent, as in when pre then sent = w * " + state.getName()
                            + ", with output sent; to bring it in every step, let the output read a quantity of the target, as in w * "
                            + state.getName() + " * (E - v)", synapse.getOutput()));
        }
    }

    /** A synapse that acts in every step and has nothing that changes, with the values of its parameters. */
    Optional<Coupling> of(Synapse synapse, Reference use, Draws values) {
        Optional<Map<Parameter, Expression>> numbers = values.formulas().arguments(use);
        Optional<List<Coupling.Value>> read = new SynapseReads(problems, source, target, Optional.empty()).of(synapse, use);
        if (numbers.isEmpty() || read.isEmpty()) {
            return Optional.empty();
        }
        return NeuronElaboration.named(synapse, new Formulas(DiagnosticSink.IGNORED).with(numbers.get())).of(synapse.getOutput())
                .map(formula -> new Coupling(formula, read.get()));
    }

    /** Checks that what a synapse brings in every step is what its receptor takes. */
    void unit(Synapse synapse, Reference use, Input receptor) {
        Type.of(receptor.getType()).ifPresent(type -> new Typing(problems.at(use)).expect(synapse.getOutput(), type,
                "what '" + synapse.getName() + "' brings into '" + receptor.getName() + "'"));
    }

    /** The synapses of a graded neuron: each brings the neuron's output times its weight. */
    Optional<Coupling> graded(org.spikewright.network.population.Population from) {
        Expression output = from.program().orElseThrow().output();
        if (!SynapseReads.isKnown(output, SynapseReads.neuron(source).orElseThrow())) {
            problems.report(Code.NO_ENGINE, "the output of '" + source.getName() + (output.symbols().contains(NeuronProgram.TIME) ? "' depends on the time itself"
                    : "' has a random part of its own") + ", which no engine passes on yet; make it a state, as in next sent = …, with output sent", connection);
            return Optional.empty();
        }
        return Optional.of(new Coupling(Expression.symbol(SynapseProgram.WEIGHT).times(Expression.symbol(OUTPUT)),
                List.of(new Coupling.Value(OUTPUT, Side.PRE, output))));
    }

    /** The unit that a weight of a graded neuron's connection has: with it, its output becomes what the receptor receives. */
    Optional<Type> weight(Input receptor) {
        Neuron neuron = SynapseReads.neuron(source).orElseThrow();
        Optional<Type> output = neuron.getOutput() != null ? new Typing(DiagnosticSink.IGNORED).of(neuron.getOutput())
                : neuron.getStates().stream().findFirst().flatMap(state -> Type.of(state.getType()));
        return Type.of(receptor.getType()).flatMap(type -> output.map(sent -> new Type.Quantity(type.dimension().per(sent.dimension()))));
    }
}
