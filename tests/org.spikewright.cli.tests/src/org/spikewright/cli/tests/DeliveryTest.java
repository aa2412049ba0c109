package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.RunRecord;

/** What is sent arrives: as much, as often and when it should, from the model to the record. */
class DeliveryTest {

    /** By how much of itself a weight may be wrong when it arrives; the single precision of what receives it is in it. */
    private static final double PRECISION = 1e-6;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private JsonObject run(String text, String... more) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        String[] words = {"run", "m.spike", "--json", "m.json"};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        assertEquals(ExitCode.DONE, shell.run(all), shell.err());
        return shell.metrics("m.json", "S");
    }

    private PopulationReader record() throws IOException {
        return RunRecord.open(RunRecord.list(directory.resolve("runs")).getLast()).readPopulations("S").orElseThrow();
    }

    /** What the only recorder of states sampled: {@code [sample][neuron]}. */
    private float[][] sampled() throws IOException {
        return record().samples(0, 0);
    }

    /** When a neuron of a recorded population fired, in steps from the start. */
    private double[] times(int population, int neuron) throws IOException {
        PopulationRecord.Spikes spikes = record().all().populations().get(population);
        return IntStream.range(0, spikes.count()).filter(k -> spikes.neuron()[k] == neuron).mapToDouble(spikes::time).toArray();
    }

    /** Weights of any size beside each other on one input, each arriving by itself and all of them together. */
    @ParameterizedTest
    @CsvSource({"Real, '', false", "Real, '', true", "Current, pA, false", "Current, pA, true"})
    void weightsOfAnySizeArriveBesideEachOther(String type, String unit, boolean drawn) throws IOException {
        double[] weights = {1e-6, 1e3, -3.3e-9, 0.7, 2.5e12, -123.456, 1.000001e-3};
        StringBuilder network = new StringBuilder();
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            String weight = java.math.BigDecimal.valueOf(weights[k]).toPlainString() + " " + unit;
            network.append("population S%1$d : given([[%2$d ms, 50 ms]]) [1]\nconnect S%1$d -> T by all() weight %3$s delay 1 ms\n".formatted(k, 2 * k + 2,
                    drawn ? "uniform(" + weight + ", " + weight + ")" : weight));
            sum += weights[k];
        }
        run("""
                package m
                neuron Now { state v : %s = 0 input I : %s next v = I output v }
                network N { population T : Now [130]
                %s }
                simulate S { network N time 60 ms step 1 ms record [states(T, v, count = 0)] }
                """.formatted(type, type, network), "--threads", "3");
        double scale = unit.isEmpty() ? 1 : 1e-12;
        float[][] arrived = sampled();
        for (int k = 0; k < weights.length; k++) {
            for (float each : arrived[2 * k + 2]) {
                assertEquals(scale * weights[k], each, PRECISION * Math.abs(scale * weights[k]));
            }
            assertEquals(0, arrived[2 * k + 1][0], "nothing arrives between");
        }
        assertEquals(scale * sum, arrived[50][0], PRECISION * scale * sum);
    }

    /** Thirty spikes of one weight come together, a hundred times: what the state loses by its precision, it loses once a step. */
    @Test
    void spikesOfOneStepAreSummedBeforeTheStateIsRounded() throws IOException {
        String train = IntStream.rangeClosed(1, 100).mapToObj(time -> time + " ms").toList().toString();
        run("""
                package m
                neuron Sum { state total : Real = 0 input I : Real into total next total = total }
                network N {
                    population S : given([%s]) [30]
                    population T : Sum [40]
                    connect S -> T by all() weight -0.1 delay 1 ms
                }
                simulate S { network N time 110 ms step 1 ms record [states(T, total, count = 0)] }
                """.formatted(String.join(", ", java.util.Collections.nCopies(30, train))), "--threads", "2");
        for (float total : sampled()[109]) {
            assertEquals(-300, total, 300 * PRECISION);
        }
    }

    /** The same of weights that learn, beside weights that do not, over twenty orders of magnitude. */
    @Test
    void weightsThatGrowWithoutEndArrive() throws IOException {
        run("""
                package m
                neuron Now { state v : Real = 0 input I : Real next v = I output v }
                synapse Growing { state w : Real = 1e-9 when pre then w = 10 * w }
                network N {
                    population A : given([[2 ms, 4 ms, 6 ms, 8 ms, 10 ms, 12 ms, 14 ms, 16 ms, 18 ms, 20 ms, 22 ms, 24 ms, 26 ms, 28 ms, 30 ms]]) [1]
                    population B : given([[3 ms, 5 ms, 29 ms]]) [1]
                    population T : Now [1]
                    connect A -> T by all() delay 1 ms plasticity Growing
                    connect B -> T by all() weight 7e-6 delay 1 ms
                }
                simulate S { network N time 40 ms step 1 ms record [states(T, v)] }
                """);
        float[][] arrived = sampled();
        double w = 1e-9;
        for (int spike = 2; spike <= 30; spike += 2) {
            w *= 10;
            assertEquals(w, arrived[spike][0], PRECISION * w, "at " + spike + " ms");
        }
        for (int spike : new int[] {3, 5, 29}) {
            assertEquals(7e-6, arrived[spike][0], PRECISION * 7e-6, "at " + spike + " ms");
        }
    }

    /** Threads share the work in other ways; sums of weights that are far apart must not tell. */
    @ParameterizedTest
    @ValueSource(strings = {"normal(1, 0.3)", "logNormal(1e-3, 8)", "0.37"})
    void sumsAreTheSameOnAnyNumberOfThreads(String weight) throws IOException {
        String text = """
                package m
                neuron Now { state v : Real = 0 input I : Real next v = 0.5 * v + I output v }
                synapse Pairs { state w : Real = 0.1 state x : Real = 0 dx/dt = -x / 20 ms when pre then w = 0.9 * w + 0.1 * x when pre then x += 1 }
                network N {
                    population P : poissonSource(400 Hz) [200]
                    population T : Now [300]
                    connect P -> T by fixedIndegree(50) weight %1$s delay uniform(1 ms, 4 ms)
                    connect P -> T by fixedIndegree(50) weight %1$s delay 2 ms
                    %2$s
                }
                simulate S { network N time 50 ms step 1 ms record [states(T, v, count = 0)] }
                """;
        for (String more : new String[] {"", "connect P -> T by fixedIndegree(20) weight uniform(0, 1) delay uniform(1 ms, 3 ms) plasticity Pairs"}) {
            run(text.formatted(weight, more), "--threads", "1");
            float[][] one = sampled();
            run(text.formatted(weight, more), "--threads", "5");
            float[][] five = sampled();
            for (int i = 0; i < one.length; i++) {
                assertArrayEquals(one[i], five[i]);
            }
            assertTrue(one[49][7] != 0);
        }
    }

    /** At any rate, as many spikes as a Poisson process has: mean and variance of the counts of each cell. */
    @ParameterizedTest
    @CsvSource({"2 kHz, 2000, onGrid, 2000", "20 kHz, 20000, onGrid, 2000", "500 kHz, 500000, onGrid, 80", "50 Hz, 50, onGrid, 2000",
        "20 kHz, 20000, offGrid, 2000"})
    void aPoissonSourceLosesNoSpikes(String rate, double hertz, String timing, int cells) throws IOException {
        JsonObject metrics = run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v output v }
                network N {
                    population P : poissonSource(%s) [%d]
                    population T : Sum [%d]
                    connect P -> T by oneToOne() weight 1 delay 0.1 ms
                }
                simulate S { network N time 20.2 ms step 0.1 ms timing %s record [spikes(P), states(T, v, count = 0, interval = 20.2 ms)] }
                """.formatted(rate, cells, cells, timing));
        double mean = hertz * 20.2e-3;
        double[] counts = new double[cells];
        double[] early = new double[cells];
        PopulationRecord.Spikes spikes = record().all().populations().getFirst();
        for (int k = 0; k < spikes.count(); k++) {
            counts[spikes.neuron()[k]]++;
            early[spikes.neuron()[k]] += spikes.time(k) <= 201 ? 1 : 0;
        }
        double average = Arrays.stream(counts).average().orElseThrow();
        double variance = Arrays.stream(counts).map(count -> (count - average) * (count - average)).sum() / (cells - 1);
        assertEquals(mean, average, 5 * Math.sqrt(mean / cells), "mean");
        assertEquals(mean, variance, 5 * mean * Math.sqrt((2 + 1 / mean) / cells), "variance");
        assertEquals(Arrays.stream(counts).sum(), metrics.get("spikes.P").getAsDouble());
        float[] arrived = sampled()[0];
        for (int j = 0; j < cells; j++) {
            assertEquals(early[j], arrived[j], 1e-2, "all arrive but those of the last step");
        }
    }

    /** Spikes at 0, between steps and several in one step are played, by sources and by drives, and arrive as often. */
    @Test
    void givenSpikesAreAllPlayed() throws IOException {
        run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v output v }
                network N {
                    population G : given([[0 ms, 0.04 ms, 1 ms], [1.02 ms, 1.03 ms, 2 ms], [0 ms, 0 ms, 0.1 ms]]) [3]
                    population T : Sum [3]
                    population D : Sum [1]
                    connect G -> T by oneToOne() weight 1 delay 0.5 ms
                    drive D by spikes([0 ms, 1.02 ms, 1.03 ms, 2 ms]) weight 1
                }
                simulate S { network N time 5 ms step 0.1 ms record [spikes(G), states(T, v, interval = 5 ms), states(D, v, interval = 0.1 ms)] }
                """);
        assertArrayEquals(new double[] {1, 1, 10}, times(0, 0));
        assertArrayEquals(new double[] {10, 10, 20}, times(0, 1));
        assertArrayEquals(new double[] {1, 1, 1}, times(0, 2));
        assertArrayEquals(new float[] {3, 3, 3}, sampled()[0]);
        float[][] driven = record().samples(0, 1);
        assertEquals(1, driven[0][0], "at 0.1 ms, since the first step ends there");
        assertEquals(1, driven[8][0]);
        assertEquals(3, driven[9][0], "at 1 ms both that are nearest to it");
        assertEquals(4, driven[19][0]);
    }

    /** All lattice points within a radius that is a multiple of the spacing, at every place of the grid. */
    @ParameterizedTest
    @CsvSource({"50 um, 200 um, 49", "10 um, 30 um, 29", "0.1 um, 0.3 um, 29", "17 um, 17 um, 5", "7 um, 35 um, 81", "30 um, 29.9 um, 1"})
    void aDiscHasAllPointsOfItsRadius(String spacing, String radius, int points) throws IOException {
        run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v output v }
                neuron Once { state v : Real = 0 state fired : Real = 0 input I : Real next v = 1 - fired + 0 * I next fired = fired
                    spike when v > 0.5 reset fired = 1, v = 0 }
                network N {
                    population A : Once [40, 60] layout grid(%1$s)
                    population T : Sum [40, 60] layout grid(%1$s)
                    connect A -> T by disc(%2$s) weight 1 delay 1 ms
                    drive A by current(0)
                }
                simulate S { network N time 5 ms step 1 ms record [states(T, v, count = 0, interval = 5 ms)] }
                """.formatted(spacing, radius));
        float[] heard = sampled()[0];
        for (int row = 5; row < 35; row++) {
            for (int column = 5; column < 55; column++) {
                assertEquals(points, heard[row * 60 + column], "row " + row + ", column " + column);
            }
        }
    }

    @Test
    void theWeightOfADriveIsDrawnForEachNeuron() throws IOException {
        run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v output v }
                network N {
                    population A, B : Sum [2000]
                    drive A by spikes([1 ms, 2 ms]) weight normal(1, 0.3)
                    drive B by poisson(3 kHz) weight uniform(0, 2)
                }
                simulate S { network N time 20 ms step 1 ms record [states(A, v, count = 0, interval = 1 ms), states(B, v, count = 0, interval = 20 ms)] }
                """.replace("population A, B : Sum [2000]", "population A : Sum [2000] population B : Sum [2000]"));
        float[] first = sampled()[0];
        double mean = IntStream.range(0, first.length).mapToDouble(j -> first[j]).average().orElseThrow();
        double deviation = Math.sqrt(IntStream.range(0, first.length).mapToDouble(j -> (first[j] - mean) * (first[j] - mean)).average().orElseThrow());
        assertEquals(1, mean, 5 * 0.3 / Math.sqrt(2000));
        assertEquals(0.3, deviation, 5 * 0.3 / Math.sqrt(4000));
        for (int j = 0; j < first.length; j++) {
            assertEquals(2 * first[j], sampled()[1][j], 1e-6, "each spike of a neuron has its weight");
        }
        float[] poisson = record().samples(0, 1)[0];
        double average = IntStream.range(0, poisson.length).mapToDouble(j -> poisson[j]).average().orElseThrow();
        double variance = IntStream.range(0, poisson.length).mapToDouble(j -> (poisson[j] - average) * (poisson[j] - average)).average().orElseThrow();
        // w n with w even in [0, 2] and n of mean 60: the mean is 60, the variance E[w²](60 + 60²) - 60².
        assertEquals(60, average, 5 * 36 / Math.sqrt(2000));
        assertEquals(4.0 / 3 * (60 + 3600) - 3600, variance, 0.15 * 1280);
    }

    /** Off the grid a target fires once for a spike that takes it over its bound, and not before that has arrived. */
    @ParameterizedTest
    @ValueSource(doubles = {1.01, 2, 30, 1000})
    void nobodyFiresBeforeASpikeArrives(double weight) throws IOException {
        run("""
                package m
                neuron Kick { state v : Real = 0 input I : Real into v dv/dt = -v / 10 ms spike when v > 1 reset v = 0 }
                neuron Slow { state v : Real = 0 state i : Real = 0 input I : Real into i dv/dt = (i - v) / 10 ms di/dt = -i / 2 ms
                    spike when v > 1 reset v = 0, i = 0 }
                network N {
                    population G : given([[2.3 ms, 24.7 ms]]) [1]
                    population T : Kick [1]
                    population U : Slow [1]
                    connect G -> T by all() weight %1$s delay 3 ms
                    connect G -> U by all() weight %2$s delay 3.45 ms
                }
                simulate S { network N time 60 ms step 1 ms timing offGrid }
                """.formatted(weight, 20 * weight));
        double[] kicked = times(1, 0);
        assertArrayEquals(new double[] {6, 28}, kicked, 1e-6, "at the end of the step in which it arrives");
        double[] slow = times(2, 0);
        assertEquals(2, slow.length, Arrays.toString(slow));
        assertTrue(slow[0] >= 5.75 && slow[1] >= 28.15, Arrays.toString(slow));
    }

    /** Off the grid, delays are as long as they are said to be, drawn ones too. */
    @ParameterizedTest
    @CsvSource({"3.4 ms, 3.4", "'uniform(3.4 ms, 3.4 ms)', 3.4", "1 ms, 1", "7.77 ms, 7.77"})
    void delaysOffTheGridAreNoWholeSteps(String delay, double milliseconds) throws IOException {
        run("""
                package m
                neuron Slow { state v : Real = 0 state i : Real = 0 input I : Real into i dv/dt = (i - v) / 10 ms di/dt = -i / 5 ms spike when v > 100 }
                network N {
                    population G : given([[0.3 ms, 7.692 ms]]) [1]
                    population T : Slow [1]
                    connect G -> T by all() weight 1 delay %s
                }
                simulate S { network N time 30 ms step 0.05 ms timing offGrid record [states(T, v, interval = 30 ms)] }
                """.formatted(delay));
        double expected = 0;
        for (double sent : new double[] {0.3, 7.692}) {
            double since = 30 - sent - milliseconds;
            expected += (Math.exp(-since / 10) - Math.exp(-since / 5)) / (10 * (1.0 / 5 - 1.0 / 10));
        }
        assertEquals(expected, sampled()[0][0], 1e-5 * expected);
    }

    /** A pulse starts and ends with the steps that start there, whatever binary fractions make of the times. */
    @Test
    void aPulseIsAsLongAsItIsSaidToBe() throws IOException {
        StringBuilder drives = new StringBuilder();
        int steps = 40;
        for (int k = 0; k < steps; k++) {
            drives.append("population P%1$d : Sum [1] drive P%1$d by pulse(1, %2$s ms, %3$s ms)\n".formatted(k, k / 10.0, (k + 7) / 10.0));
        }
        StringBuilder recorders = new StringBuilder("states(P0, v, interval = 0.1 ms)");
        for (int k = 1; k < steps; k++) {
            recorders.append(", states(P%d, v, interval = 0.1 ms)".formatted(k));
        }
        run("package m neuron Sum { state v : Real = 0 input I : Real next v = v + I output v }\nnetwork N {\n" + drives
                + "}\nsimulate S { network N time 6 ms step 0.1 ms record [" + recorders + "] }\n");
        for (int k = 0; k < steps; k++) {
            float[][] sums = record().samples(0, k);
            assertEquals(7, sums[59][0], "pulse from " + k / 10.0 + " ms");
            assertEquals(1, sums[k][0], "pulse from " + k / 10.0 + " ms");
        }
    }

    /** What arrives at a state that is held is lost up to the end of the refractory time, and only that. */
    @Test
    void theRefractoryTimeIsAsLongAsItIsSaidToBe() throws IOException {
        run("""
                package m
                neuron Cell { state v : Real = 0 input I : Real into v next v = v spike when v > 1 reset v = 0 refractory 2 ms holding v }
                network N {
                    population T : Cell [1]
                    drive T by spikes([1 ms, 3 ms, 3.1 ms]) weight 0.6
                    drive T by spikes([1 ms, 2.5 ms]) weight 0.6
                }
                simulate S { network N time 5 ms step 0.1 ms record [states(T, v, interval = 0.1 ms), spikes(T)] }
                """);
        assertArrayEquals(new double[] {10}, times(0, 0));
        float[][] v = sampled();
        assertEquals(0, v[29][0], "at 3 ms, the end of the refractory time");
        assertEquals(0.6, v[30][0], 1e-6, "at 3.1 ms");
    }
}
