package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.execute.Parameters;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Network;
import org.spikewright.network.Weights;
import org.spikewright.testing.engine.Json;
import org.spikewright.testing.engine.Networks;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.testing.engine.SharedData;
import org.spikewright.train.Batch;
import org.spikewright.train.Bptt;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.internal.OptimizerState;

/** The feed-forward reference: losses, gradients and spike counts of an automatic differentiation in 64 bits. */
class ReferenceTrainingTest {

    private static final int STEPS = 25;
    private static final int BATCH = 128;
    private static final int INPUTS = 784;
    private static final int HIDDEN = 512;
    private static final int CLASSES = 10;

    @Test
    void lossesGradientsAndSpikesAreThoseOfTheReference() throws IOException {
        Json expected = Json.read(SharedData.path("training-references/oracle_train.json")).get("ff");
        Network network = Networks.chain(INPUTS, new int[] {HIDDEN, CLASSES}, Neurons.discrete(), Neurons.discrete());
        EncodedSamples data = EncodedSamples.training(samples(), new Encoder.Frames(STEPS), 0);
        Batch batch = new Batch(data, 0, IntStream.range(0, BATCH).toArray(), 0, BATCH);
        try (Workers workers = new Workers(2)) {
            LearningRule.Learner learner = new Bptt().learner(
                    new LearningRule.Setting(network, 1, STEPS, Loss.CROSS_ENTROPY, workers, Primitives.best()));
            Parameters weights = Parameters.of(learner.plan(), firstWeights());
            Parameters gradients = Parameters.zero(learner.plan());
            double[] losses = expected.get("loss_float64").numbers();
            OptimizerState adam = new OptimizerState(Optimizer.Adam.of(1e-3), learner.plan());
            for (int step = 0; step < 5; step++) {
                LearningRule.Outcome outcome = learner.learn(weights, batch, gradients, Work.NONE);
                assertEquals(losses[step], outcome.loss() / BATCH, 2e-5, "loss of step " + step);
                if (step == 0) {
                    double spikes = expected.get("spikes").get("lif1").number()
                            + expected.get("spikes").get("lif2").number();
                    assertEquals(spikes, outcome.spikes(), 1e-4 * spikes);
                    checkGradients(expected, gradients.store());
                }
                adam.update(weights, gradients, 1, workers);
            }
        }
    }

    private static void checkGradients(Json expected, Weights gradients) {
        for (String name : gradients.arrays().keySet()) {
            float[] gradient = gradients.get(name);
            double square = 0;
            for (float g : gradient) {
                square += (double) g * g;
            }
            double norm = expected.get("grad_l2").get(name).number();
            assertEquals(norm, Math.sqrt(square), 2e-4 * norm, "norm of " + name);
            double[] first = expected.get("grad_first5").get(name).numbers();
            for (int i = 0; i < first.length; i++) {
                assertEquals(first[i], gradient[i], 1e-5 + 1e-3 * Math.abs(first[i]), name + " " + i);
            }
        }
    }

    private static ArraySamples samples() {
        Uniform x = new Uniform(1);
        float[][] values = new float[BATCH][STEPS * INPUTS];
        for (int t = 0; t < STEPS; t++) {
            for (int b = 0; b < BATCH; b++) {
                for (int i = 0; i < INPUTS; i++) {
                    values[b][t * INPUTS + i] = x.next() < 0.13 ? 1 : 0;
                }
            }
        }
        Uniform y = new Uniform(2);
        int[] labels = new int[BATCH];
        for (int b = 0; b < BATCH; b++) {
            labels[b] = (int) (y.next() * CLASSES);
        }
        return new ArraySamples(values, labels, new int[] {STEPS, INPUTS},
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList());
    }

    private static Weights firstWeights() {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        List<double[]> layers = List.of(new double[] {HIDDEN, INPUTS, 3}, new double[] {CLASSES, HIDDEN, 2});
        for (int i = 0; i < layers.size(); i++) {
            double[] layer = layers.get(i);
            arrays.put("fc" + (i + 1) + ".weight",
                    uniform(1000 + 2 * i, (int) (layer[0] * layer[1]), layer[2], layer[1]));
            arrays.put("fc" + (i + 1) + ".bias", uniform(1001 + 2 * i, (int) layer[0], layer[2], layer[1]));
        }
        return new Weights(arrays);
    }

    private static float[] uniform(long seed, int count, double gain, double fanIn) {
        Uniform u = new Uniform(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (gain * (2 * u.next() - 1) / Math.sqrt(fanIn));
        }
        return values;
    }

    /** SplitMix64 as numbers from 0 to 1, the generator of the reference. */
    private static final class Uniform {
        private long state;

        Uniform(long seed) {
            state = seed;
        }

        double next() {
            state += 0x9E3779B97F4A7C15L;
            long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
        }
    }
}
