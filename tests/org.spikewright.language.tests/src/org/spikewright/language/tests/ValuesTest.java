package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Work;
import org.spikewright.simulate.population.PopulationSimulation;

/**
 * Values of neurons, synapses and drives: formulas of draws have the mean and the spread that probability theory gives them, lists,
 * files and places the values that they say, with any number of threads.
 */
class ValuesTest {

    private static final int MANY = 20_000;
    private static final double DT = 1e-3;

    @TempDir
    Path folder;

    private float[] parameter(String value, int size) {
        return new PopulationModel(folder, "package values network N { population P : Shown(a = " + value + ") [" + size + "] drive P by current(0) }")
                .state("P", "shown", DT, 2 * DT);
    }

    /** Means and deviations by hand, from those of the distributions; tolerance five standard errors. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "-normal(1, 0.1) | -1 | 0.1",
            "2 * normal(3, 0.5) | 6 | 1",
            "0.5 + exponential(2) | 2.5 | 2",
            "normal(1, 0.3) + normal(2, 0.4) | 3 | 0.5",
            "uniform(0, 1) - uniform(0, 1) | 0 | 0.408248",
            "uniform(0, 1) ^ 2 | 0.333333 | 0.298142",
            "max(0, normal(0, 1)) | 0.398942 | 0.583819",
            "where(uniform(0, 1) < 0.25, 4, 0) | 1 | 1.732051",
            "normal(uniform(0, 2), 1) | 1 | 1.154701",
            "uniform(0, exponential(1)) | 0.5 | 0.645497",
            "clamp(uniform(-1, 2), 0, 1) | 0.5 | 0.440959",
            "exp(normal(0, 0.5)) | 1.133148 | 0.603901",
            "logNormal(exp(uniform(0, 0)), 0.5) | 1.133148 | 0.603901"})
    void formulasOfDrawsHaveTheMeanAndTheSpreadThatTheyShould(String value, double mean, double deviation) {
        float[] drawn = parameter(value, MANY);
        assertEquals(mean, PopulationModel.mean(drawn), 5 * deviation / Math.sqrt(MANY), "mean");
        assertEquals(deviation, PopulationModel.deviation(drawn), 0.04 * deviation, "deviation");
        float[] next = Arrays.copyOfRange(drawn, 1, MANY);
        assertEquals(0, PopulationModel.correlation(Arrays.copyOf(drawn, MANY - 1), next), 5 / Math.sqrt(MANY), "neurons are independent");
    }

    /** What follows from a drawn parameter follows in each neuron from what was drawn for it, and so does where a state starts. */
    @Test
    void whatFollowsFromADrawnParameterFollowsNeuronByNeuron() {
        PopulationModel model = new PopulationModel(folder, "package values network N { population P : Shown(a = normal(0, 1)) [1000] drive P by current(0) }");
        float[] a = model.state("P", "shown", DT, DT);
        float[] b = model.state("P", "second", DT, DT);
        float[] start = model.state("P", "start", DT, DT);
        for (int j = 0; j < a.length; j++) {
            assertEquals(2 * a[j], b[j], 1e-6);
            assertEquals(a[j] + 1, start[j], 1e-6);
        }
        assertEquals(1, PopulationModel.deviation(a), 0.12);
    }

    /** A value that is drawn once and used twice is the same both times; two draws are two numbers. */
    @Test
    void oneDrawIsOneNumber() {
        PopulationModel once = new PopulationModel(folder, "package values function twice(x : Real) : Real = x - x * 1.0 "
                + "network N { population P : Shown(a = twice(normal(0, 1))) [100] drive P by current(0) }");
        assertArrayEquals(new float[100], once.state("P", "shown", DT, DT));
        assertEquals(Math.sqrt(2), PopulationModel.deviation(parameter("normal(0, 1) - normal(0, 1)", MANY)), 0.05);
    }

    @Test
    void listsGiveEachNeuronItsValue() {
        assertArrayEquals(new float[] {1, 2, 5}, parameter("[1, 2, 5]", 3));
        assertArrayEquals(new float[] {-2, -4, -10}, parameter("-2 * [1, 2, 5]", 3));
    }

