package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Work;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.Snapshot;

/**
 * Synapses with dynamics of their own: gates, states that recover, what is read of the neurons, and random release, beside the same
 * equations in double precision. Each simulation is the same with 1, 2, 3 and 8 threads.
 */
class SynapseDynamicsTest {

    private static final String SPIKES = "[[5 ms, 12 ms, 14 ms, 30 ms, 31 ms, 32 ms]]";
    private static final double[] TIMES = {5, 12, 14, 30, 31, 32};

    private static final String PASSIVE = """
            package values
            import std.synapse.*
            neuron Passive {
                parameter start : Voltage = -70 mV
                state v : Voltage = start
                input I : Current
                input pushed : Current
                dv/dt = (10 nS * (-70 mV - v) + I + pushed) / 200 pF
            }
            """;

    @TempDir
    private Path folder;

    private PopulationModel model(String text) {
        return new PopulationModel(folder, text);
    }

    /** The derivatives of some variables. */
    private interface Flow {
        double[] at(double time, double[] y);
    }

    /** A step of the classical method of Runge and Kutta. */
    private static double[] moved(Flow flow, double t, double[] y, double h) {
        double[] k1 = flow.at(t, y);
        double[] k2 = flow.at(t + h / 2, plus(y, k1, h / 2));
        double[] k3 = flow.at(t + h / 2, plus(y, k2, h / 2));
        double[] k4 = flow.at(t + h, plus(y, k3, h));
        double[] next = y.clone();
        for (int j = 0; j < y.length; j++) {
            next[j] += h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
        }
        return next;
    }

    private static double[] plus(double[] y, double[] by, double h) {
        double[] sum = y.clone();
        for (int j = 0; j < y.length; j++) {
            sum[j] += h * by[j];
        }
        return sum;
    }

    // ---- what acts in every step

    /** Times in ms, potentials in mV, conductances in nS, currents in pA, capacitance in pF. */
    private static double gated(double until) {
        Flow flow = (_, y) -> new double[] {
            (10 * (-70 - y[0]) + 20 * y[1] * (0 - y[0]) / (1 + Math.exp(-0.062 * y[0]) / 3.57)) / 200,
            -y[1] / 100 + 0.5 * y[2] * (1 - y[1]), -y[2] / 2};
        double[] y = {-70, 0, 0};
        int n = 100;
        for (int i = 0; i < Math.round(until * n); i++) {
            for (double spike : TIMES) {
                if (Math.round((spike + 1) * n) == i) {
                    y[2] += 1;
                }
            }
            y = moved(flow, 0, y, 1.0 / n);
        }
        return y[0];
    }

    @Test
    void gatesOfSynapsesAreRightToSecondOrder() {
        PopulationModel model = model(PASSIVE + """
                network N {
                    population S : given(%s) [1]
                    population T : Passive [1]
                    connect S -> T into I by all() weight 20 nS delay 1 ms plasticity Nmda
                }
                """.formatted(SPIKES));
        double coarse = 0;
        double fine = 0;
        for (int until = 20; until <= 60; until += 10) {
            double right = gated(until);
            assertTrue(right > -69, "depolarised to " + right);
            coarse = Math.max(coarse, Math.abs(model.state("T", "v", 0.5e-3, until * 1e-3)[0] * 1e3 - right));
            fine = Math.max(fine, Math.abs(model.state("T", "v", 0.25e-3, until * 1e-3)[0] * 1e3 - right));
        }
        assertTrue(coarse / fine > 3.4 && coarse / fine < 4.6, coarse + " and " + fine + " mV");
        assertTrue(fine < 5e-3, fine + " mV");
    }

