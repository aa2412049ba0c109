package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.RunRecord;
import org.spikewright.testing.engine.Json;
import org.spikewright.testing.engine.SharedData;

/** What networks give is compared with what they are known to give, from arrays in a file. */
class VerifyTest {

    private static final int SAMPLES = 11;
    private static final int STEPS = 5;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private int run(String text) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        return shell.run("run", "m.spike", "--json", "m.json");
    }

    private double difference(String job) throws IOException {
        return shell.metrics("m.json", job).get("difference").getAsDouble();
    }

    private static final String MODEL = """
            package known
            network N {
                input a : [2]
                input b : [3]
                state kept : [2]
                sum = (a -> dense(2)) + (b -> dense(2, bias = false))
                next kept = kept / 2 + sum
                y = kept / 2 + sum
                output y
            }
            verify Known { network N vectors "known.npz" expect difference() <= 2e-6 }
            """;

    /** Two inputs, weights, a state and all samples and steps, computed here by hand. */
    private static Npz known(float wrong) {
        float[] a = Npz.drawn(4, "a", SAMPLES * STEPS * 2);
        float[] b = Npz.drawn(4, "b", SAMPLES * STEPS * 3);
        float[] ofA = Npz.drawn(4, "ofA", 4);
        float[] ofB = Npz.drawn(4, "ofB", 6);
        float[] bias = Npz.drawn(4, "bias", 2);
        float[] sum = new float[SAMPLES * STEPS * 2];
        float[] y = new float[sum.length];
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int j = 0; j < 2; j++) {
                double kept = 0;
                for (int t = 0; t < STEPS; t++) {
                    int row = sample * STEPS + t;
                    double now = bias[j] + ofA[2 * j] * a[2 * row] + ofA[2 * j + 1] * a[2 * row + 1];
                    for (int k = 0; k < 3; k++) {
                        now += ofB[3 * j + k] * b[3 * row + k];
                    }
                    kept = kept / 2 + now;
                    sum[2 * row + j] = (float) now;
                    y[2 * row + j] = (float) kept;
                }
            }
        }
        y[2 * (9 * STEPS + 3) + 1] += wrong;
        return new Npz().with("a", a, SAMPLES, STEPS, 2).with("b", b, SAMPLES, STEPS, 3).with("sum.1.weight", ofA, 2, 2)
                .with("sum.1.bias", bias, 2).with("sum.2.weight", ofB, 2, 3).with("sum", sum, SAMPLES, STEPS, 2)
                .with("y", y, SAMPLES, STEPS, 2);
    }

    @Test
    void everyElementOfEveryStepIsCompared() throws IOException {
        known(0).write(directory.resolve("known.npz"));
        assertEquals(ExitCode.DONE, run(MODEL), shell.out() + shell.err());
        assertTrue(difference("Known") < 2e-6, "difference " + difference("Known"));
        Path record = RunRecord.list(directory.resolve("runs")).getLast();
        assertEquals(ExitCode.DONE, shell.run("repeat", record.toString()), shell.err());

        known(0.25f).write(directory.resolve("known.npz"));
        assertTrue(run(MODEL) != ExitCode.DONE, "an expected line fails");
        assertEquals(0.25, difference("Known"), 2e-6);
        assertTrue((shell.out() + shell.err()).contains("'y' differs by at most 0.2"), shell.out() + shell.err());
        assertTrue((shell.out() + shell.err()).contains("first in element 1 of step 3 of sample 9"), shell.out() + shell.err());
        assertTrue(shell.run("repeat", record.toString()) != ExitCode.DONE, "the file is another");
    }

    @Test
    void whatDoesNotFitIsSaidWhereItStands() throws IOException {
        shell.finds(MODEL.replace("vectors \"known.npz\"", ""), "'Known' has no file of arrays");
        known(0).with("y", new float[SAMPLES * STEPS * 3], SAMPLES, STEPS, 3).write(directory.resolve("known.npz"));
        shell.finds(MODEL, "m.spike:11:34: error: SW302: known.npz does not go with 'N': 'y' is [2], but the array is [11, 5, 3]");
        assertTrue(run(MODEL) != ExitCode.DONE);
        known(0).with("b", new float[SAMPLES * 3], SAMPLES, 1, 3).write(directory.resolve("known.npz"));
        shell.finds(MODEL, "the array of 'b' has 11 samples of 1 steps, but that of 'a' has 11 of 5");
        known(0).with("sum.1.weight", new float[4], 4, 1).write(directory.resolve("known.npz"));
        shell.finds(MODEL, "'sum.1.weight' is [2, 2], but the array is [4, 1]");
        known(0).with("hidden", new float[1], 1).write(directory.resolve("known.npz"));
        shell.finds(MODEL, "'N' has no input, weights or layer 'hidden'");
        new Npz().with("a", new float[2], 2).write(directory.resolve("known.npz"));
        shell.finds(MODEL, "there is no array for the input 'b'");
        known(0).with("a", new float[] {Float.NaN}, 1).write(directory.resolve("known.npz"));
        shell.finds(MODEL, "'a' is [2], but the array is [1]");
        float[] strange = Npz.drawn(4, "a", SAMPLES * STEPS * 2);
        strange[7] = Float.NaN;
        known(0).with("a", strange, SAMPLES, STEPS, 2).write(directory.resolve("known.npz"));
        assertTrue(run(MODEL) != ExitCode.DONE);
        assertTrue(shell.err().contains("is NaN in step"), shell.err());
        Files.write(directory.resolve("known.npz"), new byte[] {'P', 'K', 3, 4, 7});
        shell.finds(MODEL, "known.npz does not go with 'N'");
        Files.delete(directory.resolve("known.npz"));
        assertTrue(run(MODEL) != ExitCode.DONE);
        assertTrue(shell.err().contains("there is no file") && shell.err().contains("known.npz"), shell.err());
        assertFalse(shell.err().contains("\tat "), shell.err());
    }

    /** Weights of a training: what an evaluation of its network gives is known from its record. */
    @Test
    void weightsMayComeFromATraining() throws IOException {
        float[] x = Npz.drawn(4, "x", 40);
        float[] wanted = new float[40];
        for (int i = 0; i < 40; i++) {
            wanted[i] = 3 * x[i] - 1;
        }
        new Npz().with("x", x, 40, 1).with("y", wanted, 40, 1).write(directory.resolve("d.npz"));
        new Npz().with("x", new float[] {2, -1}, 2, 1, 1).with("line", new float[] {5, -4}, 2, 1, 1).write(directory.resolve("known.npz"));
        assertEquals(ExitCode.DONE, run("package known\nnetwork N { input x : [1] line = x -> dense(1) output line }\n"
                + "dataset D { read arrays(\"d.npz\") field x : Signal [1] field y : Target [1] encode direct(1) }\n"
                + "train Learn { network N data D loss meanSquaredError() optimizer adam(0.05) batch 8 epochs 200 schedule cosine() }\n"
                + "verify Known { network N from Learn vectors \"known.npz\" expect difference() <= 0.01 }\n"), shell.out() + shell.err());
        assertTrue(difference("Known") > 0, "learnt weights are not exact");
    }

    private static Npz array(Npz file, String name, Json golden, int... extents) {
        double[] values = golden.get("data").numbers();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return file.with(name, floats, extents);
    }

    /** One update of a modern Hopfield network after the other, at three temperatures. */
    @Test
    void updatesOfHopfieldNetworks() throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/hopfield_update.json"));
        for (int beta : new int[] {1, 4, 16}) {
            double[] trajectory = golden.get("beta" + beta).get("trajectory").get("data").numbers();
            int updates = trajectory.length / 6 - 1;
            float[] before = new float[6 * updates];
            float[] after = new float[6 * updates];
            for (int i = 0; i < before.length; i++) {
                before[i] = (float) trajectory[i];
                after[i] = (float) trajectory[i + 6];
            }
            array(new Npz().with("x", before, updates, 1, 6).with("y.y", after, updates, 1, 6), "y.memory.value", golden.get("K"), 5, 6)
                    .write(directory.resolve("known.npz"));
            assertEquals(ExitCode.DONE, run("package known\nimport std.block.*\nnetwork N { input x : [6] y = x -> HopfieldLookup(5, beta = " + beta
                    + ") output y }\nverify Known { network N vectors \"known.npz\" expect difference() <= 1e-6 }\n"), shell.out() + shell.err());
        }
    }

    /** Delays that are places of bells in a kernel over time, which reads its newest step last. */
    @Test
    void delaysThatAreLearnt() throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/dcls_delay_layer.json"));
        int taps = 25;
        int steps = 52;
        double[] places = golden.get("P").get("data").numbers();
        double[] received = golden.get("x").get("data").numbers();
        double[] given = golden.get("conv").get("data").numbers();
        float[] delays = new float[12];
        float[] numbers = new float[taps];
        float[] x = new float[steps * 4];
        float[] y = new float[steps * 3];
        for (int i = 0; i < delays.length; i++) {
            delays[i] = (float) (taps - 1 - (places[i] + taps / 2));
        }
        for (int k = 0; k < taps; k++) {
            numbers[k] = k;
        }
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < 4; i++) {
                x[4 * t + i] = t < 40 ? (float) received[40 * i + t] : 0;
            }
            for (int i = 0; i < 3; i++) {
                y[3 * t + i] = (float) given[steps * i + t];
            }
        }
        Npz file = new Npz().with("x", x, steps, 4).with("y.y", y, steps, 3).with("y.delayed.value", delays, 3, 4, 1)
                .with("y.steps.value", numbers, 1, 1, taps);
        array(file, "y.weight.value", golden.get("W"), 3, 4, 1).write(directory.resolve("known.npz"));
        // A bell of width 0.23 is one of 0.5 there: 0.27 are added.
        assertEquals(ExitCode.DONE, run("package known\nimport std.block.*\nnetwork N { input x : [4] y = x -> DelayedDense(3, 25, sigma = 0.5) output y }\n"
                + "verify Known { network N vectors \"known.npz\" expect difference() <= 1e-5 }\n"), shell.out() + shell.err());
    }

    /** A small expressive leaky memory neuron of its authors' code, whose step is 2 ms. */
    @Test
    void anExpressiveLeakyMemoryNeuron() throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/elm_small_v1.json"));
        Json state = golden.get("state");
        double[] kept = state.get("kappa_m").get("data").numbers();
        float[] tau = new float[kept.length];
        for (int i = 0; i < tau.length; i++) {
            tau[i] = (float) (-2 / Math.log(kept[i]));
        }
        Npz file = new Npz().with("tau.value", tau, 4);
        array(file, "x", golden.get("x"), 1, 12, 6);
        array(file, "y", golden.get("y"), 1, 12, 3);
        array(file, "weight.value", state.get("_proto_w_s"), 6);
        array(file, "change.dense.weight", state.get("mlp.network.0.weight"), 8, 10);
        array(file, "change.dense.bias", state.get("mlp.network.0.bias"), 8);
        array(file, "change.dense2.weight", state.get("mlp.network.2.weight"), 4, 8);
        array(file, "change.dense2.bias", state.get("mlp.network.2.bias"), 4);
        array(file, "y.weight", state.get("w_y.weight"), 3, 4);
        array(file, "y.bias", state.get("w_y.bias"), 3).write(directory.resolve("known.npz"));
        assertEquals(ExitCode.DONE, run("""
                package known
                function saturated(x : Real) : Real = 1.7159 * tanh(2 * x / 3)
                network Elm {
                    input x : [6]
                    tensor weight : [6] = learned(0.5)
                    tensor tau : [4] = learned(1)
                    state trace : [6]
                    state m : [4]
                    now = exp(-2 / 5) * trace + relu(weight) * x
                    next trace = now
                    change = [now, exp(-2 / tau) * m] -> concat -> dense(8) -> relu -> dense(4) -> saturated
                    memory = exp(-2 / tau) * m + 5 * (1 - exp(-2 / tau)) * change
                    next m = memory
                    y = memory -> dense(3)
                    output y
                }
                verify Known { network Elm vectors "known.npz" expect difference() <= 1e-5 }
                """), shell.out() + shell.err());
    }
}