    @Test
    void indicesAndPositionsAreThoseOfTheNeuron() {
        float[] expected = new float[6];
        for (int j = 0; j < 6; j++) {
            expected[j] = j + 100 * (j / 3) + 10_000 * (j % 3);
        }
        assertArrayEquals(expected, new PopulationModel(folder, "package values network N { population P : "
                + "Shown(a = index + 100 * position(0) + 10000 * position(1)) [2, 3] drive P by current(0) }").state("P", "shown", DT, DT));
    }

    /** A grid is centred: 4 columns at 10 um stand at -15, -5, 5 and 15 um. */
    @Test
    void coordinatesAreThoseOfTheLayout() {
        float[] x = new PopulationModel(folder, "package values network N { population P : Shown(a = coordinate(0) / 1 um) [1, 4] layout grid(10 um) "
                + "drive P by current(0) }").state("P", "shown", DT, DT);
        for (int j = 0; j < 4; j++) {
            assertEquals(-15 + 10 * j, x[j], 1e-4);
        }
    }

    @Test
    void filesGiveEachNeuronItsValue() throws IOException {
        Files.writeString(folder.resolve("values.csv"), "name, tau\n# a comment\n1, 0.5\n2, 1.5\n3, 2.5\n");
        assertArrayEquals(new float[] {0.5f, 1.5f, 2.5f}, parameter("column(\"values.csv\", 1)", 3));
        Files.write(folder.resolve("values.npy"), npy(new double[][] {{4, 7}, {5, 8}, {6, 9}}, false));
        assertArrayEquals(new float[] {14, 16, 18}, parameter("2 * column(\"values.npy\", 1)", 3));
        Files.write(folder.resolve("values.npy"), npy(new double[][] {{4, 7}, {5, 8}, {6, 9}}, true));
        assertArrayEquals(new float[] {4, 5, 6}, parameter("column(\"values.npy\")", 3));
    }

    /** An array as NumPy's format describes it, written here by itself. */
    static byte[] npy(double[][] rows, boolean byColumns) {
        String header = "{'descr': '<f8', 'fortran_order': " + (byColumns ? "True" : "False") + ", 'shape': (" + rows.length + ", " + rows[0].length + "), }";
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 8 * rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (int k = 0; k < rows.length * rows[0].length; k++) {
            bytes.putDouble(byColumns ? rows[k % rows.length][k / rows.length] : rows[k / rows[0].length][k % rows[0].length]);
        }
        return bytes.array();
    }

    private float[] weights(String connection, int targets) {
        return new PopulationModel(folder, "package values network N { population S : given([[1 ms]]) [1] population T : Sum [" + targets
                + "] connect S -> T " + connection + " delay 1 ms }").state("T", "total", DT, 4 * DT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "by all() weight -normal(1, 0.1) | -1 | 0.1",
            "by all() weight 2 * normal(3, 0.5) | 6 | 1",
            "by all() weight 0.5 + exponential(2) | 2.5 | 2",
            "by fixedIndegree(normal(20, 2)) weight 1 | 20 | 2.020726",
            "by fixedIndegree(exponential(3)) weight 1 | 2.98615 | 3.02744",
            "by fixedIndegree(uniform(-2, 2)) weight 1 | 0.5 | 0.707107"})
    void synapsesHaveTheWeightsAndNumbersThatTheyShould(String connection, double mean, double deviation) {
        float[] drawn = weights(connection, MANY);
        assertEquals(mean, PopulationModel.mean(drawn), 5 * deviation / Math.sqrt(MANY), "mean");
        assertEquals(deviation, PopulationModel.deviation(drawn), 0.04 * deviation, "deviation");
    }

    /** A degree is rounded: 0.5 and above is 1, and what is below 0 is 0. */
    @Test
    void degreesAreRoundedAndNeverBelowZero() {
        String[] drawn = {"-3", "0.4", "0.6", "2.4", "2.5"};
        float[] expected = {0, 0, 1, 2, 3};
        for (int k = 0; k < drawn.length; k++) {
            assertArrayEquals(new float[] {expected[k]}, weights("by fixedIndegree(" + drawn[k] + " + uniform(0, 0)) weight 1", 1), drawn[k]);
        }
    }

    @Test
    void degreesMayBeGivenOneByOne() {
        assertArrayEquals(new float[] {3, 0, 1}, weights("by fixedIndegree([3, 0, 1]) weight 1", 3));
    }

