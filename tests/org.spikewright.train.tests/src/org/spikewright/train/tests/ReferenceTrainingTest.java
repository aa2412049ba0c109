package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.execute.Parameters;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.Weights;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.Pooling;
import org.spikewright.network.operator.PreviousValue;
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

/** Three reference networks: losses, gradients and spike counts of an automatic differentiation in 64 bits. */
class ReferenceTrainingTest {

    /**
     * A reference.
     *
     * @param steps of a sample
     * @param batch how many samples
     * @param inputs values in each step
     * @param classes how many
     * @param density the part of the inputs that are 1
     * @param layers those with weights: name, shape of the weights, gain
     * @param exact how many losses single precision has in common with double precision; later ones part, as spikes flip
     */
    record Reference(String name, int steps, int batch, int inputs, int classes, double density, List<Weighted> layers, int exact) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** A layer with weights. */
    record Weighted(String name, int units, int fanIn, double gain) {
    }

    static List<Reference> references() {
        return List.of(
                new Reference("ff", 25, 128, 784, 10, 0.13, List.of(new Weighted("fc1", 512, 784, 3), new Weighted("fc2", 10, 512, 2)), 5),
                new Reference("rec", 100, 64, 700, 20, 0.05, List.of(new Weighted("fc1", 256, 700, 3), new Weighted("rec", 256, 256, 2),
                        new Weighted("fc2", 20, 256, 1)), 2),
                new Reference("conv", 16, 16, 2 * 32 * 32, 10, 0.1, List.of(new Weighted("c1", 16, 18, 1.5), new Weighted("c2", 32, 144, 3),
                        new Weighted("fc", 10, 2048, 4)), 2));
    }

    static Network network(Reference reference) {
        return switch (reference.name()) {
            case "ff" -> Networks.chain(784, new int[] {512, 10}, Neurons.discrete(), Neurons.discrete());
            case "rec" -> recurrent(700, 256, 20);
            default -> convolutional();
        };
    }

