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
import org.spikewright.cli.ExitCode;
import org.spikewright.record.PopulationOutline.Population;
import org.spikewright.record.PopulationOutline.Sampled;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.RunRecord;

/** What a job records of populations beside all spikes, from the model to the record. */
class RecordersTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void copyFixture() throws IOException {
        shell = Shell.with("recorded.spike", directory);
    }

    private PopulationReader watch() throws IOException {
        return run("Watch");
    }

    private PopulationReader run(String job) throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "recorded.spike", job, "--json", "m.json"), shell.err());
        return RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst()).readPopulations(job).orElseThrow();
    }

    @Test
    void spikesAreOfTheNeuronsNamedAndRatesOfAll() throws IOException {
        PopulationReader record = watch();
        assertEquals(List.of(new Population("S", 2, List.of(1))), record.outline().populations());
        assertArrayEquals(new int[] {1}, record.spikes(0, 0).neuron());
        assertEquals(5e-3 + (record.spikes(0, 0).stepIndex()[0] + 1) * 1e-4, 10e-3, 1e-9);
        JsonObject metrics = shell.metrics("m.json", "Watch");
        assertEquals(4, metrics.get("spikes.S").getAsInt());
        assertEquals(4 / (2 * 40e-3), metrics.get("rate.hertz.S").getAsDouble(), 1e-9);
        assertEquals(0, metrics.get("spikes.Unrecorded").getAsInt());
    }

    @Test
    void statesAreSampledInTheirUnit() throws IOException {
        PopulationReader record = watch();
        Sampled v = record.outline().sampled().getFirst();
        assertEquals("v", v.name());
        assertEquals("V", v.unit());
        assertArrayEquals(new int[] {4, 9, 14}, v.indices());
        float[][] samples = record.samples(0, 0);
        assertEquals(20, samples.length);
        for (int i = 0; i < samples.length; i++) {
            double expected = 10e-3 * (1 - Math.exp(-(6e-3 + i * 2e-3) / 10e-3));
            for (float sample : samples[i]) {
                assertEquals(expected, sample, 1e-5 * expected);
            }
        }
    }

    @Test
    void ratesAreThoseOfTheirBins() throws IOException {
        float[][] rates = watch().samples(0, 1);
        assertEquals(4, rates.length);
        for (int bin = 0; bin < 4; bin++) {
            assertEquals(new double[] {100, 50, 50, 0}[bin], rates[bin][0], 1e-3);
        }
    }

    /** By target and then by source: synapses of the first source get three spikes, those of the second one. */
    @Test
    void weightsAreThoseThatThereAre() throws IOException {
        PopulationReader record = watch();
        assertEquals(40, record.outline().sampled().get(2).width());
        assertWeights(record.samples(0, 2), new float[][] {{0.5f, 0.5f}, {1.5f, 1.5f}, {2.5f, 1.5f}, {3.5f, 1.5f}});
    }

    /** The same, but scaled to a sum of 3 V every 10 ms: 0.5 and 0.5, 2.5 and 2.5, 2.5 and 1.5, 2.875 and 1.125. */
    @Test
    void weightsAreScaledToTheirSum() throws IOException {
        assertWeights(run("Normalised").samples(0, 0), new float[][] {{1.5f, 1.5f}, {1.5f, 1.5f}, {1.875f, 1.125f}, {2.15625f, 0.84375f}});
    }

    private static void assertWeights(float[][] weights, float[][] expected) {
        assertEquals(expected.length, weights.length);
        for (int i = 0; i < expected.length; i++) {
            for (int synapse = 0; synapse < 40; synapse++) {
                assertEquals(expected[i][synapse % 2], weights[i][synapse]);
            }
        }
    }

    @Test
    void theReportDrawsThem() throws IOException {
        watch();
        String report = Files.readString(RunRecord.list(directory.resolve("runs")).getFirst().resolve("report.html"));
        for (String part : List.of("v of Q", "neuron 14", "Rate of S", "Weights of S-&gt;Q over time, the first 40")) {
            assertTrue(report.contains(part), part);
        }
    }

    @Test
    void neuronsBeyondAPopulationAreNamed() {
        assertEquals(ExitCode.FAILED, shell.run("run", "recorded.spike", "Beyond"));
        assertTrue(shell.err().contains("recorded.spike:36:1: population 'Q' has 20 neurons, counted from 0, so that none can be recorded"
                + " from 20 on"), shell.err());
    }
}