    @Test
    void weightsFollowIndicesDistancesListsAndFiles() throws IOException {
        assertArrayEquals(new float[] {3, 4, 5}, weights("by all() weight 3 + targetIndex", 3));
        assertArrayEquals(new float[] {7, 8, 9}, weights("by all() weight [7, 8, 9]", 3));
        Files.writeString(folder.resolve("pairs.txt"), "0 2 0.25 1\n0 0 0.5 2\n");
        assertArrayEquals(new float[] {0.5f, 0, 0.25f}, weights("by listed(\"pairs.txt\") weight column(\"pairs.txt\", 2)", 3));
        float[] near = new PopulationModel(folder, "package values network N { population S : given([[1 ms]]) [1, 1] layout grid(100 um) "
                + "population T : Sum [1, 5] layout grid(100 um) connect S -> T by all() weight exp(-distance / 100 um) delay 1 ms }")
                .state("T", "total", DT, 4 * DT);
        for (int j = 0; j < 5; j++) {
            assertEquals(Math.exp(-Math.abs(j - 2)), near[j], 1e-5);
        }
    }

    /** A source by a source, a target by a target: row 0 is of the first source. */
    @Test
    void aMatrixOfWeightsIsOneRowForEachSource() {
        float[] sums = new PopulationModel(folder, "package values network N { population S : given([[1 ms], [2 ms]]) [2] population T : Sum [3] "
                + "connect S -> T by all() weight [[1, 2, 3], [10, 20, 30]] delay 1 ms }").state("T", "total", DT, 2 * DT);
        assertArrayEquals(new float[] {1, 2, 3}, sums, "the second source is on its way");
        sums = new PopulationModel(folder, "package values network N { population S : given([[1 ms], [2 ms]]) [2] population T : Sum [3] "
                + "connect S -> T by all() weight [[1, 2, 3], [10, 20, 30]] delay 1 ms }").state("T", "total", DT, 5 * DT);
        assertArrayEquals(new float[] {11, 22, 33}, sums);
    }

    /** The first spike is sent at 1 ms; Late notes the step before the one in which it finds what arrived. */
    @Test
    void delaysFollowFormulas() {
        float[] steps = new PopulationModel(folder, "package values network N { population S : given([[1 ms]]) [1] population T : Late [4] "
                + "connect S -> T by all() weight 1 delay 1 ms + 2 ms * targetIndex }").state("T", "arrived", DT, 20 * DT);
        for (int j = 1; j < 4; j++) {
            assertEquals(steps[0] + 2 * j, steps[j]);
        }
        float[] drawn = new PopulationModel(folder, "package values network N { population S : given([[1 ms]]) [1] population T : Late [" + MANY + "] "
                + "connect S -> T by all() weight 1 delay 5 ms + exponential(10 ms) }").state("T", "arrived", DT, 200 * DT);
        assertEquals(steps[0] - 1 + 15, PopulationModel.mean(drawn), 5 * 10 / Math.sqrt(MANY) + 0.05);
        assertEquals(10, PopulationModel.deviation(drawn), 0.4);
        assertEquals(steps[0] - 1 + 5, IntStream.range(0, MANY).mapToDouble(j -> drawn[j]).min().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "drive T by spikes([1 ms]) weight normal(1, 0.3) | total | 1 | 0.3",
            "drive T by spikes([1 ms, 2 ms]) weight -uniform(0, 1) | total | -1 | 0.57735",
            "drive T into held by current(uniform(0, 300)) | last | 150 | 86.6025",
            "drive T into held by noise(normal(5, 1), 2) | last | 5 | 2.236068",
            "drive T by poisson(uniform(500 Hz, 1500 Hz)) weight 1 | total | 4 | 2.309401",
            "drive T by poisson(1 kHz) weight normal(1, 0.5) | total | 4 | 3"})
    void drivesDrawForEachNeuron(String drive, String state, double mean, double deviation) {
        float[] values = new PopulationModel(folder, "package values network N { population T : Sum [" + MANY + "] " + drive + " }")
                .state("T", state, DT, 4 * DT);
        assertEquals(mean, PopulationModel.mean(values), 5 * deviation / Math.sqrt(MANY), "mean");
        assertEquals(deviation, PopulationModel.deviation(values), 0.04 * deviation, "deviation");
    }

