package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Node;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Weights;
import org.spikewright.train.Batch;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.internal.OptimizerState;
import org.spikewright.train.tests.ReferenceTrainingTest.Reference;

/**
 * What single precision does to a training, step by step: a spike differs from that in double precision only where the potential is within
 * rounding of its threshold, and all else follows from the spikes. So losses that part after some steps part by such spikes alone.
 */
class SinglePrecisionTest {

    /** Of potentials near 1, which are sums of some hundred numbers. */
    private static final double ROUNDING = 1e-6;

    static List<Reference> references() {
        return ReferenceTrainingTest.references();
    }

    @ParameterizedTest
    @MethodSource("references")
    void gradientsAreThoseOfDoublePrecisionUnderTheSameSpikes(Reference reference) {
        EncodedSamples data = EncodedSamples.training(ReferenceTrainingTest.samples(reference), new Encoder.Frames(reference.steps()), 0);
        Batch batch = new Batch(data, 0, IntStream.range(0, reference.batch()).toArray(), 0, reference.batch());
        Primitives primitives = Primitives.best();
        Plan plan = Plan.of(ReferenceTrainingTest.network(reference), new PlanOptions(1), Kernels.shared(primitives));
        try (Workers workers = new Workers(2)) {
            Executor executor = new Executor(plan, primitives, workers);
            Parameters weights = Parameters.of(plan, ReferenceTrainingTest.firstWeights(reference));
            Parameters gradients = Parameters.zero(plan);
            OptimizerState adam = new OptimizerState(Optimizer.Adam.of(1e-3), plan);
            for (int step = 0; step < 5; step++) {
                List<double[][][]> spikes = plan.spiking().stream().map(_ -> new double[reference.batch()][][]).toList();
                double[] losses = new double[reference.batch()];
                executor.learn(weights, batch, outputs -> look(outputs, batch, plan, spikes, losses), gradients, Work.NONE);
                check(reference, batch, weights.store(), gradients.store(), spikes, Arrays.stream(losses).sum(), step);
                adam.update(weights, gradients, 1, workers);
            }
        }
    }

    private static void look(Outputs outputs, Batch batch, Plan plan, List<double[][][]> spikes, double[] losses) {
        float[] mean = new float[outputs.width()];
        float[] byOutput = new float[outputs.width()];
        int steps = outputs.steps();
        for (int i = 0; i < outputs.samples(); i++) {
            int sample = outputs.from() + i;
            outputs.mean(i, mean);
            losses[sample] = Loss.CROSS_ENTROPY.of(mean, batch.label(sample), byOutput);
            for (int t = 0; t < steps; t++) {
                for (int j = 0; j < byOutput.length; j++) {
                    outputs.gradient()[(i * steps + t) * byOutput.length + j] = byOutput[j] / (steps * batch.size());
                }
            }
            for (int l = 0; l < spikes.size(); l++) {
                Node node = plan.spiking().get(l);
                float[] given = outputs.of(node).dense();
                double[][] own = new double[steps][node.width()];
                for (int t = 0; t < steps; t++) {
                    for (int j = 0; j < node.width(); j++) {
                        own[t][j] = given[(i * steps + t) * node.width() + j];
                    }
                }
                spikes.get(l)[sample] = own;
            }
        }
    }

    private static void check(Reference reference, Batch batch, Weights weights, Weights gradients, List<double[][][]> spikes, double loss,
            int step) {
        Map<String, double[]> expected = new LinkedHashMap<>();
        DoubleNetwork network = new DoubleNetwork(layers(reference, weights, expected), reference.steps());
        double sum = 0;
        for (int b = 0; b < reference.batch(); b++) {
            List<double[][]> own = new ArrayList<>();
            for (double[][][] layer : spikes) {
                own.add(layer[b]);
            }
            sum += network.learn(input(reference, batch, b), own, batch.label(b), 1.0 / reference.batch());
        }
        assertTrue(network.farthest < ROUNDING, reference + ": a spike departs " + network.farthest + " from the threshold in step " + step);
        assertEquals(sum, loss, 1e-5 * sum, "loss of step " + step);
        expected.forEach((name, doubles) -> assertNear(doubles, gradients.get(name), name + " in step " + step));
    }

    private static void assertNear(double[] expected, float[] actual, String name) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (expected[i] - actual[i]) * (expected[i] - actual[i]);
            norm += expected[i] * expected[i];
        }
        assertTrue(Math.sqrt(difference) <= 1e-5 * Math.sqrt(norm), name + " departs by " + Math.sqrt(difference / norm));
    }

    private static double[][] input(Reference reference, Batch batch, int sample) {
        float[] values = new float[reference.steps() * reference.inputs()];
        batch.data().samples().read(sample, values);
        double[][] steps = new double[reference.steps()][reference.inputs()];
        for (int i = 0; i < values.length; i++) {
            steps[i / reference.inputs()][i % reference.inputs()] = values[i];
        }
        return steps;
    }

    private static List<DoubleNetwork.Layer> layers(Reference reference, Weights weights, Map<String, double[]> gradients) {
        return switch (reference.name()) {
            case "ff" -> List.of(layer(true, null, dense("fc1", weights, gradients)), layer(true, null, dense("fc2", weights, gradients)));
            case "rec" -> List.of(layer(true, dense("rec", weights, gradients), dense("fc1", weights, gradients)),
                    layer(false, null, dense("fc2", weights, gradients)));
            default -> List.of(layer(true, null, convolution("c1", 2, 16, 32, weights, gradients)),
                    layer(true, null, new DoubleNetwork.Pooling(16, 32), convolution("c2", 16, 32, 16, weights, gradients)),
                    layer(true, null, new DoubleNetwork.Pooling(32, 16), dense("fc", weights, gradients)));
        };
    }

    private static DoubleNetwork.Layer layer(boolean fires, DoubleNetwork.Linear back, DoubleNetwork.Linear... maps) {
        return new DoubleNetwork.Layer(List.of(maps), back, fires);
    }

    private static DoubleNetwork.Dense dense(String name, Weights weights, Map<String, double[]> gradients) {
        DoubleNetwork.Dense dense = new DoubleNetwork.Dense(weights.get(name + ".weight"), weights.get(name + ".bias"));
        gradients.put(name + ".weight", dense.byWeights());
        gradients.put(name + ".bias", dense.byBias());
        return dense;
    }

    private static DoubleNetwork.Convolution convolution(String name, int in, int out, int extent, Weights weights,
            Map<String, double[]> gradients) {
        DoubleNetwork.Convolution convolution = new DoubleNetwork.Convolution(in, out, extent, weights.get(name + ".weight"),
                weights.get(name + ".bias"));
        gradients.put(name + ".weight", convolution.byWeights());
        gradients.put(name + ".bias", convolution.byBias());
        return convolution;
    }
}
