package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.RunRecord;

/** Neurons, synapses and runs as they are written by those who simulate, with values worked out by hand. */
class NeuronsInUseTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private JsonObject run(String text) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        assertEquals(ExitCode.DONE, shell.run("run", "m.spike", "--json", "m.json"), shell.err());
        return shell.metrics("m.json", "S");
    }

    /** What the only recorder of states sampled. */
    private float[] sampled() throws IOException {
        PopulationReader reader = RunRecord.open(RunRecord.list(directory.resolve("runs")).getLast()).readPopulations("S").orElseThrow();
        float[][] samples = reader.samples(0, 0);
        float[] first = new float[samples.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = samples[i][0];
        }
        return first;
    }

    @Test
    void aBoundThatCountsCounts() throws IOException {
        JsonObject metrics = run("""
                package m
                neuron Resting { state v : Real = 0 state rest : Time = 0 ms input I : Real
                    next v = v + I  next rest = max(0, rest - dt)
                    spike when v > 1 and rest <= 0 ms reset v = 0, rest = 2 ms }
                neuron Half { state v : Real = 0 state rest : Time = 0 ms input I : Real
                    next v = v + I  next rest = max(0, rest - dt)
                    spike when v > 1 and rest < dt / 2 reset v = 0, rest = 2 ms }
                neuron Counter { state count : Real = 0 input I : Real next count = count + I spike when count >= 3 reset count = 0 }
                neuron At { state v : Real = 0 input I : Real next v = v + I spike when v >= 1 reset v = 0 }
                neuron Above { state v : Real = 0 input I : Real next v = v + I spike when v > 1 reset v = 0 }
                network N {
                    population A : Resting [1] population B : Half [1] population C : Counter [1] population D : At [1] population E : Above [1]
                    drive A, B by current(0.3)  drive C by current(1)  drive D, E by current(0.25)
                }
                simulate S { network N time 40 ms step 1 ms }
                """);
        assertEquals(10, metrics.get("spikes.A").getAsInt());
        assertEquals(10, metrics.get("spikes.B").getAsInt());
        assertEquals(13, metrics.get("spikes.C").getAsInt(), "every third of 40 steps");
        assertEquals(10, metrics.get("spikes.D").getAsInt(), "every fourth step");
        assertEquals(8, metrics.get("spikes.E").getAsInt(), "every fifth step");
    }

    @Test
    void aClockOfFourStepsHasAPeriodOfFour() throws IOException {
        run("""
                package m
                neuron Clock { parameter period : Real = 4 state clock : Real = 0 input I : Real
                    next clock = where(clock + 1 >= period, 0 * I, clock + 1)  output clock }
                network N { population A : Clock [1] drive A by current(1) }
                simulate S { network N time 10 ms step 1 ms record [states(A, clock)] }
                """);
        assertArrayEquals(new float[] {1, 2, 3, 0, 1, 2, 3, 0, 1, 2}, sampled());
    }

    @Test
    void aStateMayHaveTheNameOfAStreamAndAStreamAnyName() throws IOException {
        JsonObject metrics = run("""
                package m
                neuron Noisy { state mother : Real = 0 state other : Real = 0 input I : Real
                    next mother = uniformNoise("mother") + 0 * I
                    next other = uniformNoise("mother") + 0 * uniformNoise("a; b() /* \\" */ c")
                    spike when where(mother > other, mother - other, other - mother) > 0 }
                network N { population A : Noisy [50] drive A by current(0) }
                simulate S { network N time 20 ms step 1 ms }
                """);
        assertEquals(0, metrics.get("spikes.A").getAsInt(), "both states take the numbers of one stream");
    }

    /** What arrives is the weight that is recorded, in any unit and beside synapses of any other size. */
    @Test
    void weightsThatLearnArriveAsTheyAre() throws IOException {
        run("""
                package m
                neuron Sum { state v : Current = 0 pA input I : Current into v next v = v spike when v > 1 A }
                synapse Depressing { parameter A : Current = 100 pA state w : Current = 100 pA state missing : Real = 0
                    dmissing/dt = -missing / 500 ms
                    when pre then w = A * (1 - missing), missing += 0.5 * (1 - missing) }
                synapse Silent { parameter most : Current = 5 nA state w : Current = 1 nA when pre then w = min(most, 1.5 * w) }
                network N {
                    population S : given([[10 ms, 20 ms, 30 ms, 40 ms]]) [1]
                    population Quiet : given([[]]) [1]
                    population T : Sum [1]
                    connect S -> T by all() plasticity Depressing
                    connect Quiet -> T by all() plasticity Silent
                }
                simulate S { network N time 60 ms step 0.1 ms record [states(T, v, interval = 60 ms)] }
                """);
        double missing = 0;
        double sum = 0;
        for (int spike = 0; spike < 4; spike++) {
            missing *= spike == 0 ? 1 : Math.exp(-10.0 / 500);
            sum += 100e-12 * (1 - missing);
            missing += 0.5 * (1 - missing);
        }
        assertEquals(sum, sampled()[0], 1e-6 * sum);
    }

    @Test
    void whatASynapseSendsHasNoLimitThatNobodyGave() throws IOException {
        run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v spike when v > 1000 }
                synapse Growing { state w : Real = 0 when pre then w += 0.01 }
                network N {
                    population S : given([[1 ms, 2 ms, 3 ms, 4 ms]]) [1]
                    population T : Sum [1]
                    connect S -> T by all() weight 0 delay 1 ms plasticity Growing
                }
                simulate S { network N time 10 ms step 1 ms record [states(T, v, interval = 10 ms)] }
                """);
        assertEquals(0.01 + 0.02 + 0.03 + 0.04, sampled()[0], 1e-6);
    }

    @Test
    void aWeightMayOutgrowAllThatStandsInTheModel() throws IOException {
        run("""
                package m
                neuron Sum { state v : Current = 0 pA input I : Current into v next v = v spike when v > 1 A }
                synapse Potentiating { state w : Current = 10 pA when pre then w = 3 * w }
                network N {
                    population S : given([[1 ms, 2 ms, 3 ms, 4 ms, 5 ms, 6 ms, 7 ms, 8 ms, 9 ms]]) [1]
                    population T : Sum [1]
                    connect S -> T by all() plasticity Potentiating
                }
                simulate S { network N time 20 ms step 1 ms record [states(T, v, interval = 20 ms)] }
                """);
        double sum = 10e-12 * 3 * (Math.pow(3, 9) - 1) / 2;
        assertEquals(sum, sampled()[0], 1e-6 * sum);
    }

    @Test
    void aSynapseThatSaysItsWeightStartsThere() throws IOException {
        JsonObject metrics = run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v spike when v > 1000 }
                synapse Kept { state w : Real = 0.25 when pre then w = 1 * w }
                network N {
                    population S : given([[1 ms]]) [1] population T : Sum [3]
                    connect S -> T by all() plasticity Kept
                }
                simulate S { network N time 5 ms step 1 ms }
                """);
        assertEquals(0.25, metrics.get("weight.mean.S->T").getAsDouble(), 1e-6);
    }

    /** A run may be as short as its step, and settle for times that are no multiples of it. */
    @ParameterizedTest
    @CsvSource({"2 ms, 0.1 ms, 0 ms, 2e-3", "0.1 ms, 0.1 ms, 0 ms, 1e-4", "2.9 ms, 0.1 ms, 0 ms, 2.9e-3", "10 ms, 1 ms, 0.5 ms, 10e-3",
        "100 ms, 1 ms, 0.6 ms, 0.1"})
    void shortRunsAndOddSettling(String time, String step, String settle, double seconds) throws IOException {
        JsonObject metrics = run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v spike when v > 1000 }
                network N { population S : poissonSource(500 Hz) [40] population T : Sum [1] connect S -> T by all() weight 1 }
                simulate S { network N time %s step %s settle %s }
                """.formatted(time, step, settle));
        assertEquals(seconds, metrics.get("time.seconds").getAsDouble(), 1e-9);
        assertEquals(metrics.get("spikes.S").getAsDouble() / (40 * seconds), metrics.get("rate.hertz.S").getAsDouble(), 1e-6);
    }

    @Test
    void aRunThatStopsAtOnceEnds() throws IOException {
        run("""
                package m
                neuron Sum { state v : Real = 0 input I : Real into v next v = v spike when v > 1000 }
                network N { population S : poissonSource(500 Hz) [40] population T : Sum [1] connect S -> T by all() weight 1 }
                simulate S { network N time 1000 ms settle 50 ms stop [spikesReach(S, 100)] }
                """);
    }

    @Test
    void aStateThatIsInfiniteIsSaidToBe() throws IOException {
        Files.writeString(directory.resolve("m.spike"), """
                package m
                neuron Away { state v : Real = 1 input I : Real next v = 1e10 * v + I spike when v < 0 }
                network N { population A : Away [3] drive A by current(1) }
                simulate S { network N time 200 ms step 1 ms }
                """);
        assertEquals(ExitCode.FAILED, shell.run("run", "m.spike"));
        assertTrue(shell.err().contains("state v of neuron 0 of population A is infinite"), shell.err());
    }

    /** Coupled compartments: while one is held, the other moves as the held potential says, exactly for linear equations. */
    @ParameterizedTest
    @CsvSource({"1, automatic", "0.1, automatic", "0.1, rk4", "0.01, 'rk45(1e-6, 1e-12)'"})
    void whatIsHeldIsHeldForTheOthersToo(double step, String solver) throws IOException {
        run("""
                package m
                neuron Two { parameter g : Real = 5 parameter tau : Time = 10 ms
                    state v : Voltage = -50 mV state d : Voltage = -70 mV input I : Voltage into v
                    dv/dt = (-70 mV - v + g * (d - v)) / tau
                    dd/dt = (-70 mV - d + g * (v - d)) / tau%s
                    spike when v > -62 mV reset v = -65 mV, d = -70 mV refractory 5 ms holding v%s }
                network N { population T : Two [1] drive T by current(0 mV) }
                simulate S { network N time 6 ms step %s ms record [states(T, d, interval = 1 ms)] }
                """.formatted(solver.startsWith("rk45") ? " * (1 + 0 * v / 1 V)" : "", solver.equals("automatic") ? "" : " solver " + solver, step));
        float[] d = sampled();
        double rest = (-70 + 5 * -65) / 6.0;
        for (int ms = 1; ms <= 4; ms++) {
            // The neuron fires in the first step and is held from its end on.
            double expected = rest + (-70 - rest) * Math.exp(-0.6 * (ms + 1 - step));
            assertEquals(expected, d[ms] * 1e3, 2e-4, "after " + (ms + 1) + " ms");
        }
    }

    private static float last(PopulationReader reader, int recorder) throws IOException {
        return reader.samples(reader.chunks() - 1, recorder)[0][0];
    }

    /** States whose change in a step is lost in single precision. */
    @ParameterizedTest
    @CsvSource({"0.5", "0.1", "0.02"})
    void slowStatesMoveAsTheyShould(double step) throws IOException {
        JsonObject metrics = run("""
                package m
                neuron Slow { state theta : Voltage = 20 mV state t : Time = 0 s state a : Real = 1 state b : Real = 1 input I : Real
                    dtheta/dt = -theta / 1e7 ms  next t = t + dt  da/dt = -a / 1000 s  db/dt = -b * b / 1000 s  output a }
                synapse Drift { state w : Real = 6 dw/dt = 0.01 / 1 s }
                neuron Sum { state v : Real = 0 input I : Real into v next v = v spike when v > 1000 }
                network N { population T : Slow [1] drive T by current(0) population Quiet : given([[]]) [1] population U : Sum [1]
                    connect Quiet -> U by all() plasticity Drift }
                simulate S { network N time 20 s step %s ms record [states(T, theta, interval = 20 s), states(T, t, interval = 20 s),
                    states(T, a, interval = 20 s), states(T, b, interval = 20 s)] }
                """.formatted(step));
        PopulationReader reader = RunRecord.open(RunRecord.list(directory.resolve("runs")).getLast()).readPopulations("S").orElseThrow();
        assertEquals(0.02 * Math.exp(-20 / 1e4), last(reader, 0), 0.02 * 2e-7, "theta");
        assertEquals(20, last(reader, 1), 20 * 2e-7, "clock");
        assertEquals(Math.exp(-0.02), last(reader, 2), 2e-7, "a");
        assertEquals(1 / 1.02, last(reader, 3), 2e-7, "b");
        assertEquals(6.2, metrics.get("weight.mean.Quiet->U").getAsDouble(), 6.2 * 2e-7, "a weight that drifts");
    }

    /** A potential that swings ever wider is far from all numbers of its model long before it is infinite; what only counts is not. */
    @Test
    void aRunWhoseStatesLeaveTheirModelStops() throws IOException {
        Files.writeString(directory.resolve("m.spike"), """
                package m
                neuron Counter { state n : Real = 0 state sum : Voltage = 0 mV input I : Voltage into sum
                    next n = n + 1e6  next sum = sum + 0.1 mV }
                neuron Swing { state v : Voltage = 1 mV input I : Voltage into v next v = -1.05 * v spike when v > 20 mV reset v = v }
                network N { population C : Counter [1] population U : Swing [3] drive U by current(0 mV) drive C by current(0 mV) }
                simulate S { network N time 1 s step 0.1 ms }
                """);
        assertEquals(ExitCode.FAILED, shell.run("run", "m.spike", "--json", "m.json"));
        assertTrue(shell.err().matches("(?s).*S: state v of neuron 0 of population U has grown to \\S+ .* at 0\\.0\\d+ s.*take a shorter step\\s*"),
                shell.err());
    }
}
