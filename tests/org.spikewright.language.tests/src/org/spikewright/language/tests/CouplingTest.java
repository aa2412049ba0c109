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
import org.spikewright.common.Work;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.Snapshot;

/**
 * What acts in every step: gap junctions, graded neurons, rates and oscillators, beside the same equations integrated here in double
 * precision with a thousandth of the step. Each simulation is the same with 1, 2, 3 and 8 threads.
 */
class CouplingTest {

    private static final String PASSIVE = """
            package values
            neuron Passive {
                parameter tau : Time = 10 ms
                parameter start : Voltage = -70 mV
                state v : Voltage = start
                input gap : Voltage
                dv/dt = (-70 mV - v) / tau + gap / tau
                output v
            }
            synapse Gap {
                state w : Real = 0.5
                input vPre : Voltage of source v
                input vPost : Voltage of target v
                output w * (vPre - vPost)
            }
            """;

    @TempDir
    private Path folder;

    /** The derivatives of some variables. */
    private interface Flow {
        double[] at(double time, double[] y);
    }

    /** The classical method of Runge and Kutta. */
    private static double[] integrated(Flow flow, double[] start, double seconds, int steps) {
        double[] y = start.clone();
        double h = seconds / steps;
        for (int i = 0; i < steps; i++) {
            double t = i * h;
            double[] k1 = flow.at(t, y);
            double[] k2 = flow.at(t + h / 2, moved(y, k1, h / 2));
            double[] k3 = flow.at(t + h / 2, moved(y, k2, h / 2));
            double[] k4 = flow.at(t + h, moved(y, k3, h));
            for (int j = 0; j < y.length; j++) {
                y[j] += h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
            }
        }
        return y;
    }

    private static double[] moved(double[] y, double[] by, double h) {
        double[] moved = y.clone();
        for (int j = 0; j < y.length; j++) {
            moved[j] += h * by[j];
        }
        return moved;
    }

    private PopulationModel model(String text) {
        return new PopulationModel(folder, text);
    }

    private static double gapError(PopulationModel model, double dt) {
        double[] right = integrated((_, y) -> new double[] {(-70 - y[0] + 0.25 * (y[1] - y[0])) / 10, (-70 - y[1] + 0.5 * (y[0] - y[1])) / 10},
                new double[] {-60, -70}, 20, 20_000);
        float[] a = model.state("A", "v", dt, 0.02);
        float[] b = model.state("B", "v", dt, 0.02);
        return Math.max(Math.abs(a[0] * 1e3 - right[0]), Math.abs(b[0] * 1e3 - right[1]));
    }

    @Test
    void gapJunctionsAreRightToSecondOrder() {
        PopulationModel model = model(PASSIVE + """
                network Coupled {
                    population A : Passive(start = -60 mV) [1]
                    population B : Passive [1]
                    connect A -> B into gap by oneToOne() plasticity Gap
                    connect B -> A into gap by oneToOne() weight 0.25 plasticity Gap
                }
                """);
        double coarse = gapError(model, 1e-3);
        double fine = gapError(model, 0.5e-3);
        assertTrue(coarse / fine > 3.5 && coarse / fine < 4.5, coarse + " and " + fine + " mV");
        assertEquals(0, gapError(model, 0.1e-3), 1e-4, "mV");
    }

    @ParameterizedTest
    @CsvSource({"0", "0.1", "3"})
    void gradedNeuronsSendTheirOutputAfterTheDelay(double delay) {
        PopulationModel model = model(PASSIVE + """
                network Graded {
                    population A : Passive(start = -60 mV) [1]
                    population B : Passive [1]
                    connect A -> B into gap by oneToOne() weight 0.1 delay %s ms
                }
                """.formatted(delay));
        Flow flow = (t, y) -> new double[] {(-70 - y[0] + 0.1 * (-70 + 10 * Math.exp(-Math.max(0, t - delay) / 10))) / 10};
        assertEquals(integrated(flow, new double[] {-70}, 20, 200_000)[0], model.state("B", "v", 0.1e-3, 0.02)[0] * 1e3, 1e-3);
    }

