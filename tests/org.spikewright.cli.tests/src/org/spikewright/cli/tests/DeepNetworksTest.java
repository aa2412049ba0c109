package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.RunRecord;
import org.spikewright.record.Tensors.Tensor;

/** Trained networks as engineers use them: what follows from a training keeps to it, sizes are counted, the unrelated does not matter. */
class DeepNetworksTest {

    private static final int PIXELS = 16;
    private static final int CLASSES = 4;
    private static final int TESTED = 60;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private static void write(Path file, int kind, int count, int[] extents, byte[] values) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        java.io.DataOutputStream out = new java.io.DataOutputStream(bytes);
        out.writeInt(0x0800 | kind);
        out.writeInt(count);
        for (int extent : extents) {
            out.writeInt(extent);
        }
        out.write(values);
        Files.write(file, bytes.toByteArray());
    }

    /** Noisy pictures of four kinds; returns those to test on. */
    private byte[] pictures() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Random random = new Random(3);
        byte[] tested = new byte[0];
        for (String part : new String[] {"train", "t10k"}) {
            int count = part.equals("train") ? 200 : TESTED;
            byte[] pixels = new byte[count * PIXELS];
            byte[] labels = new byte[count];
            for (int i = 0; i < count; i++) {
                labels[i] = (byte) random.nextInt(CLASSES);
                for (int p = 0; p < PIXELS; p++) {
                    pixels[i * PIXELS + p] = (byte) Math.clamp((p % CLASSES == labels[i] ? 150 : 80) + 60 * random.nextGaussian(), 0, 255);
                }
            }
            // One pixel of full brightness, so that values are divided by 255 whatever divides them.
            pixels[0] = (byte) 255;
            write(data.resolve(part + "-images-idx3-ubyte"), 3, count, new int[] {4, 4}, pixels);
            write(data.resolve(part + "-labels-idx1-ubyte"), 1, count, new int[0], labels);
            tested = part.equals("t10k") ? pixels : tested;
        }
        return tested;
    }

    /** With the input held and a linear readout, the answer is the largest of W x + b: of the weights' signs, if a weight has one bit. */
    @Test
    void weightsOfOneBitAreSigns() throws IOException {
        byte[] pixels = pictures();
        Files.writeString(directory.resolve("bits.spike"), """
                package bits
                import std.neuron.*
                dataset D { read idx("data") encode direct(steps = 3) }
                network N { input x : [1, 4, 4] y = x -> flatten -> dense(4) -> Integrator(tau = 5 ms) output y }
                chip C { topology mesh(2, 2) }
                train Learn { network N data D optimizer adam(0.02) epochs 4 batch 20 }
                map One { network N from Learn onto C weight 1 bit samples 5 }
                map Three { network N from Learn onto C weight 3 bit samples 5 }
                map All { network N from Learn onto C weight 32 bit samples 5 }
                """);
        assertEquals(ExitCode.DONE, shell.run("run", "bits.spike", "--json", "m.json"), shell.err());
        var weights = RunRecord.open(RunRecord.list(directory.resolve("runs")).getFirst()).weights("Learn");
        Tensor matrix = weights.entrySet().stream().filter(entry -> entry.getKey().endsWith(".weight")).findFirst().orElseThrow().getValue();
        Tensor bias = weights.entrySet().stream().filter(entry -> entry.getKey().endsWith(".bias")).findFirst().orElseThrow().getValue();
        byte[] labels = Files.readAllBytes(directory.resolve("data/t10k-labels-idx1-ubyte"));
        for (int bits : new int[] {1, 3, 32}) {
            float[] stored = stored((float[]) matrix.values(), bits);
            int right = 0;
            for (int i = 0; i < TESTED; i++) {
                right += answer(stored, (float[]) bias.values(), pixels, i) == labels[8 + i] ? 1 : 0;
            }
            String job = bits == 1 ? "One" : bits == 3 ? "Three" : "All";
            assertEquals((double) right / TESTED, shell.metrics("m.json", job).get("test.accuracy").getAsDouble(), 1e-9, job);
        }
    }

    private static float[] stored(float[] weights, int bits) {
        float[] stored = weights.clone();
        double largest = 0;
        double mean = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
            mean += Math.abs(weight) / (double) weights.length;
        }
        for (int i = 0; i < stored.length && bits < 25; i++) {
            double step = largest / (Math.pow(2, bits - 1) - 1);
            stored[i] = (float) (bits == 1 ? Math.copySign(mean, weights[i]) : step * Math.rint(weights[i] / step));
        }
        return stored;
    }

    private static int answer(float[] weights, float[] bias, byte[] pixels, int sample) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < CLASSES; c++) {
            double sum = bias[c];
            for (int p = 0; p < PIXELS; p++) {
                sum += weights[c * PIXELS + p] * (pixels[sample * PIXELS + p] & 0xFF) / 255.0;
            }
            if (sum > most) {
                most = sum;
                best = c;
            }
        }
        return best;
    }

    @Test
    void whatUsesWeightsUsesTheStepAndTheSeedOfTheirTraining() throws IOException {
        pictures();
        Files.writeString(directory.resolve("step.spike"), """
                package step
                import std.neuron.*
                dataset D { read idx("data") encode rate(steps = 12) }
                network N { input x : [1, 4, 4] y = x -> flatten -> dense(16) -> Leaky(tau = 4 ms) -> dense(4) -> Integrator(tau = 5 ms) output y }
                chip C { topology mesh(2, 2) }
                train Learn { network N data D optimizer adam(0.02) epochs 3 batch 20 step 0.2 ms seed 7 }
                evaluate Test { network N from Learn }
                evaluate Coarse { network N from Learn step 5 ms }
                evaluate Other { network N from Learn seed 8 }
                simulate Watch { network N from Learn samples 60 }
                map Deploy { network N from Learn onto C }
                """);
        assertEquals(ExitCode.DONE, shell.run("run", "step.spike", "--json", "m.json"), shell.err());
        JsonObject learnt = shell.metrics("m.json", "Learn");
        JsonObject tested = shell.metrics("m.json", "Test");
        assertEquals(learnt.get("test.loss").getAsDouble(), tested.get("test.loss").getAsDouble(), 1e-9);
        assertEquals(learnt.get("test.accuracy").getAsDouble(), shell.metrics("m.json", "Watch").get("accuracy").getAsDouble(), 1e-9);
        assertEquals(learnt.get("test.accuracy").getAsDouble(), shell.metrics("m.json", "Deploy").get("test.accuracy").getAsDouble(), 1e-9);
        for (String other : new String[] {"Coarse", "Other"}) {
            assertFalse(learnt.get("test.loss").equals(shell.metrics("m.json", other).get("test.loss")), other);
        }
    }

    @Test
    void synapsesAndSharedWeightsAreCountedByHand() throws IOException {
        Files.writeString(directory.resolve("sizes.spike"), """
                package sizes
                import std.neuron.*
                network Transposed { input x : [6, 16, 16] y = x -> convTransposed(3, 4, stride = 2, padding = 1) -> Leaky output y }
                network Edge { input x : [2, 5, 5] y = x -> conv(3, 3, padding = 1) -> Leaky output y }
                network Beside { input x : [10] a = x -> dense(4) y = [a, x] -> concat(0) -> Leaky output y }
                network Shared { input x : [8] shared d = dense(8) y = x -> d -> relu -> d -> repeat(3, d) output y }
                """);
        assertEquals(ExitCode.DONE, shell.run("describe", "sizes.spike", "--json", "d.json"), shell.err());
        JsonArray networks = JsonParser.parseString(Files.readString(directory.resolve("d.json"))).getAsJsonArray();
        // 16 values along each axis reach a kernel of 4 each, of which the padding cuts off one place at either end.
        assertEquals((16 * 4 - 2) * (16 * 4 - 2) * 6 * 3, networks.get(0).getAsJsonObject().get("synapses").getAsLong());
        // A kernel of 3 reaches 3 places from all but the outer ones along an axis, and 2 from those.
        assertEquals((5 * 3 - 2) * (5 * 3 - 2) * 2 * 3, networks.get(1).getAsJsonObject().get("synapses").getAsLong());
        assertEquals(4 * 10 + 10, networks.get(2).getAsJsonObject().get("synapses").getAsLong(), "of each its own");
        long shown = 0;
        for (var layer : networks.get(3).getAsJsonObject().get("layers").getAsJsonArray()) {
            shown += layer.getAsJsonObject().get("parameters").getAsLong();
        }
        assertEquals(8 * 8 + 8, networks.get(3).getAsJsonObject().get("parameters").getAsLong());
        assertEquals(8 * 8 + 8, shown, "rows add up to the total");
    }

    /** Weights behind weights are one weight on a chip: the check and the run count the same sources of a neuron. */
    @Test
    void whatTheCheckCountsOnAChipTheRunCounts() throws IOException {
        pictures();
        for (int inputs : new int[] {PIXELS - 1, PIXELS}) {
            Files.writeString(directory.resolve("chain.spike"), """
                    package chain
                    import std.neuron.*
                    dataset Pictures { read idx("data") encode rate(steps = 4) }
                    network Chain { input x : [4, 4] y = x -> flatten -> dense(3) -> dense(5) -> Leaky -> dense(4) -> Integrator output y }
                    train Learn { network Chain data Pictures epochs 1 }
                    chip Small { topology mesh(2, 2) core { inputs %d } }
                    map Deploy { network Chain from Learn onto Small }
                    """.formatted(inputs));
            int expected = inputs < PIXELS ? ExitCode.FINDINGS : ExitCode.DONE;
            assertEquals(expected, shell.run("check", "chain.spike"), shell.out());
            assertEquals(inputs < PIXELS, shell.out().contains("SW401")
                    && shell.out().contains("receives from 16 sources, 1 more than the 15"), shell.out());
            assertEquals(expected, shell.run("run", "chain.spike"), shell.err());
        }
    }

    /** What is sent as values costs what spikes cost: a message for each target's core, and a weight for each target. */
    @Test
    void valuesThatAreSentAreCountedOnAChip() throws IOException {
        byte[] pixels = pictures();
        Files.writeString(directory.resolve("graded.spike"), """
                package graded
                import std.neuron.*
                dataset Pictures { read idx("data") encode direct(steps = 4) }
                network Net { input x : [4, 4] h = x -> flatten -> dense(3) -> SigmaDelta(theta = 0.01) y = h -> dense(5) -> Integrator output y }
                train Learn { network Net data Pictures epochs 1 }
                chip Small { topology mesh(2, 2) core { neurons 5 } energy { synapse 1 pJ hop 1 pJ } latency { synapse 1 ns } }
                map Deploy { network Net from Learn onto Small samples 60 }
                """);
        assertEquals(ExitCode.DONE, shell.run("run", "graded.spike", "--json", "graded.json"), shell.err());
        JsonObject metrics = JsonParser.parseString(Files.readString(directory.resolve("graded.json"))).getAsJsonObject().getAsJsonObject("jobs")
                .getAsJsonObject("Deploy").getAsJsonObject("metrics");
        long sent = 0;
        for (byte pixel : pixels) {
            sent += pixel == 0 ? 0 : 4;
        }
        double deltas = metrics.get("spikes.perInference").getAsDouble();
        assertTrue(deltas >= 3 && deltas <= 3 * 4, "each of 3 neurons sends when its input begins, and in 4 steps at most: " + deltas);
        assertEquals((double) sent / TESTED * 3 + deltas * 5, metrics.get("synapticOperations.perInference").getAsDouble(), 1e-9);
        assertEquals((double) sent / TESTED * 3 + deltas * 5, metrics.get("energy.joule.perInference").getAsDouble() * 1e12
                - metrics.get("hops.perInference").getAsDouble(), 1e-6);
    }

    @Test
    void aMistakeElsewhereStopsNothing() throws IOException {
        Files.writeString(directory.resolve("two.spike"), """
                package two
                import std.neuron.*
                network Good { input x : [4] y = x -> dense(3) output y }
                network Bad { input x : [4] y = x -> denze(3) output y }
                network Cells { population P : DeltaPoint [3] drive P by poisson(10 kHz) weight 1 mV }
                simulate Runs { network Cells time 5 ms }
                train Stops { network Bad }
                """);
        assertEquals(ExitCode.DONE, shell.run("describe", "two.spike", "Good"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("run", "two.spike", "Runs"), shell.err());
        assertEquals(ExitCode.FINDINGS, shell.run("describe", "two.spike", "Bad"));
        assertTrue(shell.err().contains("two.spike:4:38: error: SW101"), shell.err());
        assertEquals(ExitCode.FINDINGS, shell.run("run", "two.spike", "Stops"));
        assertEquals(ExitCode.FINDINGS, shell.run("run", "two.spike"));
    }
}