    @ParameterizedTest
    @CsvSource({"0", "3"})
    void gatesFollowTheSource(double delay) {
        Flow flow = (t, y) -> {
            double vPre = t < delay ? -70 : y[2];
            return new double[] {(10 * (-70 - y[0]) + 30 * y[1] * (-75 - y[0])) / 200, 0.5 / (1 + Math.exp(-(vPre + 60) / 2)) * (1 - y[1]) - 0.1 * y[1],
                t < delay ? 0 : (10 * (-70 - y[2]) + 200) / 200};
        };
        double[] y = {-60, 0, -70};
        for (int i = 0; i < 40_000; i++) {
            y = moved(flow, i * 1e-3, y, 1e-3);
        }
        PopulationModel model = model(PASSIVE + """
                network N {
                    population S : Passive [1]
                    population T : Passive(start = -60 mV) [1]
                    connect S -> T into I by all() weight 30 nS delay %s ms plasticity GradedSynapse(alpha = 500 Hz, theta = -60 mV)
                    drive S into pushed by current(200 pA)
                }
                """.formatted(delay));
        double coarse = Math.abs(model.state("T", "v", 0.5e-3, 0.04)[0] * 1e3 - y[0]);
        double fine = Math.abs(model.state("T", "v", 0.25e-3, 0.04)[0] * 1e3 - y[0]);
        assertTrue(coarse / fine > 3 && coarse / fine < 5, coarse + " and " + fine + " mV");
        assertEquals(y[0], model.state("T", "v", 0.1e-3, 0.04)[0] * 1e3, 1e-3, "mV");
    }

    /** Spikes of one neuron and gates between many, with drawn weights and delays. */
    private static final String MANY = """
            package values
            import std.synapse.*
            neuron Cell {
                parameter start : Voltage = -60 mV
                state v : Voltage = start
                input I : Current
                dv/dt = (10 nS * (-45 mV - v) + I) / 200 pF
                spike when v > -50 mV reset v = -65 mV
                refractory 1 ms holding v
            }
            synapse Learning {
                state w : Conductance = 0.1 nS
                state s : Real = 0
                input vPre : Voltage of source v
                input v : Voltage of target v
                ds/dt = -s / 10 ms
                dw/dt = 0.01 nS / 1 s * (vPre - v) / 1 mV
                when pre then s += 0.2 * (1 - s)
                when post then w = max(0 nS, w - 0.01 nS * uniformNoise())
                output w * s * (0 mV - v)
            }
            network Cells {
                population C : Cell(start = uniform(-65 mV, -50 mV)) [200]
                connect C -> C by pairwise(0.1) weight uniform(0 nS, 0.2 nS) delay uniform(0.5 ms, 2 ms) plasticity Nmda
                connect C -> C by pairwise(0.1) weight uniform(0 nS, 0.2 nS) delay uniform(0.1 ms, 2 ms) plasticity Learning
                connect C -> C by pairwise(0.1) weight 20 pA delay 1.5 ms plasticity StochasticRelease
                connect C -> C by pairwise(0.1) weight uniform(0 pA, 40 pA) delay uniform(0.5 ms, 2 ms) plasticity TsodyksMarkram
            }
            """;

    @Test
    void gatesAreTheSameWithAnyThreads() {
        assertTrue(PopulationModel.deviation(model(MANY).state("C", "v", 0.1e-3, 0.1)) > 1e-4);
    }

    @Test
    void aSnapshotHoldsGatesAndWhatIsReleased() {
        try (PopulationSimulation simulation = model(MANY).open(0.1e-3, 2)) {
            simulation.run(0.03, Work.NONE);
            Snapshot snapshot = simulation.snapshot();
            simulation.run(0.05, Work.NONE);
            float[] once = simulation.state("C", "v");
            float[] weights = simulation.weights("C->C 2");
            simulation.restore(snapshot);
            simulation.run(0.05, Work.NONE);
            assertArrayEquals(once, simulation.state("C", "v"));
            try (PopulationSimulation other = model(MANY).open(0.1e-3, 3)) {
                other.restore(snapshot);
                other.run(0.05, Work.NONE);
                assertArrayEquals(once, other.state("C", "v"), "with other threads");
                assertArrayEquals(weights, other.weights("C->C 2"), "weights");
            }
        }
    }

