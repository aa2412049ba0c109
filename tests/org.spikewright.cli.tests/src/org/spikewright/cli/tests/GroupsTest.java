package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.RunRecord;

/** Parts of several populations under one name, in recorders, conditions and lines of what is expected, over given spikes. */
class GroupsTest {

    private static final String MODEL = """
            package m
            neuron Sum { state total : Real = 0 input I : Real into total next total = total }
            network N {
                population A : given([[1 ms, 2 ms, 12 ms], [3 ms], [1 ms, 2 ms, 3 ms, 4 ms]]) [3]
                population B : given([[5 ms], [6 ms, 7 ms], [8 ms], []]) [4]
                population T : Sum [3]
                group Some = A[0 : 2] + B[1 : 3]
                group Whole = A, B
                connect A, B -> T by all() weight 1 delay 1 ms plasticity std.synapse.AdditiveStdp
            }
            """;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private RunRecord run(String text) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        assertEquals(ExitCode.DONE, shell.run("run", "m.spike", "--json", "m.json", "--threads", "2"), shell.err());
        return RunRecord.open(RunRecord.list(directory.resolve("runs")).getLast());
    }

    @Test
    void ratesAreThoseOfAllNeuronsOfAGroup() throws IOException {
        RunRecord record = run(MODEL + """
                simulate S { network N time 20 ms step 1 ms record [rates(Some, bin = 5 ms), rates(B, bin = 10 ms), weights(Whole, T, count = 2, interval = 10 ms)]
                    expect spikes(Some) == 7
                    expect rate(Some) in [87.4 Hz, 87.6 Hz]
                    expect spikes(Whole) == spikes(A) + spikes(B)
                }
                """);
        PopulationReader reader = record.readPopulations("S").orElseThrow();
        // 1, 2, 3 ms; 6, 7, 8 ms; 12 ms; of four neurons in 5 ms each.
        assertArrayEquals(new float[][] {{150}, {150}, {50}, {0}}, reader.samples(0, 0));
        assertArrayEquals(new float[][] {{100}, {0}}, reader.samples(0, 1));
        JsonObject metrics = shell.metrics("m.json", "S");
        assertEquals(7, metrics.get("spikes.Some").getAsInt());
        assertEquals(7 / (0.02 * 4), metrics.get("rate.hertz.Some").getAsDouble(), 1e-9);
        assertEquals(12, metrics.get("spikes.Whole").getAsInt());
        assertTrue(!shell.out().contains("does not hold"), shell.out());
    }

    @ParameterizedTest
    @CsvSource({"'spikesReach(Some, 4)', 6", "'rateAbove(Some, 160 Hz, interval = 3 ms)', 3", "'rateBelow(Whole, 1 Hz, interval = 4 ms)', 16"})
    void conditionsWatchGroups(String condition, int steps) throws IOException {
        run(MODEL + "simulate S { network N time 20 ms step 1 ms stop " + condition + " }");
        assertEquals(steps * 1e-3, shell.metrics("m.json", "S").get("time.seconds").getAsDouble(), 1e-9);
    }

    @Test
    void whatIsOfOnePopulationIsNotOfAGroup() throws IOException {
        Files.writeString(directory.resolve("m.spike"), MODEL + "simulate S { network N time 20 ms step 1 ms expect cv(Some) < 1 }");
        shell.run("check", "m.spike");
        assertTrue((shell.out() + shell.err()).contains("'cv' is of one population, but 'Some' is a group"), shell.out() + shell.err());
    }

    @Test
    void aListHasAValueForEachNeuronOfAUnion() throws IOException {
        RunRecord record = run("""
                package m
                neuron Held { state v : Real = 0 input I : Real next v = I + 0 * v }
                network N {
                    population A : Held [3]
                    population B : Held [2]
                    drive A[1 : 3] + B by current([1, 2, 3, 4])
                }
                simulate S { network N time 2 ms step 1 ms record [states(A, v), states(B, v)] }
                """);
        PopulationReader reader = record.readPopulations("S").orElseThrow();
        assertArrayEquals(new float[] {0, 1, 2}, reader.samples(0, 0)[1]);
        assertArrayEquals(new float[] {3, 4}, reader.samples(0, 1)[1]);
    }

    @Test
    void pairsMayHaveProbabilitiesOfTheirOwn() throws IOException {
        RunRecord record = run("""
                package m
                neuron Count { state n : Real = 0 input I : Real into n next n = n }
                network N {
                    population A : given([[1 ms]]) [1]
                    population S : poissonSource(100 kHz) [400]
                    population T : Count [200]
                    population U : Count [200]
                    population V : Count [200]
                    connect S -> T by pairwise(targetIndex / 400) weight 1 delay 1 ms
                    connect S -> U by pairwise(uniform(0, 0.6)) weight 1 delay 1 ms
                    connect A -> V by all() weight 1 delay 1 ms
                }
                simulate S { network N time 1 ms step 1 ms settle 1 ms record [states(T, n, count = 0), states(U, n, count = 0)] }
                """);
        int[] synapses = {0};
        List.of(0, 1).forEach(recorder -> {
            try {
                float[] received = record.readPopulations("S").orElseThrow().samples(0, recorder)[0];
                for (int half = 0; half < 2; half++) {
                    double sum = 0;
                    for (int t = 100 * half; t < 100 * half + 100; t++) {
                        sum += received[t];
                    }
                    // A hundred spikes of each source in a step; of sources the share that the probability says.
                    double probability = recorder == 1 ? 0.3 : (100 * half + 49.5) / 400;
                    double expected = 400 * 100 * 100 * probability;
                    assertEquals(expected, sum, 5 * 100 * Math.sqrt(400 * 100 * probability * (1 - probability)) + 0.01 * expected);
                    synapses[0]++;
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertEquals(4, synapses[0]);
        Files.writeString(directory.resolve("m.spike"), """
                package m
                neuron Count { state n : Real = 0 input I : Real into n next n = n }
                network N { population T : Count [200] connect T -> T by pairwise(targetIndex / 100) weight 1 drive T by spikes([1 ms]) weight 1 }
                """);
        shell.run("check", "m.spike");
        assertTrue((shell.out() + shell.err()).contains("between 0 and 1"), shell.out() + shell.err());
    }
}
