package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.language.Language;
import org.spikewright.model.network.Network;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.testing.Repository;
import org.spikewright.testing.engine.Microcircuit;

/** Parts, unions, groups and tables of populations, several inputs of one graph, and spaces that close. */
class PartsTest {

    private static final double DT = 1e-3;

    @TempDir
    Path folder;

    private float[] sums(String network, String population) {
        return model(network).state(population, "total", DT, 6 * DT);
    }

    private PopulationModel model(String network) {
        return new PopulationModel(folder, "package parts import std.neuron.* network N { " + network + " } ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "T[1 : 3] | 0 1 1 0 0 0",
            "T[4] | 0 0 0 0 1 0",
            "T[index < 2] | 1 1 0 0 0 0",
            "T[position(1) > 1] | 0 0 1 0 0 1",
            "T[position(0) < 1 and position(1) >= 1] | 0 1 1 0 0 0",
            "T[coordinate(0) < -5 um] | 1 0 0 1 0 0",
            "T[0 : 2] + T[1 : 4] | 1 1 1 1 0 0",
            "T[0], T[0 : 2] | 2 1 0 0 0 0",
            "Middle | 0 0 1 1 0 0",
            "Middle + T[5] | 0 0 1 1 0 1"})
    void drivesReachThePartsThatTheyName(String targets, String expected) {
        float[] sums = sums("population T : Sum [2, 3] layout grid(10 um) group Middle = T[2 : 4] drive " + targets + " by spikes([1 ms]) weight 1", "T");
        assertEquals(expected, joined(sums));
    }