    @Test
    void aConnectionWithoutADelayOfAGradedNeuronHasNone() {
        String connect = "population A : Passive(start = -60 mV) [1] population B : Passive [1] connect A -> B into gap by oneToOne() weight 0.1";
        float[] unsaid = model(PASSIVE + "network N { " + connect + " }").state("B", "v", 1e-4, 0.005);
        assertArrayEquals(model(PASSIVE + "network N { " + connect + " delay 0 ms }").state("B", "v", 1e-4, 0.005), unsaid);
    }

    /** Oscillators with frequencies of their own, all to all; Kuramoto, Lecture Notes in Physics 39, 1975. */
    @ParameterizedTest
    @ValueSource(ints = {0, 40})
    void oscillatorsPullEachOther(int pull) {
        int n = 40;
        PopulationModel model = model("""
                package values
                neuron Oscillator {
                    parameter omega : Frequency = 1 Hz
                    parameter start : Real = 0
                    state theta : Real = start
                    input pull : Frequency
                    dtheta/dt = omega + pull
                    output sin(theta)
                }
                synapse Pull {
                    state w : Frequency = 1 Hz
                    input there : Real of source theta
                    input here : Real of target theta
                    output w * sin(there - here)
                }
                network Kuramoto {
                    population O : Oscillator(omega = 20 Hz + 0.5 Hz * index, start = 0.7 * index) [40]
                    connect O -> O by all() weight %d Hz / 40 plasticity Pull
                }
                """.formatted(pull));
        double[] start = new double[n];
        for (int j = 0; j < n; j++) {
            start[j] = 0.7 * j;
        }
        double[] right = integrated((_, y) -> {
            double[] by = new double[n];
            for (int j = 0; j < n; j++) {
                by[j] = 20 + 0.5 * j;
                for (int k = 0; k < n; k++) {
                    by[j] += pull / 40.0 * Math.sin(y[k] - y[j]);
                }
            }
            return by;
        }, start, 0.3, 30_000);
        float[] theta = model.state("O", "theta", 0.1e-3, 0.3);
        for (int j = 0; j < n; j++) {
            assertEquals(right[j], theta[j], 5e-5, "oscillator " + j);
        }
        double order = Math.hypot(sum(theta, true), sum(theta, false)) / n;
        assertTrue(pull == 0 ? order < 0.3 : order > 0.9, "order " + order);
    }

    private static double sum(float[] theta, boolean cosine) {
        double sum = 0;
        for (float one : theta) {
            sum += cosine ? Math.cos(one) : Math.sin(one);
        }
        return sum;
    }

    /** Cells that spike and are joined by gap junctions, in several pieces, with drawn weights and delays. */
    private static final String SPIKING = """
            package values
            neuron Lif {
                parameter start : Voltage = -65 mV
                state v : Voltage = start
                let above : Voltage = v + 65 mV
                input I : Voltage
                dv/dt = (-48 mV - v + I) / 10 ms
                spike when v > -50 mV reset v = -65 mV
                refractory 1 ms holding v
            }
            synapse Gap {
                state w : Real = 0
                input vPre : Voltage of source above
                input vPost : Voltage of target above
                output w * (vPre - vPost)
            }
            network Cells {
                population C : Lif(start = uniform(-65 mV, -50 mV)) [300]
                connect C -> C by pairwise(0.1) weight uniform(0, 0.02) plasticity Gap
                connect C -> C by pairwise(0.05) weight uniform(0, 0.02) delay uniform(0.1 ms, 2 ms) plasticity Gap
                connect C -> C by pairwise(0.1) weight 0.1 mV delay 1.5 ms
            }
            """;

    @Test
    void spikingCellsAreTheSameWithAnyThreads() {
        float[] v = model(SPIKING).state("C", "v", 0.1e-3, 0.1);
        assertTrue(PopulationModel.deviation(v) > 1e-4);
    }