    // ---- what spikes send

    private static final String SUMS = """
            package values
            import std.synapse.*
            neuron Sink { state total : Current = 0 pA input I : Current into total next total = total }
            """;

    @ParameterizedTest
    @CsvSource({"0.04, 100, 1000", "0.5, 800, 20", "0.9, 3, 0.001"})
    void shortTermPlasticityIsItsRecursion(double release, double recovery, double facilitation) {
        double u = 0;
        double x = 1;
        double sent = 0;
        for (int i = 0; i < TIMES.length; i++) {
            double since = i == 0 ? 0 : TIMES[i] - TIMES[i - 1];
            u = u * Math.exp(-since / facilitation);
            x = 1 + (x - 1) * Math.exp(-since / recovery);
            u += release * (1 - u);
            sent += 250 * u * x;
            x -= u * x;
        }
        float[] total = model(SUMS + """
                network N {
                    population S : given(%s) [1]
                    population T : Sink [3]
                    connect S -> T by all() weight 250 pA delay 1 ms plasticity TsodyksMarkram(U = %s, tauRecovery = %s ms, tauFacilitation = %s ms)
                }
                """.formatted(SPIKES, release, recovery, facilitation)).state("T", "total", 0.1e-3, 0.05);
        assertEquals(sent, total[2] * 1e12, sent * 1e-6);
    }

    @Test
    void timeConstantsMayDifferFromSynapseToSynapse() {
        float[] total = model(SUMS + """
                network N {
                    population S : given([[5 ms, 25 ms]]) [1]
                    population T : Sink [3]
                    connect S -> T by all() weight 100 pA delay 1 ms plasticity TsodyksMarkram(U = 0.5, tauRecovery = [10 ms, 20 ms, 40 ms], tauFacilitation = 0.001 ms)
                }
                """).state("T", "total", 0.1e-3, 0.05);
        for (int t = 0; t < 3; t++) {
            double x = 1 - 0.5 * Math.exp(-20.0 / new double[] {10, 20, 40}[t]);
            assertEquals(50 + 50 * x, total[t] * 1e12, 1e-3);
        }
    }

    @Test
    void releaseIsDrawnForEachSpikeAndSynapse() {
        String text = SUMS + """
                network N {
                    population S : poissonSource(%s) [%d]
                    population T : Sink [%d]
                    connect S -> T by all() weight 1 pA delay 1 ms
                    population R : Sink [%d]
                    connect S -> R by all() weight 1 pA delay 1 ms plasticity StochasticRelease(probability = 0.3)
                }
                """;
        PopulationModel model = model(text.formatted("40 kHz", 5, 400, 400));
        float[] all = model.state("T", "total", 0.1e-3, 0.021);
        float[] some = model.state("R", "total", 0.1e-3, 0.021);
        double sent = all[0] * 1e12;
        assertEquals(5 * 40 * 20, sent, 300);
        // Of each of the spikes, several in a step among them, each synapse sends 0.3: a binomial number.
        assertEquals(0.3 * sent, PopulationModel.mean(some) * 1e12, 4 * Math.sqrt(sent * 0.21 / 400));
        assertEquals(Math.sqrt(sent * 0.21), PopulationModel.deviation(some) * 1e12, 0.15 * Math.sqrt(sent * 0.21));
    }

    @Test
    void aStreamIsSharedWithinASynapseAndNewWithEachEvent() {
        PopulationModel model = model("""
                package values
                synapse Pair {
                    state w : Real = 1
                    state first : Real = 0
                    state second : Real = 0
                    when pre then first = uniformNoise("a")
                    when pre then second = uniformNoise("b")
                    output where(uniformNoise("a") - first > 0, 1000, 0) + second + 10 * normalNoise("c")
                }
                network N {
                    population S : given([[1 ms]]) [1]
                    population T : Sum [4000]
                    connect S -> T by all() delay 1 ms plasticity Pair
                }
                """);
        float[] total = model.state("T", "total", 0.1e-3, 0.01);
        assertEquals(0.5, PopulationModel.mean(total), 0.7);
        assertEquals(Math.hypot(10, Math.sqrt(1 / 12.0)), PopulationModel.deviation(total), 0.4);
        assertNotEquals(total[0], total[1]);
    }

