package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.language.Language;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.testing.Repository;

/** Every neuron of the standard library runs; those with a closed form follow it. */
class LibraryNeuronTest {

    /** What makes each neuron fire, in SI units; 1.5 for those that are not named. */
    private static final Map<String, Double> DRIVES = Map.ofEntries(Map.entry("LeakyStep", 0.5), Map.entry("IntegrateAndFire", 0.3),
            Map.entry("SigmaDelta", 0.05), Map.entry("ResonateAndFire", 5.0), Map.entry("FitzHughNagumo", 0.5), Map.entry("AdaptiveLeaky", 3.0),
            Map.entry("Lapicque", 500e-12), Map.entry("AlphaCurrent", 10e-12), Map.entry("Conductances", 10e-9),
            Map.entry("QuadraticIntegrateAndFire", 10e-9), Map.entry("ExponentialIntegrateAndFire", 10e-9),
            Map.entry("AdEx", 1000e-12), Map.entry("Izhikevich", 10e-3), Map.entry("IzhikevichCell", 100e-12),
            Map.entry("HodgkinHuxley", 10e-6), Map.entry("MorrisLecar", 120e-6));

    /** Currents at which neurons rest that fire without any: the published one of PinskyRinzel is -0.5 uA/cm2. */
    private static final Map<String, Double> RESTS = Map.of("PinskyRinzel", -0.5e-6 / 1e-4);

    @TempDir
    private Path folder;

    static Stream<String> neurons() {
        return Stream.of("neuron", "cell").flatMap(file -> new Language()
                .read(Repository.root().resolve("bundles/org.spikewright.language/library/std/" + file + ".spike"), file).model()
                .orElseThrow().getDeclarations().stream()).filter(Neuron.class::isInstance).map(neuron -> neuron.getName());
    }

    private SingleNeuron neuron(String call, double dt) throws IOException {
        return SingleNeuron.of(folder, "", call, dt);
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void runsFor200Milliseconds(String name) throws IOException {
        // Short enough for the fastest gates of HodgkinHuxley.
        SingleNeuron neuron = neuron(name, 2.5e-5);
        double drive = DRIVES.getOrDefault(name, 1.5);
        neuron.states(drive, 0.2).forEach((state, trace) -> {
            for (float value : trace) {
                assertTrue(Float.isFinite(value), state + " becomes " + value);
            }
        });
        float[] output = neuron.output(drive, 0.2);
        int sent = 0;
        for (float value : output) {
            assertTrue(Float.isFinite(value), name + " sends " + value);
            sent += value > 0 ? 1 : 0;
        }
        assertTrue(sent > 0, name + " sends nothing");
        assertEquals(0, neuron.spikes(RESTS.getOrDefault(name, 0.0), 0.2).size(), name + " fires without a drive");
        if (neuron.program().spike().isPresent()) {
            assertTrue(sent < output.length, name + " fires in every step");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.05, 1.5, 3, 10})
    void leakyToZeroFiresAtTheAnalyticRate(double drive) throws IOException {
        double dt = 1e-5;
        double period = 20 * Math.log(drive / (drive - 1));
        List<Double> spikes = neuron("LeakyToZero", dt).spikes(drive, 0.5);
        // Exact but for the grid: each interval is rounded up to whole steps; one more where float rounding is in the way.
        assertEquals(period + dt * 500, meanInterval(spikes), 1.5 * dt * 1000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {400, 500, 1000, 2000})
    void lapicqueFiresAtTheAnalyticRate(double picoamperes) throws IOException {
        double dt = 1e-5;
        double reach = 40 * picoamperes / 1000;
        double period = 2 + 10 * Math.log(reach / (reach - 15));
        List<Double> spikes = neuron("Lapicque", dt).spikes(picoamperes * 1e-12, 0.5);
        assertEquals(period + dt * 500, meanInterval(spikes), 1.5 * dt * 1000);
    }

    private static double meanInterval(List<Double> spikes) {
        assertTrue(spikes.size() > 5, "only " + spikes.size() + " spikes");
        return (spikes.getLast() - spikes.getFirst()) / (spikes.size() - 1);
    }

    @ParameterizedTest
    @CsvSource({"10, 1000", "5, 1000", "15, 1000"})
    void izhikevichFiresAsInDoubleArithmetic(double drive, int milliseconds) throws IOException {
        double dt = 0.01;
        List<Double> spikes = neuron("Izhikevich", dt * 1e-3).spikes(drive * 1e-3, milliseconds * 1e-3);
        int expected = 0;
        double v = -65;
        double u = -13;
        for (int t = 0; t < milliseconds / dt * 10; t++) {
            double dv = 0.04 * v * v + 5 * v + 140 - u + drive;
            double du = 0.02 * (0.2 * v - u);
            v += dt / 10 * dv;
            u += dt / 10 * du;
            if (v > 30) {
                v = -65;
                u += 8;
                expected++;
            }
        }
        assertTrue(expected > 3, "regular spiking");
        // A spike may fall on either side of the end.
        assertEquals(expected, spikes.size(), 1);
    }

    @Test
    void derivedQuantitiesNeedNoOrder() throws IOException {
        SingleNeuron neuron = SingleNeuron.of(folder, """
                neuron Twice {
                    state v : Real = b
                    input I : Real
                    parameter p : Real = 3
                    let a : Real = 2 * c + v
                    let b : Real = 2 * p
                    let c : Real = I + p
                    next v = a
                    output v
                }
                """, "Twice", 1e-3);
        float[] v = neuron.states(1, 2e-3).get("v");
        assertEquals(2 * 4 + 6, v[0]);
        assertEquals(2 * 4 + 14, v[1]);
    }
}