    @Test
    void aSnapshotHoldsWhatIsOnItsWay() {
        try (PopulationSimulation simulation = model(SPIKING).open(0.1e-3, 2)) {
            simulation.run(0.03, Work.NONE);
            Snapshot snapshot = simulation.snapshot();
            simulation.run(0.05, Work.NONE);
            float[] once = simulation.state("C", "v");
            simulation.restore(snapshot);
            simulation.run(0.05, Work.NONE);
            assertArrayEquals(once, simulation.state("C", "v"));
            try (PopulationSimulation other = model(SPIKING).open(0.1e-3, 3)) {
                other.restore(snapshot);
                other.run(0.05, Work.NONE);
                assertArrayEquals(once, other.state("C", "v"), "with other threads");
            }
        }
    }

    @Test
    void whatCannotBeIsSaid() {
        List<String> findings = model(PASSIVE + """
                synapse Sending { state w : Real = 1 state s : Real = 0 ds/dt = (w - s ^ 2) / 10 ms output w * s }
                synapse Mixed { state w : Real = 1 state s : Voltage = 0 mV ds/dt = -s / 10 ms when pre then s += 1 mV output s }
                synapse Odd { state w : Real = 1 input vPre : Voltage of before v output w * vPre }
                synapse Unknown { state w : Real = 1 input vPre : Voltage of source u output w * vPre }
                synapse Current { state w : Real = 1 input vPre : Voltage of source v output w * vPre * 1 s }
                network N {
                    population A : Passive [1]
                    population S : poissonSource(10 Hz) [1]
                    connect A -> A into gap by all() weight 0.1 mV
                    connect A -> A into gap by all() plasticity std.synapse.Stdp
                    connect A -> A into gap by all() plasticity Unknown
                    connect A -> A into gap by all() plasticity Current
                    connect S -> A into gap by all() plasticity Gap
                }
                """).findings().stream().filter(finding -> !finding.contains("SW60")).toList();
        assertEquals(List.of(
                "16:92 SW206 's' moves in every step, and what a spike sends is one number: give a state of its own what is sent, as in when pre"
                        + " then sent = w * s, with output sent; to bring it in every step, let the output read a quantity of the target, as in"
                        + " w * s * (E - v)",
                "17:111 SW201 what a spike sends, as its weight, is a number without a unit, but this is a Voltage (V)",
                "18:40 SW206 a synapse reads a quantity of source, of target or of factor, not of 'before'",
                "20:78 SW201 what 'Current' brings into 'gap' is a Voltage (V), but this is a m²·kg/s²/A",
                "24:45 SW201 'weight', which makes the output of 'A' into 'gap', is a number without a unit, but this is a Voltage (V)",
                "25:49 SW206 'A' never spikes, so that this synapse would neither send nor learn; leave it out, or use one whose output reads a"
                        + " quantity of source",
                "26:49 SW206 'A' has no state or derived quantity 'u', which 'vPre' of this synapse reads",
                "28:49 SW206 'S' has no state or derived quantity 'v', which 'vPre' of this synapse reads"), findings);
    }

    @Test
    void anOutputThatChangesByItselfIsAState() {
        String text = """
                neuron World { state z : Real = 0 dz/dt = -z / 10 ms output z + %s }
                neuron Cell { state v : Real = 0 input I : Real dv/dt = (I - v) / 10 ms spike when v > 1 reset v = 0 }
                network N {
                    population W : World [1]
                    population C : Cell [1]
                    connect W -> C by all() weight 1
                }
                """;
        assertEquals(List.of("7:5 SW502 the output of 'W' depends on the time itself, which no engine passes on yet; make it a state, as in next sent = …,"
                + " with output sent"), model("package values\n" + text.formatted("sin(time / 1 ms)")).findings());
        assertEquals(List.of("7:5 SW502 the output of 'W' has a random part of its own, which no engine passes on yet; make it a state, as in next sent = …,"
                + " with output sent"), model("package values\n" + text.formatted("uniformNoise()")).findings());
    }
}
