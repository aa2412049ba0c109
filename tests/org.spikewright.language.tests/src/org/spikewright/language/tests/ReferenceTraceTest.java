package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.testing.engine.Json;
import org.spikewright.testing.engine.SharedData;

/** Neurons of the standard library against traces that others computed. */
class ReferenceTraceTest {

    private static final String ADEX = "AdEx(C = 200 pF, gLeak = 11 nS, vRest = -70 mV, vT = -50 mV, deltaT = 2 mV, a = 3 nS,"
            + " b = 0 pA, tauW = 300 ms, vPeak = 0 mV, vReset = -58 mV, vStart = -70 mV, wStart = 5 pA)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1450"})
    void lapicqueFollowsNest(int array, double picoamperes) throws IOException {
        Json data = Json.read(SharedData.path("nest-unit-references/nest_test_arrays.json"))
                .get("testsuite_pytests_neurons_test_iaf_psc_alpha.py").get("arrays").elements().get(array).get("data");
        float[] v = SingleNeuron.of(folder, "", "Lapicque", 1e-4).states(picoamperes * 1e-12, 0.01).get("v");
        for (Json row : data.elements()) {
            double[] point = row.numbers();
            // Four decimals are given; half of the last one, and float's 4e-6 mV a step.
            assertEquals(point[1], v[(int) Math.round(point[0] * 10) - 1] * 1000, 2e-4, "at " + point[0] + " ms");
        }
    }

    @Test
    void adExFollowsLsodar() throws IOException {
        Path file = SharedData.path("nest-unit-references/test_aeif_data_lsodar.dat");
        double dt = 5e-6;
        SingleNeuron neuron = SingleNeuron.of(folder, "", ADEX, dt);
        Map<String, float[]> states = neuron.states(420e-12, 0.1);
        List<Double> spikes = neuron.spikes(420e-12, 0.1);
        double[] expected = {18.717, 30.564, 42.500, 54.524, 66.634, 78.829, 91.107};
        assertEquals(expected.length, spikes.size());
        for (int i = 0; i < expected.length; i++) {
            // Each spike waits for the end of its step, which delays all later ones.
            assertEquals(expected[i], spikes.get(i), 2 * (i + 1) * dt * 1000, "spike " + i);
        }
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] columns = line.trim().split("\\s+");
            double time = Double.parseDouble(columns[0]);
            double w = Double.parseDouble(columns[2]);
            double ownW = at(states.get("w"), time * 1e-3 / dt) * 1e12;
            if (time > dt * 1000 && time < 99.9) {
                // After seven spikes the times differ by less than 0.02 ms, in which w moves by 0.01 pA.
                assertEquals(w, ownW, 0.02, "w at " + time + " ms");
            }
            double v = Double.parseDouble(columns[1]);
            if (time > dt * 1000 && time < 18) {
                // The first upstroke: before it, only the straight line between two steps.
                assertEquals(v, at(states.get("v"), time * 1e-3 / dt) * 1e3, 0.01, "v at " + time + " ms");
            }
        }
    }

    /** A trace between two steps; entry 0 is the state after the first. */
    private static double at(float[] trace, double steps) {
        int before = Math.clamp((int) Math.floor(steps) - 1, 0, trace.length - 2);
        double share = steps - 1 - before;
        return trace[before] * (1 - share) + trace[before + 1] * share;
    }

    @ParameterizedTest
    @CsvSource({"0.03, 0", "0.03, 5", "0.03, 10", "0.03, 20", "0.3, 0", "0.3, 5", "0.3, 10", "0.3, 20"})
    void hodgkinHuxleyFiresAtTheReferenceTimes(String leak, String drive) throws IOException {
        double[] expected = Json.read(SharedData.path("golden-vectors/hh_rk4.json")).get("gL" + leak + "_I" + drive)
                .get("spike_times_ms").get("data").numbers();
        List<Double> spikes = SingleNeuron.of(folder, "", "HodgkinHuxley(gLeak = " + leak + " mS)", 1e-5)
                .spikes(Double.parseDouble(drive) * 1e-6, 0.2);
        assertEquals(expected.length, spikes.size(), spikes.toString());
        for (int i = 0; i < expected.length; i++) {
            // The same method in float instead of double: one step, and what rounding adds up to over the run.
            assertEquals(expected[i], spikes.get(i), 0.03, "spike " + i);
        }
    }
}
