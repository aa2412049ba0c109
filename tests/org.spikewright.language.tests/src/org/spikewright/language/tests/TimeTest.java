package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Work;
import org.spikewright.simulate.population.PopulationSimulation;

/** What changes in time is taken at the start of each step, in drives and in equations, as its formula or its list says. */
class TimeTest {

    private static final double DT = 1e-4;

    @TempDir
    Path folder;

    private PopulationModel driven(String drive, int size) {
        return new PopulationModel(folder, "package values network N { population T : Sum [" + size + "] " + drive + " }");
    }

    /** What a drive brings in each of the first steps. */
    private double[] course(String amplitude, int steps) {
        double[] values = new double[steps];
        try (PopulationSimulation simulation = driven("drive T into held by current(" + amplitude + ")", 3).open(DT, 2)) {
            for (int k = 0; k < steps; k++) {
                simulation.step();
                values[k] = simulation.state("T", "last")[1];
            }
        }
        return values;
    }

    @Test
    void aSineIsTakenAtTheStartOfEachStep() {
        double[] values = course("2 + sin(2 * pi * 10 Hz * time)", 1000);
        for (int k = 0; k < values.length; k++) {
            assertEquals(2 + Math.sin(2 * Math.PI * 10 * k * DT), values[k], 1e-6);
        }
    }

    /** Comparisons with multiples of the step hold in the step that starts there, whatever they are in binary. */
    @Test
    void boundsOnTheGridAreMet() {
        for (int from : new int[] {0, 3, 6, 7, 12, 19, 23, 29, 35, 41, 55, 57}) {
            double[] values = course("where(time >= " + from + " * 0.1 ms and time < " + (from + 2) + " * 0.1 ms, 1, 0)", 64);
            double[] stepwise = course("stepwise([" + from / 10.0 + " ms, " + (from + 2) / 10.0 + " ms], [1, 0])", 64);
            double[] pulse = course("1) drive T into held by pulse(1, " + from / 10.0 + " ms, " + (from + 2) / 10.0 + " ms", 64);
            for (int k = 0; k < 64; k++) {
                double expected = k == from || k == from + 1 ? 1 : 0;
                assertEquals(expected, values[k], "where from " + from + " in step " + k);
                assertEquals(expected, stepwise[k], "stepwise from " + from + " in step " + k);
                assertEquals(1 + expected, pulse[k], "pulse from " + from + " in step " + k);
            }
        }
    }

    @Test
    void listsHoldFromEachTimeToTheNextAndMayRepeat() {
        double[] once = course("stepwise([0.2 ms, 0.5 ms, 0.7 ms], [3, 5, 0])", 10);
        assertArrayEquals(new double[] {0, 0, 3, 3, 3, 5, 5, 0, 0, 0}, once);
        double[] again = course("stepwise([0 ms, 0.1 ms], [1, 2], phase(0.3 ms))", 9);
        assertArrayEquals(new double[] {1, 2, 2, 1, 2, 2, 1, 2, 2}, again);
    }

    @Test
    void tracesHoldARowForEachStepAndEndWithZero() throws IOException {
        Files.writeString(folder.resolve("trace.csv"), "1\n2\n3\n");
        assertArrayEquals(new double[] {2, 2, 4, 4, 6, 6, 0, 0}, course("2 * trace(\"trace.csv\", 0.2 ms)", 8));
        Files.write(folder.resolve("trace.npy"), ValuesTest.npy(new double[][] {{1, 10, 100}, {2, 20, 200}}, false));
        try (PopulationSimulation simulation = driven("drive T into held by current(trace(\"trace.npy\", 0.1 ms) + index)", 3).open(DT, 3)) {
            simulation.step();
            assertArrayEquals(new float[] {1, 11, 102}, simulation.state("T", "last"));
            simulation.step();
            assertArrayEquals(new float[] {2, 21, 202}, simulation.state("T", "last"));
        }
    }

