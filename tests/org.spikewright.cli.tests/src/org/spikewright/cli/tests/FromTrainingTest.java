package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.RunRecord;

/** A training that begins with the weights of another: by name and extents. */
class FromTrainingTest {

    private static final String MODEL = """
            package grown
            import std.neuron.*
            dataset D { read glyphs(height = 8, width = 8) train 60 test 20 encode rate(steps = 3) }
            network Small { input x : [1, 8, 8] hidden = x -> flatten -> dense(12) -> Leaky(tau = 4 ms) y = hidden -> dense(10) -> Integrator output y }
            network Large { input x : [1, 8, 8] hidden = x -> flatten -> dense(12) -> Leaky(tau = 4 ms) more = hidden -> dense(9) -> Leaky(tau = 4 ms)
                y = more -> dense(10) -> Integrator output y }
            train First { network Small data D optimizer adam(0.01) epochs 2 batch 20 }
            train Again { network Small from First optimizer sgd(1e-30, 0) epochs 1 }
            train Grown { network Large from First optimizer sgd(1e-30, 0) epochs 1 }
            """;

    @TempDir
    private Path folder;

    private static float[] weights(RunRecord record, String job, String name) throws IOException {
        return (float[]) record.weights(job).get(name).values();
    }

    @Test
    void whatHasTheSameNameAndExtentsIsTaken() throws IOException {
        Shell shell = new Shell(folder);
        Files.writeString(folder.resolve("from.spike"), MODEL);
        assertEquals(ExitCode.DONE, shell.run("run", "from.spike"), shell.err());
        RunRecord record = RunRecord.open(RunRecord.list(folder.resolve("runs")).getFirst());
        for (String name : new String[] {"hidden.dense.weight", "hidden.dense.bias", "y.dense.weight", "y.dense.bias"}) {
            assertArrayEquals(weights(record, "First", name), weights(record, "Again", name), name);
        }
        assertEquals(record.metrics().get("First").get("test.loss"), record.metrics().get("Again").get("test.loss"));
        assertArrayEquals(weights(record, "First", "hidden.dense.weight"), weights(record, "Grown", "hidden.dense.weight"));
        assertNotEquals(weights(record, "First", "y.dense.weight").length, weights(record, "Grown", "y.dense.weight").length);
        assertEquals(64.0 * 12 + 12, ((Number) record.metrics().get("Grown").get("weights.taken")).doubleValue());
        String said = "Grown: takes hidden.dense.weight, hidden.dense.bias from First; new are more.dense.weight, more.dense.bias,"
                + " y.dense.weight, y.dense.bias; left behind are y.dense.weight, y.dense.bias";
        assertTrue((shell.out() + shell.err()).contains(said), shell.out() + shell.err());
    }

    @Test
    void whatIsFrozenStays() throws IOException {
        Shell shell = new Shell(folder);
        String frozen = MODEL.substring(0, MODEL.indexOf("train Again")) + "train Again { network Small from First freeze [part(\"hidden\"), part(\"y.dense.bias\")] epochs 2 batch 20"
                + " regularise [decay(0.1)] clip byNorm(0.1) }\n";
        Files.writeString(folder.resolve("from.spike"), frozen);
        assertEquals(ExitCode.DONE, shell.run("run", "from.spike"), shell.err());
        RunRecord record = RunRecord.open(RunRecord.list(folder.resolve("runs")).getFirst());
        for (String name : new String[] {"hidden.dense.weight", "hidden.dense.bias", "y.dense.bias"}) {
            assertArrayEquals(weights(record, "First", name), weights(record, "Again", name), name);
        }
        assertFalse(Arrays.equals(weights(record, "First", "y.dense.weight"), weights(record, "Again", "y.dense.weight")));
        for (String[] wrong : new String[][] {{"part(\"hid\")", "nothing that 'Small' learns is called 'hid'; it learns hidden.dense.weight"},
                {"part(\"hidden\"), part(\"y\")", "everything that 'Small' learns is frozen"}}) {
            Files.writeString(folder.resolve("from.spike"), frozen.replaceAll("freeze \\[.*?\\]", "freeze [" + wrong[0] + "]"));
            assertEquals(ExitCode.FINDINGS, shell.run("check", "from.spike"), shell.out());
            assertTrue(shell.out().contains(wrong[1]), shell.out());
        }
    }

    @Test
    void aTrainingWithNothingToTakeIsRefused() throws IOException {
        Shell shell = new Shell(folder);
        Files.writeString(folder.resolve("from.spike"), MODEL + "network Other { input x : [1, 8, 8] z = x -> flatten -> dense(10) output z }\n"
                + "train Wrong { network Other from First }\n");
        assertEquals(ExitCode.FINDINGS, shell.run("check", "from.spike"));
        assertTrue(shell.out().contains("from.spike:11:34: error: SW501: nothing that 'Other' stores has the name and the extents"), shell.out());
    }
}
