package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.execute.ComputedOperator;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Frame;
import org.spikewright.execute.InputBatch;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.Time;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.train.Batch;
import org.spikewright.train.Bptt;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;

/** Operators that bring what they compute: their values and derivatives are those of the formulas, wherever they stand in a chain. */
class OperatorKernelTest {

    /** An element by itself. */
    private interface Elementwise extends ComputedOperator {

        @Override
        default Shape shape(List<Incoming> inputs) {
            return inputs.getFirst().shape();
        }

        @Override
        default Connectivity connectivity(List<Shape> inputs, Shape output) {
            return Connectivity.oneToOne(output);
        }
    }

    /** {@code y = g x}, each element with a g of its own that is learnt. */
    record Gain(Time time, boolean isLearned) implements Elementwise {

        @Override
        public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
            return List.of(new Parameter(owner + ".gain", output, 1, isLearned));
        }

        @Override
        public OperatorKernel kernel(List<Shape> inputs, Shape output) {
            int width = output.size();
            return new OperatorKernel() {

                @Override
                public void initialise(int parameter, float[][] values, RandomGenerator random) {
                    Arrays.fill(values[parameter], 1);
                }

                @Override
                public void forward(Frame frame) {
                    for (int i = 0; i < frame.rows() * width; i++) {
                        frame.output()[i] = frame.parameters()[0][i % width] * frame.input(0)[i];
                    }
                }

                @Override
                public void backward(Frame frame) {
                    for (int i = 0; i < frame.rows() * width; i++) {
                        frame.inputGradient(0)[i] += frame.parameters()[0][i % width] * frame.outputGradient()[i];
                    }
                }

                @Override
                public void parameterGradients(Frame frame) {
                    for (int i = 0; i < frame.rows() * width; i++) {
                        frame.parameterGradients()[0][i % width] += frame.input(0)[i] * frame.outputGradient()[i];
                    }
                }
            };
        }
    }

    /** {@code y[t] = y[t-1] / 2 + x[t]^2}, from 0. */
    record Smooth() implements Elementwise {

        @Override
        public Time time() {
            return Time.SCAN;
        }

        @Override
        public OperatorKernel kernel(List<Shape> inputs, Shape output) {
            int width = output.size();
            return new OperatorKernel() {

                @Override
                public void forward(Frame frame) {
                    for (int i = 0; i < frame.rows() * width; i++) {
                        boolean isFirst = i / width % frame.steps() == 0;
                        frame.output()[i] = (isFirst ? 0 : frame.output()[i - width] / 2) + frame.input(0)[i] * frame.input(0)[i];
                    }
                }

                @Override
                public void backward(Frame frame) {
                    float[] sums = new float[width];
                    for (int i = frame.rows() * width - 1; i >= 0; i--) {
                        boolean isLast = i / width % frame.steps() == frame.steps() - 1;
                        sums[i % width] = frame.outputGradient()[i] + (isLast ? 0 : sums[i % width] / 2);
                        frame.inputGradient(0)[i] += 2 * frame.input(0)[i] * sums[i % width];
                    }
                }
            };
        }
    }

    /** 1 where a value is above 0.1. */
    record Threshold() implements Elementwise {

        @Override
        public OperatorKernel kernel(List<Shape> inputs, Shape output) {
            int width = output.size();
            return new OperatorKernel() {

                @Override
                public boolean spikes() {
                    return true;
                }

                @Override
                public void forward(Frame frame) {
                    for (int i = 0; i < frame.rows() * width; i++) {
                        frame.output()[i] = frame.input(0)[i] > 0.1f ? 1 : 0;
                    }
                }

                @Override
                public void backward(Frame frame) {
                    for (int i = 0; i < frame.rows() * width; i++) {
                        frame.inputGradient(0)[i] += frame.outputGradient()[i];
                    }
                }
            };
        }
    }

    /** Says nothing of what it computes. */
    record Bare() implements Operator {

        @Override
        public Shape shape(List<Incoming> inputs) {
            return inputs.getFirst().shape();
        }

        @Override
        public Connectivity connectivity(List<Shape> inputs, Shape output) {
            return Connectivity.oneToOne(output);
        }
    }

    private static final int SAMPLES = 19;
    private static final int INPUTS = 6;
    private static final Gain GAIN = new Gain(Time.POINTWISE, true);

    static List<List<Operator>> chains() {
        return List.of(List.of(GAIN), List.of(new Dense(4, true), GAIN), List.of(GAIN, new Dense(4, true)),
                List.of(new Dense(5, true), new Smooth(), GAIN, new Dense(3, false)), List.of(new Smooth(), GAIN, new Smooth()),
                List.of(GAIN, new Smooth(), new Dense(3, true), new Smooth()));
    }

    private static Network network(List<Operator> operators) {
        List<Layer> layers = new ArrayList<>(List.of(new Layer("x", new Input(Shape.of(INPUTS)), List.of(), Shape.of(INPUTS), null)));
        for (Operator operator : operators) {
            int width = operator instanceof Dense dense ? dense.units() : layers.getLast().shape().size();
            layers.add(new Layer("l" + layers.size(), operator, List.of(layers.size() - 1), Shape.of(width), null));
        }
        return new Network("N", layers, layers.size() - 1);
    }

    private static EncodedSamples samples(Encoder encoder) {
        RandomStream random = RandomStream.of(5, "values");
        float[][] values = new float[SAMPLES][INPUTS];
        for (float[] sample : values) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = random.nextFloat();
            }
        }
        return EncodedSamples.training(new ArraySamples(values, IntStream.range(0, SAMPLES).map(i -> i % 3).toArray(), new int[] {INPUTS},
                List.of("a", "b", "c")), encoder, 1);
    }

    private static Batch batch(Encoder encoder) {
        return new Batch(samples(encoder), 0, IntStream.range(0, SAMPLES).toArray(), 0, SAMPLES);
    }

    private static Parameters weights(Plan plan) {
        Parameters weights = Parameters.zero(plan);
        RandomStream random = RandomStream.of(7, "weights");
        for (float[] array : weights.arrays()) {
            for (int i = 0; i < array.length; i++) {
                array[i] = 0.2f + 0.8f * random.nextFloat();
            }
        }
        return weights;
    }

    @ParameterizedTest
    @MethodSource("chains")
    void gradientsAreThoseOfFiniteDifferences(List<Operator> operators) {
        for (Encoder encoder : List.of(new Encoder.Direct(4), new Encoder.Rate(5))) {
            try (Workers workers = new Workers(2)) {
                LearningRule.Learner learner = new Bptt().learner(new LearningRule.Setting(network(operators), 1e-3, encoder.steps(),
                        Loss.MEAN_SQUARED_ERROR, workers, Primitives.best(), 1));
                Parameters weights = weights(learner.plan());
                Parameters gradients = Parameters.zero(learner.plan());
                Parameters ignored = Parameters.zero(learner.plan());
                learner.learn(weights, batch(encoder), gradients, Work.NONE);
                for (int a = 0; a < weights.arrays().length; a++) {
                    float[] array = weights.arrays()[a];
                    for (int i = 0; i < array.length; i++) {
                        float at = array[i];
                        array[i] = at + 0.01f;
                        double up = learner.learn(weights, batch(encoder), ignored, Work.NONE).loss() / SAMPLES;
                        array[i] = at - 0.01f;
                        double down = learner.learn(weights, batch(encoder), ignored, Work.NONE).loss() / SAMPLES;
                        array[i] = at;
                        double expected = (up - down) / 0.02;
                        assertEquals(expected, gradients.arrays()[a][i], 2e-3 + 5e-3 * Math.abs(expected),
                                operators + " with " + encoder + ", array " + a + ", " + i);
                    }
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        List<float[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            try (Workers workers = new Workers(threads)) {
                LearningRule.Learner learner = new Bptt().learner(new LearningRule.Setting(network(List.of(new Dense(5, true), GAIN)), 1e-3, 5,
                        Loss.CROSS_ENTROPY, workers, Primitives.best(), 1));
                Parameters gradients = Parameters.zero(learner.plan());
                learner.learn(weights(learner.plan()), batch(new Encoder.Rate(5)), gradients, Work.NONE);
                results.add(gradients.arrays()[2]);
            }
        }
        assertArrayEquals(results.get(0), results.get(1));
    }

    @Test
    void spikesOfAKernelAreCountedAndPassedOnAsLists() {
        Network network = network(List.of(new Threshold(), new Dense(2, false)));
        Plan plan = Plan.of(network, new PlanOptions(1e-3), Kernels.best());
        Parameters weights = Parameters.zero(plan);
        Arrays.fill(weights.arrays()[0], 2);
        InputBatch batch = new InputBatch() {

            @Override
            public int size() {
                return 1;
            }

            @Override
            public int steps() {
                return 4;
            }

            @Override
            public boolean valued() {
                return true;
            }

            @Override
            public void list(int from, int count, SparseRows rows) {
                rows.reserve(1, INPUTS);
                for (int i = 0; i < 3; i++) {
                    rows.columns()[i] = 2 * i;
                    rows.values()[i] = i == 1 ? 0.05f : 0.5f;
                }
                rows.endRow(3);
            }
        };
        try (Workers workers = new Workers(1)) {
            new Executor(plan, Primitives.best(), workers).run(weights, batch, outputs -> {
                assertEquals(2 * 4, outputs.spikes());
                assertEquals(4, outputs.steps());
                assertArrayEquals(new float[] {4, 4, 4, 4, 4, 4, 4, 4}, Arrays.copyOf(outputs.values(), 8));
            }, Work.NONE);
        }
    }

    @Test
    void whatNoEngineRunsIsRefusedInTheWordsOfTheCheck() {
        Operator mixing = new Gain(Time.BATCH, true);
        Operator bare = new Bare();
        for (Operator operator : List.of(mixing, bare)) {
            String what = Plan.obstacle(network(List.of(operator))).orElseThrow().what();
            String message = assertThrows(IllegalArgumentException.class,
                    () -> Plan.of(network(List.of(operator)), new PlanOptions(1e-3), Kernels.best())).getMessage();
            assertTrue(message.startsWith("no engine runs " + what + " yet, as network N has at l1"), message);
        }
        assertEquals("networks that compute nothing", Plan.obstacle(network(List.of())).orElseThrow().what());
        assertTrue(Plan.obstacle(network(List.of(GAIN, new org.spikewright.network.operator.Neurons(Neurons.leaky(0.01, 1))))).isEmpty());
    }
}