    // ---- what is read at spikes and in every step

    /** Clopath et al. 2010 in its own discretisation, as sums over steps. */
    @Test
    void voltageBasedPlasticityIsThePublishedRule() {
        double dt = 0.1;
        List<Double> potential = new ArrayList<>();
        double v = -70;
        double minus = -70;
        double plus = -70;
        double active = 0;
        double w = 0.5;
        double[] decays = {Math.exp(-dt / 20), Math.exp(-dt / 10), Math.exp(-dt / 7), Math.exp(-dt / 15)};
        for (int s = 0; s < 600; s++) {
            boolean arrives = false;
            for (double spike : TIMES) {
                arrives |= Math.round(spike / dt) - 1 + 10 == s;
            }
            if (arrives) {
                w = Math.max(0, w - 0.014 * Math.max(0, minus + 70.6));
            }
            active *= decays[3];
            double current = s * dt >= 20 && s * dt < 40 ? 600 : 0;
            double[] next = moved((_, y) -> new double[] {(10 * (-70 - y[0]) + current) / 200, (y[0] - y[1]) / 10, (y[0] - y[2]) / 7},
                    0, new double[] {v, minus, plus}, dt);
            v = next[0];
            minus = next[1];
            plus = next[2];
            if (arrives) {
                active += 1;
            }
            w += dt * 0.008 * active / 15 * Math.max(0, v + 45.3) * Math.max(0, plus + 70.6);
            potential.add(v);
        }
        PopulationModel model = model("""
                package values
                import std.synapse.*
                neuron Traced {
                    state v : Voltage = -70 mV
                    state vMinus : Voltage = -70 mV
                    state vPlus : Voltage = -70 mV
                    input I : Current
                    input ignored : Current
                    dv/dt = (10 nS * (-70 mV - v) + I + 0 * ignored) / 200 pF
                    dvMinus/dt = (v - vMinus) / 10 ms
                    dvPlus/dt = (v - vPlus) / 7 ms
                }
                synapse Rule {
                    state w : Current = 0.5 pA
                    state active : Real = 0
                    input v : Voltage of target v
                    input vMinus : Voltage of target vMinus
                    input vPlus : Voltage of target vPlus
                    dactive/dt = -active / 15 ms
                    dw/dt = 0.008 pA * active / 15 ms * max(0, (v + 45.3 mV) / 1 mV) * max(0, (vPlus + 70.6 mV) / 1 mV)
                    when pre then w = max(0 pA, w - 0.014 pA * max(0, (vMinus + 70.6 mV) / 1 mV))
                    when pre then active += 1
                }
                network N {
                    population S : given(%s) [1]
                    population T : Traced [5]
                    connect S -> T into ignored by all() delay 1 ms plasticity Rule
                    drive T into I by pulse(600 pA, 20 ms, 40 ms)
                }
                """.formatted(SPIKES));
        try (PopulationSimulation simulation = model.open(0.1e-3, 2)) {
            simulation.run(0.06, Work.NONE);
            float[] weights = simulation.weights("S->T");
            assertEquals(potential.getLast(), simulation.state("T", "v")[3] * 1e3, 1e-3);
            assertEquals(w, weights[3] * 1e12, 1e-3 * w, "weight, which was 0.5");
            assertTrue(Math.abs(w - 0.5) > 0.1, "it changed: " + w);
        }
    }

