package org.spikewright.network.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Layout;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.SynapseCount;
import org.spikewright.network.population.SynapseProgram;

class PopulationNetworkTest {

    private static final Population A = population("A", 100);
    private static final Population B = population("B", 40);

    @Test
    void synapsesAreCountedFromTheRules() {
        assertEquals(new SynapseCount(4000, true), count(A, B, new ConnectionRule.AllToAll(false)));
        assertEquals(new SynapseCount(9900, true), count(A, A, new ConnectionRule.AllToAll(false)));
        assertEquals(new SynapseCount(100, true), count(A, A, new ConnectionRule.OneToOne()));
        assertEquals(new SynapseCount(280, true), count(A, B, new ConnectionRule.FixedInDegree(7, Pairing.ANY)));
        assertEquals(new SynapseCount(700, true), count(A, B, new ConnectionRule.FixedOutDegree(7, Pairing.ANY)));
        assertEquals(new SynapseCount(123, true), count(A, B, new ConnectionRule.FixedTotal(123, Pairing.SIMPLE)));
        assertEquals(new SynapseCount(400, false), count(A, B, new ConnectionRule.PairwiseProbability(0.1, true)));
        assertEquals(new SynapseCount(400, true), count(A, A, new ConnectionRule.SmallWorld(4, 0.1)));
        assertEquals(new SynapseCount(2, true),
                count(A, B, new ConnectionRule.Listed(new int[] {0, 99}, new int[] {39, 0})));
    }

    @Test
    void synapsesOfASpatialRuleAreExpectedFromPositions() {
        Population line = new Population("line", 101, A.cells(), Optional.of(new Layout.Grid(101, 1e-3)));
        // Neurons 1 mm apart on a line; each reaches up to two on either side, fewer at the ends.
        ConnectionRule disc = new ConnectionRule.SpatialKernel(1, new ConnectionRule.Profile.Disc(2.5e-3), false);
        assertEquals(new SynapseCount(4 * 101 - 6, false), count(line, line, disc));
    }

    /** Populations and probabilities: Potjans and Diesmann, Cerebral Cortex 24, 2014, table 5. */
    @Test
    void aLargeNetworkIsAFewObjects() {
        int[] sizes = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
        double[][] probability = {{.1009, .1689, .0437, .0818, .0323, 0, .0076, 0},
                {.1346, .1371, .0316, .0515, .0755, 0, .0042, 0}, {.0077, .0059, .0497, .135, .0067, .0003, .0453, 0},
                {.0691, .0029, .0794, .1597, .0033, 0, .1057, 0}, {.1004, .0622, .0505, .0057, .0831, .3726, .0204, 0},
                {.0548, .0269, .0257, .0022, .06, .3158, .0086, 0},
                {.0156, .0066, .0211, .0166, .0572, .0197, .0396, .2252},
                {.0364, .001, .0034, .0005, .0277, .008, .0658, .1443}};
        List<Population> populations = new java.util.ArrayList<>();
        List<Projection> projections = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            populations.add(population("P" + i, sizes[i]));
        }
        for (int t = 0; t < 8; t++) {
            for (int s = 0; s < 8; s++) {
                long total = Math
                        .round(Math.log1p(-probability[t][s]) / Math.log1p(-1.0 / ((double) sizes[t] * sizes[s])));
                projections.add(projection(populations.get(s), populations.get(t),
                        new ConnectionRule.FixedTotal(total, Pairing.ANY)));
            }
        }
        PopulationNetwork network = new PopulationNetwork("Microcircuit", populations, projections, List.of());
        assertEquals(77169, network.neurons());
        assertTrue(network.synapses().exact());
        assertEquals(298.9e6, network.synapses().expected(), 0.05e6);
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsPlace() {
        assertRefused("B offers 40", A, B, new ConnectionRule.FixedOutDegree(41, Pairing.SIMPLE));
        assertRefused("A offers 99", A, A, new ConnectionRule.FixedInDegree(100, Pairing.SIMPLE));
        assertRefused("A has 100 and B has 40", A, B, new ConnectionRule.OneToOne());
        assertRefused("only 4000 pairs", A, B, new ConnectionRule.FixedTotal(4001, Pairing.SIMPLE));
        assertRefused("A has no positions", A, B,
                new ConnectionRule.SpatialKernel(1, new ConnectionRule.Profile.Gaussian(1), true));
        assertRefused("lists neuron 40 of B", A, B, new ConnectionRule.Listed(new int[] {0}, new int[] {40}));
        Projection unknown = new Projection("p", "A", "A", "nothing", new ConnectionRule.OneToOne(), Distribution.of(1),
                Distribution.of(1e-3), Optional.empty());
        assertEquals("projection p ends at the receptor nothing, but neuron Leaky has in", assertThrows(
                IllegalArgumentException.class,
                () -> new PopulationNetwork("N", List.of(A), List.of(unknown), List.of())).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.25", "-1, 0.25", "NaN, 0.25", "Infinity, 0.25", "1, 0", "1, -0.25", "1, NaN", "1, Infinity"})
    void aNormalisationHasATotalAndAnInterval(double total, double interval) {
        assertThrows(IllegalArgumentException.class, () -> new SynapseProgram.Normalisation(total, interval));
    }

    private static void assertRefused(String part, Population source, Population target, ConnectionRule rule) {
        String message = assertThrows(IllegalArgumentException.class, () -> count(source, target, rule)).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static SynapseCount count(Population source, Population target, ConnectionRule rule) {
        List<Population> populations = source == target ? List.of(source) : List.of(source, target);
        return new PopulationNetwork("N", populations, List.of(projection(source, target, rule)), List.of()).synapses();
    }

    private static Projection projection(Population source, Population target, ConnectionRule rule) {
        return new Projection(source.name() + " to " + target.name(), source.name(), target.name(), "in", rule,
                Distribution.of(1e-3), Distribution.of(1e-3), Optional.empty());
    }

    private static Population population(String name, int size) {
        Expression v = Expression.symbol("v");
        NeuronProgram leaky = new NeuronProgram("Leaky", Map.of(),
                List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Rate(v.over(Expression.of(-0.02))))),
                List.of(NeuronProgram.Receptor.into("in", "v")),
                List.of(new NeuronProgram.Spike(v.minus(Expression.of(0.02)), Expression.ONE,
                        Map.of("v", Expression.ZERO))),
                v, List.of(), Optional.empty(), new Solver.Automatic());
        return Population.of(name, size, Population.Neurons.of(leaky));
    }
}
