package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.network.Network;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.testing.Repository;

/** Populations as the engines get them: sizes, rules, drawn values, receptors, plastic synapses, drives. */
class PopulationsTest {

    private static final Path FIXTURES = Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/populations");

    private final PopulationNetwork network = network("balanced.spike");

    private static PopulationNetwork network(String file) {
        ModelFile model = new Language().read(FIXTURES.resolve(file), file);
        assertEquals(List.of(), model.check());
        return new Elaboration(DiagnosticSink.IGNORED).populations(model.model().orElseThrow().getDeclarations().stream()
                .filter(Network.class::isInstance).map(Network.class::cast).findFirst().orElseThrow()).orElseThrow();
    }

    @Test
    void populationsHaveTheSizesThatFormulasGive() {
        assertEquals(List.of(6, 6, 3), network.populations().stream().map(Population::size).toList());
        assertInstanceOf(Population.PoissonTrains.class, network.population("noise").cells());
    }

    @Test
    void aStateThatStartsAtADrawnParameterIsDrawnToo() {
        Population.Neurons cells = (Population.Neurons) network.population("A").cells();
        assertEquals(Map.of("v", new Distribution.Uniform(0, 1)), cells.initial());
        assertEquals(Map.of(), ((Population.Neurons) network.population("B").cells()).initial());
    }

    @Test
    void aNeuronKeepsItsEventsReceptorsAndNoise() {
        NeuronProgram program = network.population("B").program().orElseThrow();
        assertEquals(List.of("excitation", "shunt"), program.inputs());
        assertEquals(Set.of("v"), program.receptors().getFirst().jumps().keySet());
        assertEquals(Set.of(), program.receptors().getLast().jumps().keySet());
        assertInstanceOf(NeuronProgram.Jump.class, program.events().getFirst());
        NeuronProgram.Spike spike = assertInstanceOf(NeuronProgram.Spike.class, program.events().getLast());
        assertEquals(0.5, spike.margin().value(Map.of("v", 1.5, "shunt", 0.0)::get), "both hold; the nearer limit counts");
        assertEquals(-0.5, spike.margin().value(Map.of("v", 1.5, "shunt", 2.5)::get));
        assertEquals(List.of(new NeuronProgram.Noise("$noise1", NeuronProgram.Noise.Kind.WHITE, "shared")), program.noises());
        assertEquals(Set.of("v"), program.refractoriness().orElseThrow().held());
        assertEquals(0.002, program.refractoriness().orElseThrow().duration().value(_ -> Double.NaN));
    }

    @Test
    void connectionsHaveTheirRulesAndDrawnDelays() {
        Projection first = network.projection("noise->A");
        assertEquals(new ConnectionRule.AllToAll(true), first.rule());
        assertEquals(Distribution.of(0.5), first.weight());
        assertEquals(Distribution.Normal.of(0.002, 0.0002), first.delay());
        Projection total = network.projection("A->B");
        assertEquals("shunt", total.receptor());
        assertEquals(Distribution.of(-0.5), total.weight());
        assertEquals(9, ((ConnectionRule.FixedTotal) total.rule()).total());
        ConnectionRule.Listed listed = assertInstanceOf(ConnectionRule.Listed.class, network.projection("B->B").rule());
        assertArrayEquals(new int[] {0, 1, 2}, listed.sources());
        assertArrayEquals(new int[] {1, 2, 0}, listed.targets());
    }

    /** What follows one side only and fades is a trace of the neuron; the tag, which both sides change, is the synapse's own. */
    @Test
    void aPlasticSynapseIsDividedIntoTracesAndStates() {
        SynapseProgram synapse = network.projection("B->B").plasticity().orElseThrow();
        assertEquals(List.of("before PRE 0.02", "after POST 0.02"),
                synapse.traces().stream().map(trace -> trace.name() + " " + trace.side() + " " + trace.tau()).toList());
        assertEquals(List.of("tag 1.0"), synapse.states().stream().map(state -> state.name() + " " + state.tau()).toList());
        assertEquals(new SynapseProgram.Modulator("A", 0.05, 1), synapse.modulator().orElseThrow());
        assertInstanceOf(SynapseProgram.Action.Transmit.class, synapse.onPre().getLast());
        SynapseProgram.Action.Assign tag = (SynapseProgram.Action.Assign) synapse.onPost().getFirst();
        assertEquals(0.5 + 0.02 * 3, tag.value().value(Map.of("tag", 0.5, "before", 3.0)::get), 1e-12);
    }

    /** In each step a weight goes where its equation leads it while all else stands still. */
    @Test
    void anEquationOfTheWeightGoesByTheClock() {
        PopulationNetwork clocked = network("drifting.spike");
        double dt = 0.25;
        double tau = 10;
        double rest = 0.5 + tau * 3;
        assertEquals(rest + (0.2 - rest) * Math.exp(-dt / tau), next(clocked, "A->B").value(Map.of("w", 0.2, "before", 3.0, "dt", dt, "w$left", 0.0)::get),
                1e-12);
        assertEquals(0.999 * 0.2, next(clocked, "B->A").value(Map.of("w", 0.2)::get), 1e-12);
        assertEquals(Optional.empty(), network.projection("B->B").plasticity().orElseThrow().clock());
    }

    @Test
    void weightsThatLearnAreKeptToASumThatMayFollowTheSizes() {
        PopulationNetwork clocked = network("drifting.spike");
        assertEquals(Optional.of(new SynapseProgram.Normalisation(0.3 * 4, 0.1)), normalisation(clocked, "A->B"));
        assertEquals(Optional.empty(), normalisation(clocked, "B->A"));
    }

    private static Optional<SynapseProgram.Normalisation> normalisation(PopulationNetwork network, String projection) {
        return network.projection(projection).plasticity().orElseThrow().normalisation();
    }

    private static Expression next(PopulationNetwork network, String projection) {
        SynapseProgram.Clock clock = network.projection(projection).plasticity().orElseThrow().clock().orElseThrow();
        assertEquals(0, clock.period(), "every step");
        // The weight in full comes first; the last is what a float holds of it.
        SynapseProgram.Action.Assign weight = assertInstanceOf(SynapseProgram.Action.Assign.class, clock.actions().getLast());
        assertEquals(SynapseProgram.WEIGHT, weight.state());
        return clock.actions().getFirst().value();
    }

    @Test
    void drivesReachTheInputThatTheyName() {
        assertEquals(List.of("shunt", "excitation"), network.drives().stream().map(Drive::receptor).toList());
        Drive.GivenSpikes spikes = assertInstanceOf(Drive.GivenSpikes.class, network.drives().getLast().signal());
        assertArrayEquals(new double[] {0.005, 0.01}, spikes.seconds());
        assertEquals(Distribution.of(2), spikes.weight());
    }
}