    @Test
    void drivesFollowListsAndIndices() {
        assertArrayEquals(new float[] {100, 200, 300}, new PopulationModel(folder, "package values network N { population T : Sum [3] "
                + "drive T into held by current([100, 200, 300]) }").state("T", "last", DT, DT));
        assertArrayEquals(new float[] {0, 0.5f, 1}, new PopulationModel(folder, "package values network N { population T : Sum [3] "
                + "drive T by spikes([1 ms]) weight index / 2 }").state("T", "total", DT, 4 * DT));
    }

    /** Each spike adds aPlus, which is drawn for each synapse: two spikes add it twice. */
    @Test
    void parametersOfRulesAreDrawnForEachSynapse() {
        String text = "package values synapse Growing { parameter aPlus : Real = 1 state w : Real = 0 when pre then w += aPlus } "
                + "network N { population S : given([[1 ms, 5 ms]]) [1] population T : Sum [" + MANY
                + "] connect S -> T by all() weight 1 delay 1 ms plasticity Growing(aPlus = uniform(1, 3)) }";
        try (PopulationSimulation simulation = new PopulationModel(folder, text).open(DT, 3)) {
            simulation.run(20 * DT, Work.NONE);
            float[] weights = simulation.weights("S->T");
            assertEquals(5, PopulationModel.mean(weights), 5 * 1.1547 / Math.sqrt(MANY));
            assertEquals(1.154701, PopulationModel.deviation(weights), 0.03);
            try (PopulationSimulation other = new PopulationModel(folder, text).open(DT, 8)) {
                other.run(20 * DT, Work.NONE);
                assertArrayEquals(weights, other.weights("S->T"));
            }
        }
    }

    /** What cannot be is a finding at its expression, with the way out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "population P : Shown(a = [1, 2]) [3] drive P by current(0) | SW305 | there are 2 values here, but 3 neurons; give one for each",
            "population P : Shown [3] population S : poissonSource(1 Hz) [3] connect S -> P by pairwise(0.5) weight [1, 2] | SW202 | listed(…), oneToOne or all",
            "population P : Shown [3] population S : poissonSource(1 Hz) [3] connect S -> P by all() weight index | SW202 | sourceIndex or targetIndex",
            "population P : Shown [3] population S : poissonSource(1 Hz) [3] connect S -> P by all() weight distance / 1 um | SW202 | give it a layout",
            "population P : Shown(a = distance / 1 um) [3] drive P by current(0) | SW202 | known of a synapse only",
            "population P : Shown(a = time / 1 ms) [3] drive P by current(0) | SW202 | depends on time",
            "population P : Shown [3] population S : poissonSource(1 Hz) [3] connect S -> P by all() weight time / 1 ms | SW202 | depends on time",
            "population P : Shown(a = normalNoise()) [3] drive P by current(0) | SW202 | is new in each step",
            "population P : Shown(a = truncatedNormal(index, 1, 0, 9)) [3] drive P by current(0) | SW202 | move and stretch",
            "population P : Shown(a = coordinate(0) / 1 um) [3] drive P by current(0) | SW202 | give it a layout",
            "population P : Shown(a = position(1)) [3] drive P by current(0) | SW202 | one axis",
            "population P : Shown(a = column(\"missing.csv\")) [3] drive P by current(0) | SW305 | cannot be read",
            "population P : Shown [normal(3, 1)] drive P by current(0) | SW202 | is one number for all",
            "population P : Shown [3] population S : poissonSource(1 Hz) [3] connect S -> P by all() weight 1 delay 1 ms - exponential(1 ms) | SW207 | must be at least 0",
            "population P : Shown [3] layout grid(10 um) population S : poissonSource(1 Hz) [3] layout grid(10 um) connect S -> P by all() weight 1 delay distance / (1 m / 1 s) - 1 ms | SW207 | must be at least 0",
            "population P : Shown [3] population S : poissonSource(1 Hz) [3] connect S -> P by smallWorld(uniform(1, 3), 0.1) weight 1 | SW305 | one number for all"})
    void whatCannotBeIsSaidWhereItStands(String network, String code, String words) {
        List<String> findings = new PopulationModel(folder, "package values network N { " + network + " } ").findings();
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().contains(code) && findings.getFirst().contains(words), findings.toString());
    }
}