    /** Spiking neurons with recurrent weights, read by integrators. */
    static Network recurrent(int inputs, int neurons, int outputs) {
        Shape hidden = Shape.of(neurons);
        Expression v = Expression.of(0.9).times(Expression.symbol("v")).plus(Expression.symbol("I"));
        NeuronProgram integrator = new NeuronProgram("Sum", Map.of(), List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Next(v))),
                List.of("I"), Optional.empty(), Expression.symbol("v"));
        List<Layer> layers = List.of(new Layer("x", new Input(Shape.of(inputs)), List.of(), Shape.of(inputs), null),
                new Layer("before", new PreviousValue(hidden, 0), List.of(), hidden, null),
                new Layer("fc1", new Dense(neurons, true), List.of(0), hidden, null), new Layer("rec", new Dense(neurons, true), List.of(1), hidden, null),
                new Layer("sum", new Formula(Expression.symbol("x0").plus(Expression.symbol("x1"))), List.of(2, 3), hidden, null),
                new Layer("lif", new org.spikewright.network.operator.Neurons(Neurons.discrete()), List.of(4), hidden, null),
                new Layer("fc2", new Dense(outputs, true), List.of(5), Shape.of(outputs), null),
                new Layer("li", new org.spikewright.network.operator.Neurons(integrator), List.of(6), Shape.of(outputs), null));
        return new Network("Recurrent", layers, 7, Map.of(1, 5));
    }

    private static Network convolutional() {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("x", new Input(Shape.of(2, 32, 32)), List.of(), Shape.of(2, 32, 32), null));
        int extent = 32;
        for (int channels : new int[] {16, 32}) {
            String name = "c" + channels / 16;
            add(layers, name, new Convolution(channels, List.of(3, 3), List.of(1, 1), List.of(1, 1), 1, true), Shape.of(channels, extent, extent));
            add(layers, name + ".lif", new org.spikewright.network.operator.Neurons(Neurons.discrete()), Shape.of(channels, extent, extent));
            extent /= 2;
            add(layers, name + ".pool", new Pooling(Pooling.Kind.MEAN, List.of(2, 2), List.of(2, 2), List.of(0, 0)),
                    Shape.of(channels, extent, extent));
        }
        add(layers, "flat", new Flatten(), Shape.of(2048));
        add(layers, "fc", new Dense(10, true), Shape.of(10));
        add(layers, "lif", new org.spikewright.network.operator.Neurons(Neurons.discrete()), Shape.of(10));
        return new Network("Convolutional", layers, layers.size() - 1);
    }

    private static void add(List<Layer> layers, String name, Operator operator, Shape shape) {
        layers.add(new Layer(name, operator, List.of(layers.size() - 1), shape, null));
    }

    @ParameterizedTest
    @MethodSource("references")
    void lossesGradientsAndSpikesAreThoseOfTheReference(Reference reference) throws IOException {
        Json expected = Json.read(SharedData.path("training-references/oracle_train.json")).get(reference.name());
        EncodedSamples data = EncodedSamples.training(samples(reference), new Encoder.Frames(reference.steps()), 0);
        Batch batch = new Batch(data, 0, IntStream.range(0, reference.batch()).toArray(), 0, reference.batch());
        try (Workers workers = new Workers(2)) {
            LearningRule.Learner learner = new Bptt().learner(new LearningRule.Setting(network(reference), 1, reference.steps(),
                    Loss.CROSS_ENTROPY, workers, Primitives.best(), 1));
            Parameters weights = Parameters.of(learner.plan(), firstWeights(reference));
            Parameters gradients = Parameters.zero(learner.plan());
            double[] losses = expected.get("loss_float64").numbers();
            // One spike of the 389,483 of the first step falls out, 2e-7 from the threshold: SinglePrecisionTest.
            boolean isFlipping = reference.name().equals("conv");
            OptimizerState adam = new OptimizerState(Optimizer.Adam.of(1e-3), learner.plan());
            for (int step = 0; step < 5; step++) {
                LearningRule.Outcome outcome = learner.learn(weights, batch, gradients, Work.NONE);
                assertEquals(losses[step], outcome.loss() / reference.batch(), step >= reference.exact() ? 2e-2 : isFlipping ? 1e-4 : 2e-5,
                        "loss of step " + step);
                if (step == 0) {
                    double spikes = 0;
                    for (String layer : reference.name().equals("rec") ? List.of("lif1") : reference.name().equals("ff") ? List.of("lif1", "lif2")
                            : List.of("lif1", "lif2", "lif3")) {
                        spikes += expected.get("spikes").get(layer).number();
                    }
                    assertEquals(spikes, outcome.spikes(), 1e-4 * spikes);
                    checkGradients(expected, gradients.store(), isFlipping ? 5e-4 : 2e-4, isFlipping ? 1e-3 : 1e-5);
                }
                adam.update(weights, gradients, 1, workers);
            }
        }
    }

    private static void checkGradients(Json expected, Weights gradients, double tolerance, double least) {
        for (String name : gradients.arrays().keySet()) {
            float[] gradient = gradients.get(name);
            double square = 0;
            for (float g : gradient) {
                square += (double) g * g;
            }
            double norm = expected.get("grad_l2").get(name).number();
            assertEquals(norm, Math.sqrt(square), tolerance * norm, "norm of " + name);
            double[] first = expected.get("grad_first5").get(name).numbers();
            for (int i = 0; i < first.length; i++) {
                assertEquals(first[i], gradient[i], least * Math.max(1, norm) + 1e-3 * Math.abs(first[i]), name + " " + i);
            }
        }
    }

    static ArraySamples samples(Reference reference) {
        Uniform x = new Uniform(1);
        float[][] values = new float[reference.batch()][reference.steps() * reference.inputs()];
        for (int t = 0; t < reference.steps(); t++) {
            for (int b = 0; b < reference.batch(); b++) {
                for (int i = 0; i < reference.inputs(); i++) {
                    values[b][t * reference.inputs() + i] = x.next() < reference.density() ? 1 : 0;
                }
            }
        }
        Uniform y = new Uniform(2);
        int[] labels = new int[reference.batch()];
        for (int b = 0; b < reference.batch(); b++) {
            labels[b] = (int) (y.next() * reference.classes());
        }
        return new ArraySamples(values, labels, new int[] {reference.steps(), reference.inputs()},
                IntStream.range(0, reference.classes()).mapToObj(Integer::toString).toList());
    }

    static Weights firstWeights(Reference reference) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        for (int i = 0; i < reference.layers().size(); i++) {
            Weighted layer = reference.layers().get(i);
            arrays.put(layer.name() + ".weight", uniform(1000 + 2 * i, layer.units() * layer.fanIn(), layer.gain(), layer.fanIn()));
            arrays.put(layer.name() + ".bias", uniform(1001 + 2 * i, layer.units(), layer.gain(), layer.fanIn()));
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
