package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.Work;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.Raster;

/** Published models beside their equations in double precision, beside closed forms, or beside what was published of them. */
class PublishedModelsTest {

    @TempDir
    private Path folder;

    private PopulationModel model(String text) {
        return new PopulationModel(folder, "package values\nimport std.neuron.*\nimport std.synapse.*\n" + text);
    }

    /** A step of the classical method of Runge and Kutta. */
    private static double[] moved(UnaryOperator<double[]> rates, double[] y, double h) {
        double[] k1 = rates.apply(y);
        double[] k2 = rates.apply(plus(y, k1, h / 2));
        double[] k3 = rates.apply(plus(y, k2, h / 2));
        double[] k4 = rates.apply(plus(y, k3, h));
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

    /** When a neuron fired, in ms. */
    private static List<Double> times(PopulationSimulation simulation, String population, int neuron, double step) {
        Raster raster = simulation.spikes(population);
        List<Double> times = new ArrayList<>();
        for (int k = 0; k < raster.count(); k++) {
            if (raster.neurons()[k] == neuron) {
                times.add((raster.steps()[k] + 1) * step);
            }
        }
        return times;
    }

    // ---- Tsodyks and Markram

    /**
     * Currents in pA that a regular train brings: what each spike releases comes to rest at U (1 - e) / (1 - (1 - U) e), with e what is
     * left of a recovery from one spike to the next, for depressing synapses (Tsodyks and Markram, PNAS 94, 1997, equation 3).
     */
    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 20, 40})
    void depressionComesToRestWhereTheClosedFormSays(double rate) {
        int spikes = 60;
        double interval = 1000 / rate;
        List<String> train = new ArrayList<>();
        for (int k = 0; k < spikes; k++) {
            train.add(String.format(Locale.ROOT, "%.1f ms", 10 + k * interval));
        }
        float[] current = model("""
                network N {
                    population S : given([%s]) [1]
                    population T : ExponentialPoint(vThreshold = 1 V) [3]
                    connect S -> T by all() weight 250 pA delay 1 ms plasticity TsodyksMarkram(U = 0.5, tauRecovery = 800 ms, tauFacilitation = 0.001 ms)
                }
                """.formatted(train)).state("T", "current", 0.1e-3, (10 + (spikes - 1) * interval + 1) * 1e-3);
        double left = Math.exp(-interval / 800);
        double released = 0.5 * (1 - left) / (1 - 0.5 * left);
        // It arrives in the step that ends a delay after the spike, and what came before has faded.
        double before = 250 * released * Math.exp(-interval / 2) / (1 - Math.exp(-interval / 2));
        assertEquals(250 * released + before, current[1] * 1e12, 250 * released * 2e-5);
    }

    // ---- Vogels, Sprekeler, Zenke, Clopath and Gerstner

    /**
     * Science 334, 2011: a spike of the source adds learning (after - 2 rate tau), one of the target learning before. With sources that know
     * nothing of each other the weight rests where the target fires at the rate that is asked for.
     */
    @Test
    void inhibitionSettlesAtTheRateThatItIsAskedFor() {
        PopulationModel model = model("""
                neuron Cell {
                    state gI : Conductance = 0
                    state v : Voltage = -60 mV
                    input inhibition : Conductance into gI
                    input push : Current
                    dgI/dt = -gI / 10 ms
                    dv/dt = (10 nS * (-60 mV - v) + gI * (-80 mV - v) + push) / 200 pF
                    spike when v > -50 mV reset v = -60 mV
                    refractory 5 ms holding v
                }
                synapse Balancing {
                    state w : Conductance = 0.2 nS
                    state before : Real = 0
                    state after : Real = 0
                    dbefore/dt = -before / 20 ms
                    dafter/dt = -after / 20 ms
                    when pre then before += 1, w = max(0 nS, w + 0.01 nS * (after - 2 * 5 Hz * 20 ms))
                    when post then after += 1, w = max(0 nS, w + 0.01 nS * before)
                }
                network N {
                    population I : poissonSource(20 Hz) [200]
                    population T : Cell [60]
                    connect I -> T into inhibition by pairwise(0.5) weight 0.2 nS delay 0.5 ms plasticity Balancing
                    drive T into push by noise(200 pA, 150 pA, interval = 1 ms)
                }
                """);
        try (PopulationSimulation simulation = model.open(0.5e-3, 2)) {
            simulation.run(1, Work.NONE);
            double unbalanced = simulation.spikeCounts().get("T") / 60.0;
            simulation.run(39, Work.NONE);
            long before = simulation.spikeCounts().get("T");
            simulation.run(20, Work.NONE);
            double rate = (simulation.spikeCounts().get("T") - before) / 60.0 / 20;
            assertTrue(unbalanced > 10, "at first " + unbalanced + " Hz");
            // A spike of the target is a little more likely after a pause of its inhibition, by which it stops a little off.
            assertEquals(5, rate, 0.5, "Hz");
        }
    }

    // ---- Clopath, Büsing, Vasilaki and Gerstner

    /**
     * ClopathPoint and Clopath in ms, mV, pA, nS and pF, with spikes within steps of 0.005 ms: the weight after five pairs that began as 0.5.
     *
     * @param exact whether averages are read exactly 4 ms late, else through four filters
     */
    private static double paired(double lead, double rate, boolean exact) {
        double h = 0.005;
        double[][] past = new double[(int) (4 / h)][2];
        Arrays.fill(past, new double[] {-70.6, -70.6});
        UnaryOperator<double[]> free = y -> {
            double u = Math.min(y[0], 20);
            double seen = Math.min(y[0], 33);
            double late = exact ? seen : y[11];
            return new double[] {(30 * (-70.6 - u) + 60 * Math.exp((u - y[3]) / 2) - y[1] + y[2] + y[4]) / 281, (4 * (u + 70.6) - y[1]) / 144, -y[2] / 40,
                (-50.4 - y[3]) / 50, -y[4] / 0.5, (late - y[5]) / 10, (late - y[6]) / 7, -y[7] / 15, seen - y[8], y[8] - y[9], y[9] - y[10], y[10] - y[11]};
        };
        UnaryOperator<double[]> held = y -> {
            double[] rates = free.apply(y);
            rates[0] = 0;
            return rates;
        };
        double[] y = {-70.6, 0, 0, -50.4, 0, -70.6, -70.6, 0, -70.6, -70.6, -70.6, -70.6};
        double w = 0.5;
        double clamped = 0;
        for (int i = 0; i < Math.round((160 + 5000 / rate) / h); i++) {
            double[] read = exact ? past[i % past.length] : new double[] {y[5], y[6]};
            for (int k = 0; k < 5; k++) {
                double at = 50 + Math.rint(1000 * k / rate * 10) / 10;
                if (i == Math.round(at / h)) {
                    y[4] += 80_000;
                }
                if (i == Math.round((at - lead + 1) / h)) {
                    w = Math.max(0, w - 14e-5 * Math.max(0, read[0] + 70.6));
                    y[7] += 1;
                    y[4] += 0.01 * w;
                }
            }
            past[i % past.length] = new double[] {y[5], y[6]};
            y = moved(clamped > 0 ? held : free, y, h);
            if (clamped > 0) {
                clamped -= h;
                y[0] = clamped < h / 2 ? -49.6 : y[0];
                clamped = clamped < h / 2 ? 0 : clamped;
            } else if (y[0] > 20) {
                y[0] = 33;
                y[1] += 80.5;
                y[2] = 400;
                y[3] = 30.4;
                clamped = 2;
            }
            w += h * 8e-5 * y[7] / 15 * Math.max(0, y[0] + 45.3) * Math.max(0, (exact ? read[1] : y[6]) + 70.6);
        }
        return w;
    }

    private double learnt(double lead, double rate) {
        List<String> before = new ArrayList<>();
        List<String> fired = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            double at = 50 + Math.rint(1000 * k / rate * 10) / 10;
            before.add(String.format(Locale.ROOT, "%.1f ms", at - lead));
            fired.add(String.format(Locale.ROOT, "%.1f ms", at - 1));
        }
        PopulationModel model = model("""
                network N {
                    population S : given([%s]) [1]
                    population F : given([%s]) [1]
                    population T : ClopathPoint(unit = 0.01 pA, tauSynapse = 0.5 ms) [1]
                    connect F -> T by all() weight 8000000 delay 1 ms
                    connect S -> T by all() delay 1 ms plasticity Clopath
                }
                """.formatted(before, fired));
        try (PopulationSimulation simulation = model.open(0.02e-3, 1)) {
            simulation.run((60 + 5000 / rate + 100) * 1e-3, Work.NONE);
            assertEquals(5, simulation.spikeCounts().get("T"));
            return simulation.weights("S->T")[0];
        }
    }

    /**
     * Five pairs 10 ms apart: what comes before a spike strengthens nothing at 10 Hz, and more the faster pairs follow; what comes after it
     * weakens at low rates, and strengthens at 50 Hz. Nature Neuroscience 13, 2010, figure 2b, where the change is that of fifteen
     * times as many pairs, after Sjöström, Turrigiano and Nelson, Neuron 32, 2001.
     */
    @Test
    void pairingsDependOnTheirRateAsPublished() {
        double[] rates = {10, 20, 30, 40, 50};
        double[] forward = new double[rates.length];
        double[] backward = new double[rates.length];
        for (int k = 0; k < rates.length; k++) {
            forward[k] = learnt(10, rates[k]) - 0.5;
            backward[k] = learnt(-10, rates[k]) - 0.5;
            for (boolean exact : new boolean[] {false, true}) {
                // Filters for a fixed delay change a weight by less than a hundredth of what it is.
                double tolerance = exact ? 0.005 : 4e-4;
                assertEquals(paired(10, rates[k], exact) - 0.5, forward[k], tolerance, "10 ms before, at " + rates[k] + " Hz");
                assertEquals(paired(-10, rates[k], exact) - 0.5, backward[k], tolerance, "10 ms after, at " + rates[k] + " Hz");
            }
            assertTrue(k == 0 || forward[k] > forward[k - 1], "grows with the rate");
        }
        double share = 15 / 0.5;
        assertEquals(0, share * forward[0], 0.05, "what comes before a spike at 10 Hz");
        assertTrue(share * forward[4] > 0.4 && share * backward[0] < -0.2 && share * backward[2] < -0.2 && share * backward[4] > 0.2,
                Arrays.toString(forward) + Arrays.toString(backward));
    }

    // ---- Urbanczik and Senn

    private static final double[] ARRIVALS = {6, 11, 13, 40, 42, 47, 90, 93, 120, 124, 127, 131};

    /** In ms, mV, pA, nS and pF: the weight in pA after 300 ms, which began as 300. */
    private static double dendritic() {
        double h = 0.002;
        double[] y = {0, -70, -70, 0, 0, 300}; // current, dendrite, soma, trace of the source, what was wrong, weight
        double rest = 0;
        for (int i = 0; i < 300 / h; i++) {
            double t = i * h;
            for (double arrival : ARRIVALS) {
                if (i == Math.round(arrival / h)) {
                    y[3] += 1;
                    y[0] += y[5];
                }
            }
            double soma = t >= 80 && t < 250 ? 700 : 0;
            boolean held = rest > h / 2;
            y = moved(x -> {
                double guess = -70 + 0.75 * (x[1] + 70);
                double e = Math.exp((-55 - guess) / 3);
                return new double[] {-x[0] / 3, (-30 * (x[1] + 70) + x[0]) / 300, held ? 0 : (-30 * (x[2] + 70) + 90 * (x[1] - x[2]) + soma) / 300, -x[3] / 10,
                    -x[4] / 100 - 0.15 / (1 + 0.5 * e) * surprise(guess) * x[3], 40 * x[4] / 100};
            }, y, h);
            rest = Math.max(0, rest - h);
            if (y[2] > -65) {
                y[2] = -70;
                rest = 3;
                y[4] += surprise(-70 + 0.75 * (y[1] + 70)) * y[3];
            }
        }
        return y[5];
    }

    private static double surprise(double guess) {
        return 15 / (1 + Math.exp((-60 - guess) / 3));
    }

    /**
     * Neuron 81, 2014: a synapse of the dendrite learns by the difference between the spikes of the soma and the rate that the dendrite
     * would have made alone, through a filter of 100 ms.
     */
    @Test
    void dendritesLearnToForetellTheSoma() {
        StringBuilder spikes = new StringBuilder();
        for (double arrival : ARRIVALS) {
            spikes.append(spikes.isEmpty() ? "" : ", ").append(arrival - 1).append(" ms");
        }
        PopulationModel model = model("""
                neuron Cell {
                    state current : Current = 0
                    state dendrite : Voltage = -70 mV
                    state soma : Voltage = -70 mV
                    input I : Current into current
                    input injected : Current
                    dcurrent/dt = -current / 3 ms
                    ddendrite/dt = (30 nS * (-70 mV - dendrite) + current) / 300 pF
                    dsoma/dt = (30 nS * (-70 mV - soma) + 90 nS * (dendrite - soma) + injected) / 300 pF
                    spike when soma > -65 mV reset soma = -70 mV
                    refractory 3 ms holding soma
                }
                synapse Foretelling {
                    state w : Current = 300 pA
                    state x : Real = 0
                    state wrong : Real = 0
                    state sent : Current = 0
                    input dendrite : Voltage of target dendrite
                    let guess : Voltage = -70 mV + 0.75 * (dendrite + 70 mV)
                    let surprise : Real = 15 * sigmoid((guess + 60 mV) / 3 mV)
                    let rate : Frequency = 150 Hz / (1 + 0.5 * exp((-55 mV - guess) / 3 mV))
                    dx/dt = -x / 10 ms
                    dwrong/dt = -wrong / 100 ms - rate * surprise * x
                    dw/dt = 40 pA * wrong / 100 ms
                    when pre then sent = w
                    when pre then x += 1
                    when post then wrong += surprise * x
                    output sent
                }
                network N {
                    population S : given([[%s]]) [1]
                    population T : Cell [2]
                    connect S -> T into I by all() delay 1 ms plasticity Foretelling
                    drive T into injected by pulse(700 pA, 80 ms, 250 ms)
                }
                """.formatted(spikes));
        double right = dendritic() - 300;
        try (PopulationSimulation simulation = model.open(0.02e-3, 2)) {
            simulation.run(0.3, Work.NONE);
            assertTrue(simulation.spikeCounts().get("T") > 20, "the soma fires");
            assertEquals(right, simulation.weights("S->T")[1] * 1e12 - 300, 0.02 * Math.abs(right), "by how much the weight changed");
            assertTrue(Math.abs(right) > 10, right + " pA");
        }
    }

    // ---- Wang and Buzsáki

    private static final String INTERNEURON = """
            neuron Interneuron {
                parameter start : Voltage = -64 mV
                state v : Voltage = start
                state h : Real = 0.78
                state n : Real = 0.09
                state before : Voltage = -64 mV
                input inhibition : Current
                input gap : Current
                input constant : Current
                let x : Real = v / 1 mV
                let alphaM : Real = linoid((x + 35) / 10)
                let m : Real = alphaM / (alphaM + 4 * exp(-(x + 60) / 18))
                dv/dt = (35 mS * m ^ 3 * h * (55 mV - v) + 9 mS * n ^ 4 * (-90 mV - v) + 0.1 mS * (-65 mV - v) + inhibition + gap + constant) / 1 uF
                dh/dt = 5 kHz * (0.07 * exp(-(x + 58) / 20) * (1 - h) - h * sigmoid((x + 28) / 10))
                dn/dt = 5 kHz * (0.1 * linoid((x + 34) / 10) * (1 - n) - 0.125 * exp(-(x + 44) / 80) * n)
                next before = v
                spike when where(before > -20 mV, -20 mV, v) > -20 mV
            }
            """;

    /** Cells with a gate for each, which all others hear, and gap junctions along a ring; per cell v, h, n and the gate, in ms, mV, mS, uA and uF. */
    private static double[] interneurons(double[] y, double[] drive, double conductance, double gap) {
        int cells = drive.length;
        double[] rates = new double[y.length];
        double open = 0;
        for (int i = 0; i < cells; i++) {
            open += y[4 * i + 3];
        }
        for (int i = 0; i < cells; i++) {
            double v = y[4 * i];
            double h = y[4 * i + 1];
            double n = y[4 * i + 2];
            double am = -0.1 * (v + 35) / (Math.exp(-0.1 * (v + 35)) - 1);
            double m = am / (am + 4 * Math.exp(-(v + 60) / 18));
            double left = y[4 * ((i + cells - 1) % cells)];
            double right = y[4 * ((i + 1) % cells)];
            rates[4 * i] = -35 * m * m * m * h * (v - 55) - 9 * n * n * n * n * (v + 90) - 0.1 * (v + 65) + drive[i]
                    + conductance * (open - y[4 * i + 3]) * (-75 - v) + gap * (left + right - 2 * v);
            rates[4 * i + 1] = 5 * (0.07 * Math.exp(-(v + 58) / 20) * (1 - h) - h / (Math.exp(-0.1 * (v + 28)) + 1));
            rates[4 * i + 2] = 5 * (-0.01 * (v + 34) / (Math.exp(-0.1 * (v + 34)) - 1) * (1 - n) - 0.125 * Math.exp(-(v + 44) / 80) * n);
            rates[4 * i + 3] = 12 / (1 + Math.exp(-v / 2)) * (1 - y[4 * i + 3]) - 0.1 * y[4 * i + 3];
        }
        return rates;
    }

    /** Journal of Neuroscience 16, 1996, with electrical synapses beside inhibition: cells whose currents differ fire together in the gamma range. */
    @ParameterizedTest
    @ValueSource(ints = {12, 100})
    void interneuronsWithGapJunctionsAreTheirEquations(int cells) {
        double[] drive = new double[cells];
        double[] y = new double[4 * cells];
        StringBuilder currents = new StringBuilder();
        StringBuilder starts = new StringBuilder();
        for (int i = 0; i < cells; i++) {
            drive[i] = 1 + 0.06 * i / cells;
            currents.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.4f uA", drive[i]));
            starts.append(i == 0 ? "" : ", ").append(-70 + i % 5).append(" mV");
            y[4 * i] = -70 + i % 5;
            y[4 * i + 1] = 0.78;
            y[4 * i + 2] = 0.09;
        }
        List<List<Double>> expected = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            expected.add(new ArrayList<>());
        }
        double h = 0.005;
        for (int s = 0; s < Math.round(300 / h); s++) {
            double[] next = moved(x -> interneurons(x, drive, 0.1 / cells, 0.002), y, h);
            for (int i = 0; i < cells; i++) {
                if (y[4 * i] <= -20 && next[4 * i] > -20) {
                    expected.get(i).add((s + (-20 - y[4 * i]) / (next[4 * i] - y[4 * i])) * h);
                }
            }
            y = next;
        }
        PopulationModel model = model(INTERNEURON + """
                network N {
                    population C : Interneuron(start = [%s]) [%d]
                    connect C -> C into inhibition by all(autapses = false) weight %s uS plasticity GradedSynapse
                    connect C -> C into gap by smallWorld(2, 0) weight 2 uS plasticity GapJunction
                    drive C into constant by current([%s])
                }
                """.formatted(starts, cells, String.format(Locale.ROOT, "%.6f", 100.0 / cells), currents));
        double step = 0.01;
        try (PopulationSimulation simulation = model.open(step * 1e-3, 2)) {
            simulation.run(0.3, Work.NONE);
            double worst = 0;
            for (int i = 0; i < cells; i++) {
                List<Double> found = times(simulation, "C", i, step);
                assertEquals(expected.get(i).size(), found.size(), "spikes of cell " + i + ": " + expected.get(i) + " and " + found);
                for (int k = 0; k < found.size(); k++) {
                    worst = Math.max(worst, Math.abs(found.get(k) - expected.get(i).get(k)));
                }
            }
            assertTrue(worst < 0.1, "spikes are up to " + worst + " ms off");
            double rate = 1000 * (expected.getFirst().size() - 1) / (expected.getFirst().getLast() - expected.getFirst().getFirst());
            assertTrue(rate > 20 && rate < 80, rate + " Hz");
        }
    }
}