    @Test
    void whatIsReadAtASpikeIsTheSourceThatFiredAndTheTargetAsItIsReached() {
        PopulationModel model = model("""
                package values
                neuron Counter {
                    state n : Real = 0
                    next n = n + 1
                    spike when where(n < 30.5, n, 0) > 29.5
                }
                synapse Sends {
                    state w : Real = 1
                    input n : Real of source n
                    input own : Real of target n
                    state sent : Real = 0
                    when pre then sent = n + 1000 * own
                    output w * sent
                }
                neuron Sink {
                    state n : Real = 0
                    state total : Real = 0
                    input I : Real into total
                    next n = n + 1
                    next total = total
                }
                network N {
                    population S : Counter [1]
                    population T : Sink [2]
                    connect S -> T into I by all() delay [2 ms, 5 ms] plasticity Sends
                }
                """);
        // It fires at the end of its 30th step; the steps in which that arrives begin after 31 and 34.
        assertArrayEquals(new float[] {31_030, 34_030}, model.state("T", "total", 1e-3, 0.05));
    }


    // ---- which spikes make a pair

    /**
     * Schemes of Morrison, Diesmann and Gerstner, Biological Cybernetics 98, 2008, figure 7, written as what a spike does to its trace, beside
     * sums over the pairs themselves: all with all; each with the nearest before it on the other side; each spike of the source with the last of the target
     * before it and the first after it.
     */
    @ParameterizedTest
    @CsvSource({"ALL, before += 1, after += 1, ''", "NEAREST, before = 1, after = 1, ''", "CENTRED, before = 1, after = 1, ', before = 0'"})
    void pairsAreThoseOfTheScheme(String scheme, String pre, String post, String more) {
        int[] sources = {5, 9, 12, 30, 31, 47, 60, 61, 62, 80};
        int[] targets = {7, 13, 14, 29, 46, 50, 63, 66, 85};
        double w = 10;
        // A spike of the source arrives 1 ms later; where it meets one of the target, that comes last in the step.
        for (int i = 0; i < sources.length; i++) {
            for (int j = 0; j < targets.length; j++) {
                int arrives = sources[i] + 1;
                double apart = targets[j] - arrives;
                int source = i;
                int target = j;
                boolean lastSource = apart >= 0 && (i == sources.length - 1 || sources[i + 1] + 1 > targets[j]);
                boolean lastTarget = apart < 0 && (j == targets.length - 1 || targets[j + 1] >= arrives);
                boolean firstTarget = apart >= 0 && (j == 0 || targets[target - 1] < sources[source] + 1);
                boolean counts = switch (scheme) {
                    case "ALL" -> true;
                    case "NEAREST" -> apart >= 0 ? lastSource : lastTarget;
                    default -> apart >= 0 ? lastSource && firstTarget : lastTarget;
                };
                w += !counts ? 0 : apart >= 0 ? 0.5 * Math.exp(-apart / 20) : -0.4 * Math.exp(apart / 15);
            }
        }
        PopulationModel model = model("""
                package values
                neuron Fires { state v : Real = 0 input now : Real into v input ignored : Real next v = 0 * v + 0 * ignored spike when v > 0.5 reset v = 0 }
                synapse Pairs {
                    state w : Real = 10
                    state before : Real = 0
                    state after : Real = 0
                    dbefore/dt = -before / 20 ms
                    dafter/dt = -after / 15 ms
                    when pre then w -= 0.4 * after
                    when post then w += 0.5 * before
                    when pre then %s
                    when post then %s%s
                }
                network N {
                    population S : given([%s]) [1]
                    population F : given([%s]) [1]
                    population T : Fires [2]
                    connect F -> T into now by all() weight 1 delay 1 ms
                    connect S -> T into ignored by all() delay 1 ms plasticity Pairs
                }
                """.formatted(pre, post, more, times(sources, 0), times(targets, -1)));
        try (PopulationSimulation simulation = model.open(1e-3, 2)) {
            simulation.run(0.1, Work.NONE);
            assertEquals(2 * targets.length, simulation.spikeCounts().get("T"));
            assertEquals(w, simulation.weights("S->T")[1], 1e-5 * w, scheme);
        }
    }

    private static List<String> times(int[] times, int later) {
        return Arrays.stream(times).mapToObj(time -> time + later + " ms").toList();
    }
}