    /** Values that differ and change at once: each neuron's own phase. */
    @Test
    void eachNeuronMayHaveACourseOfItsOwn() {
        float[] values = driven("drive T into held by current(sin(2 * pi * (10 Hz * time + index / 4)))", 4).state("T", "last", DT, 251 * DT);
        for (int j = 0; j < 4; j++) {
            assertEquals(Math.sin(2 * Math.PI * (10 * 250 * DT + j / 4.0)), values[j], 1e-6);
        }
    }

    /** Several spikes a step: the mean of an inhomogeneous process is the integral of its rate, and so is its variance. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1 kHz * (1 + 0.5 * sin(2 * pi * 25 Hz * time)) | 10",
            "100 kHz * (1 + sin(2 * pi * 25 Hz * time)) | 10",
            "where(index < 1000, 20 kHz, 40 kHz) * stepwise([0 ms, 5 ms], [1, 0]) | 5",
            "stepwise([2 ms, 4 ms], [30 kHz, 0 kHz]) | 10"})
    void ratesThatChangeBringTheirIntegral(String rate, int milliseconds) {
        int size = 2000;
        double seconds = milliseconds * 1e-3;
        float[] counts = driven("drive T by poisson(" + rate + ") weight 1", size).state("T", "total", DT, seconds);
        double expected = 0;
        int steps = (int) Math.round(seconds / DT);
        for (int k = 0; k < steps; k++) {
            double t = k * DT;
            expected += DT * switch (rate.charAt(0)) {
                case '1' -> rate.startsWith("1 kHz") ? 1000 * (1 + 0.5 * Math.sin(2 * Math.PI * 25 * t)) : 1e5 * (1 + Math.sin(2 * Math.PI * 25 * t));
                case 'w' -> k < 50 ? 30_000 : 0;
                default -> k >= 20 && k < 40 ? 30_000 : 0;
            };
        }
        assertEquals(expected, PopulationModel.mean(counts), 5 * Math.sqrt(expected / size) + (rate.charAt(0) == 'w' ? 0.5 : 0), rate);
        double spread = rate.charAt(0) == 'w' ? Math.sqrt(expected + Math.pow(10_000 * 5e-3, 2)) : Math.sqrt(expected);
        assertEquals(spread, PopulationModel.deviation(counts), 0.08 * spread, rate);
    }

    /** In equations: the clock itself, terms of it, and terms with a neuron's own parameter. */
    @Test
    void equationsSeeTheTimeAtTheStartOfTheStep() {
        String neuron = "neuron Clocked { parameter f : Frequency = 10 Hz state t : Time = 0 ms state wave : Real = 0 state x : Real = 0 input I : Real "
                + "next t = time + 0 * t next wave = sin(2 * pi * f * time) + 0 * wave + 0 * I dx/dt = cos(2 * pi * 10 Hz * time) / 1 ms - x / 1 s } ";
        PopulationModel model = new PopulationModel(folder, "package values " + neuron
                + "network N { population T : Clocked(f = 10 Hz + index * 1 Hz) [3] drive T by current(0) }");
        float[] t = model.state("T", "t", DT, 124 * DT);
        float[] wave = model.state("T", "wave", DT, 124 * DT);
        float[] x = model.state("T", "x", DT, 124 * DT);
        // x moves exactly under what is held over each step.
        double expected = 0;
        for (int k = 0; k < 124; k++) {
            double held = Math.cos(2 * Math.PI * 10 * k * DT) / 1e-3;
            expected = expected * Math.exp(-DT) + held * -Math.expm1(-DT);
        }
        for (int j = 0; j < 3; j++) {
            assertEquals(123 * DT, t[j], 1e-8);
            assertEquals(Math.sin(2 * Math.PI * (10 + j) * 123 * DT), wave[j], 1e-6);
            assertEquals(expected, x[j], 1e-4 * Math.abs(expected));
        }
    }