    private static String joined(float[] values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            text.append(text.isEmpty() ? "" : " ").append(value == (int) value ? String.valueOf((int) value) : String.valueOf(value));
        }
        return text.toString();
    }

    /** Three sources fire once each; what each target gets says who is connected. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "S[0 : 2] -> T[1 : 3] by oneToOne() weight sourceIndex + 1 | 0 1 2 0",
            "S[1 : 3] -> T[index < 2] by all() weight sourceIndex + 1 | 5 5 0 0",
            "S -> T[3] by all() weight 1 | 0 0 0 3",
            "S[0] + S[2] -> T by all() weight sourceIndex + 1 | 4 4 4 4",
            "S[0 : 2] -> T[2 : 4] by all() weight [[1, 2], [10, 20]] | 0 0 11 22"})
    void connectionsJoinThePartsThatTheyName(String connection, String expected) {
        assertEquals(expected, joined(sums("population S : given([[1 ms], [1 ms], [1 ms]]) [3] population T : Sum [4] connect " + connection + " delay 1 ms", "T")));
    }

    /** Of a union, the in-degree is that of both together: each target hears 100 of 300 + 100 sources, a quarter of them of the second. */
    @Test
    void degreesAreThoseOfTheWholeUnion() {
        String trains = "[1 ms], ".repeat(299) + "[1 ms]";
        String few = "[1 ms], ".repeat(99) + "[1 ms]";
        PopulationModel model = model("population A : given([" + trains + "]) [300] population B : given([" + few + "]) [100] population T : Sum [500] "
                + "connect A + B -> T by fixedIndegree(100) weight where(sourceIndex >= 0, 1, 0) delay 1 ms");
        float[] both = model.state("T", "total", DT, 6 * DT);
        for (float sum : both) {
            assertEquals(100, sum);
        }
        float[] second = model("population A : given([" + trains + "]) [300] population B : given([" + few.replace("[1 ms]", "[90 ms]")
                + "]) [100] population T : Sum [500] connect A + B -> T by fixedIndegree(100) weight where(sourceIndex >= 0, 1, 0) delay 1 ms")
                .state("T", "total", DT, 6 * DT);
        // Binomial: 100 draws with a chance of 3/4.
        assertEquals(75, PopulationModel.mean(second), 5 * Math.sqrt(100 * 0.75 * 0.25 / 500));
        assertEquals(Math.sqrt(100 * 0.75 * 0.25), PopulationModel.deviation(second), 0.5);
        PopulationNetwork made = model.network();
        assertEquals(List.of("A->T", "B->T"), made.projections().stream().map(Projection::name).toList());
        assertEquals(500 * 100, made.synapses().expected());
    }

    @Test
    void outDegreesAreThoseOfTheWholeUnion() {
        PopulationModel model = model("population S : given([" + "[1 ms], ".repeat(199) + "[1 ms]]) [200] population A : Sum [30] population B : Sum [10] "
                + "connect S -> A + B by fixedOutdegree(20) weight 1 delay 1 ms");
        float[] first = model.state("A", "total", DT, 6 * DT);
        float[] second = model.state("B", "total", DT, 6 * DT);
        double a = PopulationModel.mean(first) * 30;
        double b = PopulationModel.mean(second) * 10;
        assertEquals(200 * 20, a + b, 1e-3);
        assertEquals(3000, a, 5 * Math.sqrt(4000 * 0.75 * 0.25));
    }

    /** Weights of synapses of a union are draws of their own, whichever population they start from. */
    @Test
    void synapsesOfAUnionAreDrawnEachByItself() {
        String text = "population A : given([[%s]]) [1] population B : given([[%s]]) [1] population T : Sum [5000] connect A + B -> T by all() weight normal(0, 1) delay 1 ms";
        float[] first = model(String.format(text, "1 ms", "90 ms")).state("T", "total", DT, 6 * DT);
        float[] second = model(String.format(text, "90 ms", "1 ms")).state("T", "total", DT, 6 * DT);
        assertEquals(1, PopulationModel.deviation(first), 0.05);
        assertEquals(1, PopulationModel.deviation(second), 0.05);
        assertEquals(0, PopulationModel.correlation(first, second), 0.07);
    }

    /** No neuron is its own neighbour where autapses are left out, however the union counts them. */
    @Test
    void autapsesAreToldInUnions() {
        PopulationNetwork network = model("population E : DeltaPoint [4] population I : DeltaPoint [3] connect E + I -> I + E by all(autapses = false) weight 1 mV "
                + "drive E by poisson(1 Hz) weight 1 mV").network();
        assertEquals(7 * 7 - 7, network.synapses().expected(), 2);
    }

    @Test
    void severalInputsOfOneGraphHaveTheSameSynapses() {
        String neuron = "neuron Two { state fast : Real = 0 state slow : Real = 0 input ampa : Real into fast input nmda : Real into slow "
                + "next fast = fast next slow = slow + 0 * fast output slow } ";
        PopulationModel model = new PopulationModel(folder, "package parts " + neuron + "network N { population S : given([" + "[1 ms], ".repeat(49)
                + "[1 ms]]) [50] population T : Two [400] connect S -> T into ampa by pairwise(0.2) weight normal(1, 0.3) delay 1 ms, into nmda weight 0.5 * normal(1, 0.3) } ");
        float[] fast = model.state("T", "fast", DT, 6 * DT);
        float[] slow = model.state("T", "slow", DT, 6 * DT);
        for (int j = 0; j < fast.length; j++) {
            assertEquals(0.5 * fast[j], slow[j], 1e-5);
        }
        assertEquals(10, PopulationModel.mean(fast), 5 * Math.sqrt(50 * (0.2 * 0.8 + 0.2 * 0.09) / 400));
    }

    @Test
    void tablesHaveARowForEachTarget() {
        String network = "population A : given([[1 ms]]) [1] population B : given([[1 ms]]) [1] population T : Sum [1] population U : Sum [1] population V : Sum [1] "
                + "group Ends = T, U, V connect A, B -> Ends by all() weight table([[1, 20], [3, 40], [5, 60]]) delay 1 ms drive Ends by spikes([1 ms]) weight table([100, 200, 300])";
        assertArrayEquals(new float[] {121}, sums(network, "T"));
        assertArrayEquals(new float[] {243}, sums(network, "U"));
        assertArrayEquals(new float[] {365}, sums(network, "V"));
        PopulationNetwork made = model("population A : poissonSource(1 Hz) [10] population B : poissonSource(1 Hz) [10] population T : Sum [10] population U : Sum [10] "
                + "connect A, B -> T, U by pairwise(table([[0.5, 0], [1, 0.25]])) weight 1").network();
        assertEquals(List.of("A->T", "A->U", "B->U"), made.projections().stream().map(Projection::name).toList(), "no chance, no projection");
        assertEquals(List.of(50L, 100L, 25L), made.projections().stream().map(one -> made.synapses(one).expected()).toList());
    }

    /** The tables of the gallery's model give each pair of populations what the published table of probabilities does. */
    @Test
    void theMicrocircuitOfTheGalleryIsThatOfItsPaper() {
        Path model = Repository.root().resolve("bundles/org.spikewright.gallery/models/microcircuit/microcircuit.spike");
        PopulationNetwork made = new Elaboration(DiagnosticSink.IGNORED).populations(new Language().read(model, "microcircuit.spike").model().orElseThrow()
                .getDeclarations().stream().filter(Network.class::isInstance).map(Network.class::cast).findFirst().orElseThrow()).orElseThrow();
        PopulationNetwork published = Microcircuit.full();
        assertEquals(published.projections().size(), made.projections().size());
        for (Projection expected : published.projections()) {
            Projection actual = made.projections().stream()
                    .filter(one -> one.source().equals(expected.source()) && one.target().equals(expected.target())).findFirst().orElseThrow();
            // The published formula is rounded here and there after logarithms of numbers near 1.
            assertEquals((double) ((ConnectionRule.FixedTotal) expected.rule()).total(), ((ConnectionRule.FixedTotal) actual.rule()).total(), 2, actual.name());
            assertEquals(expected.weight().mean(), actual.weight().mean(), 1e-3 * Math.abs(expected.weight().mean()), actual.name());
            assertEquals(expected.delay().mean(), actual.delay().mean(), 1e-9, actual.name());
        }
        for (Drive drive : made.drives()) {
            Drive.Poisson expected = (Drive.Poisson) published.drives().stream().filter(one -> one.target().equals(drive.target())).findFirst().orElseThrow()
                    .signal();
            assertEquals(expected.rate().most(), ((Drive.Poisson) drive.signal()).rate().most(), 1e-6, drive.target());
        }
    }

    /** On a torus the first and the last column are neighbours; 5 x 5 at 10 um, within 10 um each has itself and 4 others. */
    @ParameterizedTest
    @ValueSource(strings = {"by pairwise(0.5) weight 1 delay 1 ms + distance / (0.1 m / 1 s)", "by all() weight 1 + distance / 1 um delay 1 ms",
        "by pairwise(exp(-distance / 5 um)) weight 1 delay 1 ms", "by disc(5 um) weight 1 delay 1 ms"})
    void distancesNeedSpacesThatCloseAlike(String rule) {
        List<String> findings = new PopulationModel(folder, """
                package values
                network N {
                    population S : given([[1 ms]]) [1] layout box(10 um, 10 um, closed = true)
                    population T : Sum [20] layout box(20 um, 10 um, closed = true)
                    connect S -> T into I %s
                }
                """.formatted(rule)).findings();
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().contains("close after different lengths, 10.00 um by 10.00 um and 20.00 um by 10.00 um; give both the same"), findings.toString());
    }

    @Test
    void aTorusHasNoEdge() {
        String network = "population S : given([" + "[1 ms], ".repeat(24) + "[1 ms]]) [5, 5] layout grid(10 um%s) population T : Sum [5, 5] layout grid(10 um%s) "
                + "connect S -> T by gaussianKernel(1 m, autapses = true) weight where(distance < 11 um, 1, 0) delay 1 ms";
        float[] closed = sums(String.format(network, ", closed = true", ", closed = true"), "T");
        for (float neighbours : closed) {
            assertEquals(5, neighbours);
        }
        float[] open = sums(String.format(network, "", ""), "T");
        assertEquals(3, open[0]);
        assertEquals(5, open[12]);
        float[] box = sums("population S : given([[1 ms]]) [1] layout box(10 um, 10 um, closed = true) population T : Sum [2000] layout box(10 um, 10 um, closed = true) "
                + "connect S -> T by all() weight distance / 1 um delay 1 ms", "T");
        for (float distance : box) {
            assertTrue(distance <= Math.sqrt(50) + 1e-5, "no two are further apart than half of each side");
        }
        // The mean distance of two random points on a torus of side 1 is (sqrt 2 + asinh 1) / 6 = 0.38260.
        assertEquals(3.8260, PopulationModel.mean(box), 0.2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "drive T[2 : 9] by spikes([1 ms]) weight 1 | SW305 | a whole number up to 6",
            "drive T[3 : 3] by spikes([1 ms]) weight 1 | SW305 | is empty",
            "drive T[index > 7] by spikes([1 ms]) weight 1 | SW305 | no neuron",
            "drive T[0.5 : 2] by spikes([1 ms]) weight 1 | SW201 | whole number",
            "drive T[normal(0, 1) > 0] by spikes([1 ms]) weight 1 | SW202 | a formula in index",
            "connect S -> T, T by all() weight table([[1, 2]]) | SW305 | 2 rows, one for each target",
            "connect S -> T by all() weight table([1, 2]) | SW305 | one for each target",
            "group Loop = Loop + T drive Loop by spikes([1 ms]) weight 1 | SW205 | part of itself",
            "connect S -> T[0 : 2] by oneToOne() weight 1 | SW305 | pairs neurons",
            "connect S -> T by disc(10 um) weight 1 | SW305 | no positions"})
    void whatCannotBeIsSaid(String network, String code, String words) {
        List<String> findings = model("population S : poissonSource(1 Hz) [3] population T : Sum [2, 3] drive T by spikes([1 ms]) weight 1 " + network).findings();
        assertTrue(findings.stream().anyMatch(finding -> finding.contains(code) && finding.contains(words)), findings.toString());
    }
}
