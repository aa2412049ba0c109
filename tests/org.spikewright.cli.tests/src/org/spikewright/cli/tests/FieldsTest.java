package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.RunRecord;

/** Samples of several fields: inputs by their names, and numbers that are right in place of classes. */
class FieldsTest {

    private static final int SAMPLES = 250;
    /** Of all samples a fifth is to be tested on. */
    private static final int STEPS = 6;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private JsonObject trained(String text) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        assertEquals(ExitCode.DONE, shell.run("check", "m.spike"), shell.out() + shell.err());
        assertFalse(shell.out().contains("warning") || shell.out().contains("error"), shell.out());
        assertEquals(ExitCode.DONE, shell.run("run", "m.spike", "--json", "m.json"), shell.err());
        return shell.metrics("m.json", "Learn");
    }

    /** What two inputs give is a linear function of both; only the one with the right weights at the right input has no loss. */
    @Test
    void numbersFollowFromTwoInputs() throws IOException {
        float[] a = Npz.drawn(3, "a", SAMPLES * 3);
        float[] b = Npz.drawn(3, "b", SAMPLES * 2);
        float[] sum = new float[SAMPLES * 2];
        for (int i = 0; i < SAMPLES; i++) {
            sum[2 * i] = a[3 * i] - 2 * a[3 * i + 2] + 3 * b[2 * i + 1];
            sum[2 * i + 1] = 0.5f * a[3 * i + 1] - b[2 * i] + 0.25f;
        }
        new Npz().with("left", a, SAMPLES, 3).with("right", b, SAMPLES, 2).with("wanted", sum, SAMPLES, 2).write(directory.resolve("d.npz"));
        String text = "package fields\nnetwork N { input right : [2] input left : [3] y = (left -> dense(2)) + (right -> dense(2, bias = false)) output y }\n"
                + "dataset D { read arrays(\"d.npz\") field left : Signal [3] field right : Signal [2] field wanted : Target [2] encode direct(1) }\n"
                + "train Learn { network N data D loss %s optimizer adam(0.03) batch 25 epochs 120 schedule cosine() expect loss() <= 1e-4 }\n"
                + "evaluate Test { network N from Learn expect loss() <= 1e-4 }\n";
        JsonObject metrics = trained(text.formatted("meanSquaredError()"));
        assertTrue(metrics.get("test.loss").getAsDouble() < 1e-4, metrics.toString());
        assertFalse(metrics.has("test.accuracy") || metrics.has("train.accuracy"), metrics.toString());
        assertEquals(metrics.get("test.loss"), shell.metrics("m.json", "Test").get("test.loss"));
        assertFalse(shell.metrics("m.json", "Test").has("test.accuracy"));
        Path record = RunRecord.list(directory.resolve("runs")).getLast();
        assertEquals(ExitCode.DONE, shell.run("repeat", record.toString()), shell.err());
        assertFalse(Files.readString(record.resolve("report.html")).contains("Accuracy"));

        shell.finds(text.formatted("crossEntropy()"), "this loss compares with classes, but 'D' gives numbers as what is right, 'wanted'");
        shell.finds(text.formatted("meanSquaredError() clip byNorm()").replace("expect loss()", "expect accuracy()"), "accuracy");
        shell.finds(text.formatted("huber()").replace("field right", "field other"), "'D' has no field for the input 'right' of 'N'; its fields are left, other");
        shell.finds(text.formatted("huber()").replace("field right : Signal [2]", "field right : Signal [4]"),
                "'right' of 'D' is [4], but the input 'right' of 'N' is [2]");
        shell.finds(text.formatted("huber()").replace("Target [2]", "Target [3]"), "'wanted' of 'D' has 3 numbers, but the output of 'N' is [2]");
        shell.finds(text.formatted("huber()").replace("arrays(\"d.npz\")", "images()"), "are read from arrays only yet");
        shell.finds(text.formatted("huber()") + "simulate Show { network N from Learn }\n", "no engine does this with samples without classes yet");
        Files.writeString(directory.resolve("m.spike"), text.formatted("huber()"));
        new Npz().with("left", a, SAMPLES, 3).with("right", b, 2 * SAMPLES, 1).with("wanted", sum, SAMPLES, 2).write(directory.resolve("d.npz"));
        assertTrue(shell.run("run", "m.spike", "Learn") != ExitCode.DONE);
        assertTrue(shell.err().contains("d.npz") && shell.err().contains("'right' has extents [500, 1]"), shell.err());
    }

    /** A series of numbers is compared step by step: a mean over time, which all samples share, tells nothing here. */
    @Test
    void seriesAreComparedStepByStep() throws IOException {
        float[] a = Npz.drawn(3, "a", SAMPLES * STEPS * 2);
        float[] b = Npz.drawn(3, "b", SAMPLES * STEPS);
        float[] wanted = new float[SAMPLES * STEPS];
        for (int i = 0; i < wanted.length; i++) {
            // What was there a step before counts as well.
            wanted[i] = 2 * a[2 * i] - a[2 * i + 1] + b[i] + (i % STEPS == 0 ? 0 : 0.5f * b[i - 1]);
        }
        new Npz().with("a", a, SAMPLES, STEPS, 2).with("b", b, SAMPLES, STEPS, 1).with("wanted", wanted, SAMPLES, STEPS, 1).write(directory.resolve("d.npz"));
        JsonObject metrics = trained("package fields\nnetwork N { input a : [2] input b : [1] state before : [1] next before = b\n"
                + "y = [a, b, before] -> concat -> dense(1) output y }\n"
                + "dataset D { read arrays(\"d.npz\", interval = 1 ms) field b : Signal [1] field a : Signal [2] field wanted : Target [1] encode frames(" + STEPS
                + ") }\ntrain Learn { network N data D loss meanSquaredError() optimizer adam(0.03) batch 25 epochs 120 schedule cosine() }\n");
        assertTrue(metrics.get("test.loss").getAsDouble() < 1e-4, metrics.toString());
    }

    /** Numbers that do not count are wrong here: who learns from them gets no small loss. */
    @Test
    void whatDoesNotCountIsNotLearnt() throws IOException {
        float[] x = Npz.drawn(3, "x", SAMPLES * STEPS);
        float[] wanted = Npz.drawn(3, "wrong", SAMPLES * STEPS);
        float[] counts = new float[SAMPLES * STEPS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i % 3 == 0 ? 1 : 0;
            wanted[i] = counts[i] > 0 ? 2 * x[i] - 0.5f : 50 * wanted[i];
        }
        Npz file = new Npz().with("x", x, SAMPLES, STEPS, 1).with("wanted", wanted, SAMPLES, STEPS, 1);
        file.with("counts", counts, SAMPLES, STEPS, 1).write(directory.resolve("d.npz"));
        String text = "package fields\nnetwork N { input x : [1] y = x -> dense(1) output y }\n"
                + "dataset D { read arrays(\"d.npz\", interval = 1 ms) field x : Signal [1] field wanted : Target [1] field counts : Mask [1] encode frames(" + STEPS
                + ") }\ntrain Learn { network N data D loss huber(1) optimizer adam(0.05) batch 25 epochs 60 schedule cosine() }\n";
        JsonObject metrics = trained(text);
        assertTrue(metrics.get("test.loss").getAsDouble() < 1e-5, metrics.toString());
        shell.finds(text.replace("Mask [1]", "Mask [2]"), "'counts' of 'D' has to say which numbers of one target count");
        file.with("counts", x, SAMPLES, STEPS, 1).write(directory.resolve("d.npz"));
        assertTrue(shell.run("run", "m.spike") != ExitCode.DONE);
        Files.writeString(directory.resolve("m.spike"), text);
        assertTrue(shell.run("run", "m.spike") != ExitCode.DONE);
        assertTrue(shell.err().contains("a number counts, 1, or does not, 0"), shell.err());
    }

    /** Of two inputs neither alone tells the class, which is whether their signs agree. */
    @Test
    void classesOfTwoInputsAreTold() throws IOException {
        float[] a = Npz.drawn(3, "a", SAMPLES);
        float[] b = Npz.drawn(3, "b", SAMPLES);
        float[] kind = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            a[i] = Math.signum(a[i]);
            b[i] = Math.signum(b[i]);
            kind[i] = a[i] == b[i] ? 1 : 0;
        }
        new Npz().with("a_train", a, SAMPLES, 1).with("b_train", b, SAMPLES, 1).with("kind_train", kind, SAMPLES).with("a_test", a, SAMPLES, 1)
                .with("b_test", b, SAMPLES, 1).with("kind_test", kind, SAMPLES).write(directory.resolve("d.npz"));
        JsonObject metrics = trained("package fields\nimport std.neuron.*\nnetwork N { input a : [1] input b : [1]\n"
                + "h = (a -> dense(16)) + (b -> dense(16)) -> Leaky(tau = 10 ms) y = h -> dense(2) output y }\n"
                + "dataset D { read arrays(\"d.npz\") field a : Signal [1] field b : Signal [1] field kind : Label [2] encode direct(8) }\n"
                + "train Learn { network N data D optimizer adam(0.02) batch 25 epochs 40 }\nsimulate Show { network N from Learn samples 10 }\n");
        assertEquals(1, metrics.get("test.accuracy").getAsDouble(), 0.02);
        assertEquals(1, shell.metrics("m.json", "Show").get("accuracy").getAsDouble(), 0.02);
    }
}