    /** After a million steps, a float that adds steps up is off by hundreds of them; the engine's clock is not. */
    @Test
    void theClockStaysRightInALongRun() {
        String neuron = "neuron Clocked { state t : Time = 0 ms state phase10 : Real = 0 input I : Real next t = time + 0 * t "
                + "next phase10 = sin(2 * pi * 10 Hz * time) + 0 * phase10 + 0 * I } ";
        try (PopulationSimulation simulation = new PopulationModel(folder, "package values " + neuron
                + "network N { population T : Clocked [2] drive T by current(0) }").open(DT, 1)) {
            simulation.run(1_000_001 * DT, Work.NONE);
            assertEquals(100, simulation.state("T", "t")[1], 1e-5);
            simulation.run(0.02, Work.NONE);
            assertEquals(Math.sin(2 * Math.PI * 10 * 1_000_200 * DT), simulation.state("T", "phase10")[1], 1e-6);
        }
    }

    /** A state may be called time: it is then the neuron's own. */
    @Test
    void aStateThatIsCalledTimeIsItself() {
        float[] own = new PopulationModel(folder, "package values neuron Own { state time : Real = 5 input I : Real next time = time + 1 + 0 * I } "
                + "network N { population T : Own [1] drive T by current(0) }").state("T", "time", DT, 3 * DT);
        assertArrayEquals(new float[] {8}, own);
    }

    @Test
    void correlatedInputHasTheCorrelationThatItSays() {
        int size = 300;
        int steps = 2000;
        for (String drive : List.of("drive T into held by noise(1, 2, 0.1 ms, 0.3)", "drive T by poisson(5 kHz, 0.3) weight 1")) {
            boolean isNoise = drive.contains("noise");
            double[] sums = new double[steps];
            double own = 0;
            float[] before = new float[size];
            try (PopulationSimulation simulation = driven(drive, size).open(DT, 2)) {
                for (int k = 0; k < steps; k++) {
                    simulation.step();
                    float[] now = simulation.state("T", isNoise ? "last" : "total");
                    for (int j = 0; j < size; j++) {
                        double value = isNoise ? now[j] - 1 : now[j] - before[j] - 0.5;
                        sums[k] += value;
                        own += value * value;
                    }
                    before = now;
                }
            }
            double all = 0;
            for (double sum : sums) {
                all += sum * sum;
            }
            // The variance of a sum of n numbers of variance v and correlation c is n v (1 + (n - 1) c).
            double variance = own / steps / size;
            double correlation = (all / steps / size / variance - 1) / (size - 1);
            assertEquals(isNoise ? 4 : 0.5, variance, isNoise ? 0.35 : 0.05, drive);
            assertEquals(0.3, correlation, 0.04, drive);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "drive T by poisson(1 kHz * sin(2 * pi * 10 Hz * time)) weight 1 | SW207 | keep it within bounds, as in max(0 Hz, …)",
            "drive T into held by current(t / 1 ms) | SW101 | did you mean 'time'?",
            "drive T into held by current(stepwise([0 ms, 1 ms], [1])) | SW305 | give as many",
            "drive T into held by current(stepwise([1 ms, 0 ms], [1, 2])) | SW305 | must ascend",
            "drive T into held by current(stepwise([0, 1], [1, 2])) | SW201 | is a Time",
            "drive T by spikes([1 ms]) weight time / 1 ms | SW202 | depends on time",
            "drive T by spikes([1]) weight 1 | SW201 | is a Time"})
    void whatCannotBeIsSaidWhereItStands(String drive, String code, String words) {
        List<String> findings = driven(drive, 3).findings();
        assertTrue(findings.stream().anyMatch(finding -> finding.contains(code) && finding.contains(words)), findings.toString());
        assertTrue(findings.size() == 1 || drive.contains("[0, 1]"), findings.toString());
    }
}
