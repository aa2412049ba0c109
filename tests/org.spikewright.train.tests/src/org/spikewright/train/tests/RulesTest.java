package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.execute.Flow;
import org.spikewright.execute.Parameters;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.Weights;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Spike;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Input;
import org.spikewright.testing.engine.Json;
import org.spikewright.testing.engine.Networks;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.testing.engine.SharedData;
import org.spikewright.train.Batch;
import org.spikewright.train.Bptt;
import org.spikewright.train.EligibilityPropagation;
import org.spikewright.train.EvolutionStrategy;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.ReadoutOnly;
import org.spikewright.train.Sltt;
import org.spikewright.train.internal.SpatialLearning;

/** What each rule finds: against published gradients, its own formulas in double precision, and back-propagation. */
class RulesTest {

    private static final int INPUTS = 6;
    private static final int CLASSES = 3;

    /** Numbers of any sign, other ones in each step. */
    private record Values(int steps) implements Encoder {

        @Override
        public int inputs(int length) {
            return length / steps;
        }

        @Override
        public boolean valued() {
            return true;
        }

        @Override
        public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons, float[] values, int from) {
            int at = from;
            for (int i = 0; i < length; i++) {
                neurons[at] = i % (length / steps);
                values[at++] = sample[i];
                ends[list + i / (length / steps)] = at;
            }
        }
    }

    private static Batch batch(float[][] values, int[] labels, int steps) {
        EncodedSamples data = EncodedSamples.testing(new ArraySamples(values, labels, new int[] {steps, values[0].length / steps},
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList()), new Values(steps), 1);
        return Batch.all(data);
    }

    private static Batch drawn(int samples, int steps) {
        RandomStream random = RandomStream.of(5, "samples");
        float[][] values = new float[samples][steps * INPUTS];
        for (float[] sample : values) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = (float) random.nextGaussian();
            }
        }
        return batch(values, IntStream.range(0, samples).map(i -> i % CLASSES).toArray(), steps);
    }

    /** What a rule finds. */
    private record Found(LearningRule.Learner learner, Parameters weights, Parameters direction, LearningRule.Outcome outcome) {

        float[] of(String name) {
            return direction.store().get(name);
        }
    }

    private static Found find(LearningRule rule, Network network, Loss loss, Batch batch, Primitives primitives, Optional<Weights> given) {
        try (Workers workers = new Workers(2)) {
            LearningRule.Learner learner = rule.learner(new LearningRule.Setting(network, 1, batch.steps(), loss, workers, primitives, 1));
            Parameters weights = given.map(one -> Parameters.of(learner.plan(), one)).orElseGet(() -> Parameters.zero(learner.plan()));
            for (int p = 0; given.isEmpty() && p < weights.arrays().length; p++) {
                RandomStream random = RandomStream.of(9, learner.plan().parameters().get(p).name());
                for (int i = 0; i < weights.arrays()[p].length; i++) {
                    weights.arrays()[p][i] = (float) random.nextGaussian() * 0.7f;
                }
            }
            Parameters direction = Parameters.zero(learner.plan());
            return new Found(learner, weights, direction, learner.learn(weights, batch, direction, Work.NONE));
        }
    }

    private static Found find(LearningRule rule, Network network, Loss loss, Batch batch) {
        return find(rule, network, loss, batch, Primitives.best(), Optional.empty());
    }

    private static Network spiking() {
        return Networks.chain(INPUTS, new int[] {7, 5, CLASSES}, Neurons.discrete(), Neurons.discrete(), Neurons.discrete());
    }

    private static Network graded() {
        return Networks.chain(INPUTS, new int[] {7, 5, CLASSES}, Neurons.integrator(2), Neurons.integrator(3), Neurons.integrator(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sltt", "bptt"})
    void publishedGradients(String rule) throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/sltt_vs_bptt_grads.json"));
        Expression v = Expression.symbol("v");
        Expression near = Expression.ONE.minus(Expression.call(Function.STEP, List.of(Expression.call(Function.MAX, List.of(
                Expression.symbol(Spike.MARGIN), Expression.ZERO.minus(Expression.symbol(Spike.MARGIN)))).minus(Expression.of(0.5)))));
        NeuronProgram neuron = new NeuronProgram("Published", Map.of(), List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Next(
                Expression.of(0.2).times(v).plus(Expression.symbol("I"))))), List.of("I"), Optional.of(new Spike(v.minus(Expression.ONE), near,
                        Map.of("v", v.minus(Expression.ONE)))), v);
        List<Layer> layers = List.of(new Layer("x", new Input(Shape.of(4)), List.of(), Shape.of(4), null), dense("l1", 5, 0), neurons("n1", neuron, 1),
                dense("l2", 5, 2), neurons("n2", neuron, 3), dense("l3", 3, 4));
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (String name : List.of("l1.weight", "l1.bias", "l2.weight", "l2.bias", "l3.weight", "l3.bias")) {
            weights.put(name, floats(golden.get("state").get(name)));
        }
        float[] x = floats(golden.get("x"));
        float[][] values = new float[2][24];
        for (int i = 0; i < x.length; i++) {
            values[i / 4 % 2][i / 8 * 4 + i % 4] = x[i];
        }
        double[] labels = golden.get("y").get("data").numbers();
        Found found = find(rule.equals("sltt") ? new Sltt(0) : new Bptt(true), new Network("Published", layers, 5), new Loss.PerStep(0.05),
                batch(values, new int[] {(int) labels[0], (int) labels[1]}, 6), Primitives.best(), Optional.of(new Weights(weights)));
        weights.keySet().forEach(name -> assertArrayEquals(floats(golden.get("grads_" + rule).get(name)), found.of(name), 1e-6f, name));
    }

    private static Layer dense(String name, int units, int from) {
        return new Layer(name, new Dense(units, true), List.of(from), Shape.of(units), null);
    }

    private static Layer neurons(String name, NeuronProgram neuron, int from) {
        return new Layer(name, new org.spikewright.network.operator.Neurons(neuron), List.of(from), Shape.of(5), null);
    }

    private static float[] floats(Json golden) {
        double[] numbers = golden.get("data").numbers();
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private static void assertSame(Found expected, Found actual, float tolerance) {
        for (int p = 0; p < expected.direction().arrays().length; p++) {
            assertArrayEquals(expected.direction().arrays()[p], actual.direction().arrays()[p], tolerance,
                    expected.direction().plan().parameters().get(p).name());
        }
    }

    @Test
    void blocksAsLongAsSamplesAreAllOfBackPropagation() {
        Batch batch = drawn(11, 8);
        Network recurrent = ReferenceTrainingTest.recurrent(INPUTS, 9, CLASSES);
        assertSame(find(new Bptt(), recurrent, Loss.CROSS_ENTROPY, batch), find(new Bptt(false, new Flow(8, true)), recurrent, Loss.CROSS_ENTROPY,
                batch), 0);
        assertSame(find(new Bptt(), spiking(), Loss.CROSS_ENTROPY, batch), find(new Bptt(false, new Flow(9, true)), spiking(), Loss.CROSS_ENTROPY,
                batch), 0);
    }

    @Test
    void blocksOfOneStepAreGradientsThroughSpace() {
        Batch batch = drawn(11, 8);
        Loss loss = new Loss.PerStep(0.05);
        Found space = find(new Sltt(0), spiking(), loss, batch);
        Found blocks = find(new Bptt(false, new Flow(1, true)), spiking(), loss, batch);
        assertSame(blocks, space, 2e-7f);
        assertEquals(blocks.outcome().loss(), space.outcome().loss(), 1e-6);
        assertEquals(blocks.outcome().spikes(), space.outcome().spikes());
        assertTrue(IntStream.range(0, 6).anyMatch(p -> !Arrays.equals(find(new Bptt(), spiking(), loss, batch).direction().arrays()[p],
                blocks.direction().arrays()[p])), "back-propagation is another thing");
    }

    /** Of graded neurons, in which a block's derivatives are those of a network that starts each block with the states it has as given. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void blocksEndWhereTheySay(int block) {
        int steps = 7;
        Batch batch = drawn(3, steps);
        Network network = Networks.chain(INPUTS, new int[] {CLASSES}, Neurons.integrator(2));
        Found found = find(new Bptt(false, new Flow(block, true)), network, Loss.CROSS_ENTROPY, batch);
        double keep = Math.exp(-0.5);
        double[] w = doubles(found.weights().store().get("fc1.weight"));
        double[] b = doubles(found.weights().store().get("fc1.bias"));
        double[] expected = new double[w.length];
        for (int sample = 0; sample < 3; sample++) {
            float[] x = new float[steps * INPUTS];
            batch.data().samples().read(sample, x);
            double[] v = new double[CLASSES];
            double[] mean = new double[CLASSES];
            // The derivative of the mean by the weight of each input, with what is before a block as given.
            double[][] trace = new double[CLASSES][INPUTS];
            double[][] by = new double[CLASSES][INPUTS];
            for (int t = 0; t < steps; t++) {
                for (int j = 0; j < CLASSES; j++) {
                    double drive = b[j];
                    for (int i = 0; i < INPUTS; i++) {
                        drive += w[j * INPUTS + i] * x[t * INPUTS + i];
                        trace[j][i] = (t % block == 0 ? 0 : keep * trace[j][i]) + (1 - keep) * x[t * INPUTS + i];
                        by[j][i] += trace[j][i] / steps;
                    }
                    v[j] = keep * v[j] + (1 - keep) * drive;
                    mean[j] += v[j] / steps;
                }
            }
            double sum = Arrays.stream(mean).map(Math::exp).sum();
            for (int k = 0; k < expected.length; k++) {
                int j = k / INPUTS;
                expected[k] += (Math.exp(mean[j]) / sum - (j == batch.label(sample) ? 1 : 0)) / 3 * by[j][k % INPUTS];
            }
        }
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], found.of("fc1.weight")[k], 1e-6);
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** Traces of eligibility that go forward in time, as they were published, with spikes as single precision has them. */
    @Test
    void eligibilityPropagationIsTheSumOfSignalsTimesTraces() {
        int steps = 12;
        int neurons = 9;
        Batch batch = drawn(5, steps);
        Found found = find(new EligibilityPropagation(), ReferenceTrainingTest.recurrent(INPUTS, neurons, CLASSES), Loss.CROSS_ENTROPY, batch);
        Weights weights = found.weights().store();
        double[] in = doubles(weights.get("fc1.weight"));
        double[] inBias = doubles(weights.get("fc1.bias"));
        double[] back = doubles(weights.get("rec.weight"));
        double[] backBias = doubles(weights.get("rec.bias"));
        double[] out = doubles(weights.get("fc2.weight"));
        double[] outBias = doubles(weights.get("fc2.bias"));
        double[] byIn = new double[in.length];
        double[] byBack = new double[back.length];
        for (int sample = 0; sample < 5; sample++) {
            float[] x = new float[steps * INPUTS];
            batch.data().samples().read(sample, x);
            double[] v = new double[neurons];
            double[] z = new double[neurons];
            double[] y = new double[CLASSES];
            double[] mean = new double[CLASSES];
            double[] ofInput = new double[INPUTS];
            double[] ofSpike = new double[neurons];
            // Filtered as the readout filters, for the derivative of the mean output by what a neuron sends: by neuron and source.
            double[][] filtered = new double[neurons][INPUTS + neurons];
            double[][] total = new double[neurons][INPUTS + neurons];
            for (int t = 0; t < steps; t++) {
                double[] h = new double[neurons];
                for (int i = 0; i < INPUTS; i++) {
                    ofInput[i] = 0.9 * ofInput[i] + x[t * INPUTS + i];
                }
                for (int i = 0; i < neurons; i++) {
                    ofSpike[i] = 0.9 * ofSpike[i] + z[i];
                }
                for (int j = 0; j < neurons; j++) {
                    h[j] = 0.9 * v[j] + inBias[j] + backBias[j];
                    for (int i = 0; i < INPUTS; i++) {
                        h[j] += in[j * INPUTS + i] * x[t * INPUTS + i];
                    }
                    for (int i = 0; i < neurons; i++) {
                        h[j] += back[j * neurons + i] * z[i];
                    }
                }
                for (int j = 0; j < neurons; j++) {
                    assertTrue(Math.abs(h[j] - 1) > 1e-5, "a potential is too near to the threshold");
                    z[j] = h[j] > 1 ? 1 : 0;
                    v[j] = h[j] - z[j];
                    double slope = 1 / (1 + Math.PI * Math.PI * (h[j] - 1) * (h[j] - 1));
                    for (int i = 0; i < INPUTS + neurons; i++) {
                        filtered[j][i] = 0.9 * filtered[j][i] + slope * (i < INPUTS ? ofInput[i] : ofSpike[i - INPUTS]);
                        total[j][i] += filtered[j][i] / steps;
                    }
                }
                for (int k = 0; k < CLASSES; k++) {
                    y[k] = 0.9 * y[k] + outBias[k];
                    for (int j = 0; j < neurons; j++) {
                        y[k] += out[k * neurons + j] * z[j];
                    }
                    mean[k] += y[k] / steps;
                }
            }
            double sum = Arrays.stream(mean).map(Math::exp).sum();
            for (int j = 0; j < neurons; j++) {
                double signal = 0;
                for (int k = 0; k < CLASSES; k++) {
                    signal += out[k * neurons + j] * (Math.exp(mean[k]) / sum - (k == batch.label(sample) ? 1 : 0)) / 5;
                }
                for (int i = 0; i < INPUTS; i++) {
                    byIn[j * INPUTS + i] += signal * total[j][i];
                }
                for (int i = 0; i < neurons; i++) {
                    byBack[j * neurons + i] += signal * total[j][INPUTS + i];
                }
            }
        }
        for (int k = 0; k < byIn.length; k++) {
            assertEquals(byIn[k], found.of("fc1.weight")[k], 1e-5 * Math.max(1, Math.abs(byIn[k])));
        }
        for (int k = 0; k < byBack.length; k++) {
            assertEquals(byBack[k], found.of("rec.weight")[k], 1e-5 * Math.max(1, Math.abs(byBack[k])));
        }
    }

    @Test
    void memoryDoesNotGrowWithSteps() {
        List<Long> bytes = IntStream.of(4, 16, 64).mapToObj(steps -> ((SpatialLearning) find(new Sltt(0), spiking(), new Loss.PerStep(0.05),
                heldFor(steps)).learner()).bytes()).toList();
        assertEquals(1, bytes.stream().distinct().count(), bytes.toString());
    }

    /** The same values in all steps, so that no list of what comes in differs. */
    private static Batch heldFor(int steps) {
        float[][] values = new float[11][steps * INPUTS];
        for (float[] sample : values) {
            Arrays.fill(sample, 0.4f);
        }
        return batch(values, new int[11], steps);
    }

    /** Multiplications of matrix products, which in graded layers are all of them. */
    private static long multiplications(LearningRule rule, int steps) {
        AtomicLong count = new AtomicLong();
        Primitives real = Primitives.scalar();
        Primitives counting = (Primitives) Proxy.newProxyInstance(Primitives.class.getClassLoader(), new Class<?>[] {Primitives.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("product")) {
                        count.addAndGet((long) (int) arguments[0] * (int) arguments[1] * (int) arguments[2]);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        find(rule, graded(), new Loss.PerStep(0.05), drawn(16, steps), counting, Optional.empty());
        return count.get();
    }

    @Test
    void multiplicationsOfSomeStepsDoNotDependOnHowManyThereAre() {
        int forward = 16 * (INPUTS * 7 + 7 * 5 + 5 * CLASSES);
        // Derivatives by all weights, and by what all layers but the first receive.
        int back = 16 * (INPUTS * 7 + 2 * 7 * 5 + 2 * 5 * CLASSES);
        for (int steps : new int[] {8, 16, 32}) {
            for (int taken : new int[] {1, 2, 4}) {
                assertEquals((long) taken * back, multiplications(new Sltt(taken), steps) - (long) steps * forward, steps + " steps, " + taken);
            }
            assertEquals((long) steps * back, multiplications(new Sltt(0), steps) - (long) steps * forward);
        }
    }

    @Test
    void onlyTheReadoutLearns() {
        Found found = find(new ReadoutOnly(), ReferenceTrainingTest.recurrent(INPUTS, 9, CLASSES), Loss.CROSS_ENTROPY, drawn(5, 8));
        List<String> learns = IntStream.range(0, found.learner().frozen().length).filter(p -> !found.learner().frozen()[p])
                .mapToObj(p -> found.learner().plan().parameters().get(p).name()).toList();
        assertEquals(List.of("fc2.weight", "fc2.bias"), learns);
    }

    @Test
    void evolutionFindsTheGradientOnAverage() {
        Network small = Networks.chain(INPUTS, new int[] {CLASSES}, Neurons.integrator(2));
        Found gradient = find(new Bptt(), small, Loss.CROSS_ENTROPY, drawn(6, 4));
        Found evolved = find(new EvolutionStrategy(2000, 0.01), small, Loss.CROSS_ENTROPY, drawn(6, 4));
        double product = 0;
        double own = 0;
        double other = 0;
        for (int p = 0; p < 2; p++) {
            for (int i = 0; i < gradient.direction().arrays()[p].length; i++) {
                double a = gradient.direction().arrays()[p][i];
                double b = evolved.direction().arrays()[p][i];
                product += a * b;
                own += a * a;
                other += b * b;
            }
        }
        assertEquals(1, product / own, 0.15, "the part along the gradient");
        assertTrue(product / Math.sqrt(own * other) > 0.97, "cosine " + product / Math.sqrt(own * other));
    }

    @Test
    void whatARuleCannotTrainIsRefused() {
        Network recurrent = ReferenceTrainingTest.recurrent(INPUTS, 9, CLASSES);
        assertTrue(new Sltt(0).obstacle(spiking(), Loss.CROSS_ENTROPY).orElseThrow().contains("crossEntropyPerStep"));
        assertTrue(new Sltt(0).obstacle(recurrent, new Loss.PerStep(0.05)).orElseThrow().contains("'before' needs other steps"));
        assertEquals(Optional.empty(), new Sltt(0).obstacle(spiking(), new Loss.PerStep(0.05)));
        assertEquals(Optional.empty(), new EligibilityPropagation().obstacle(recurrent, Loss.CROSS_ENTROPY));
        Network numbers = new Network("Numbers", recurrent.layers(), recurrent.output(), Map.of(1, 4));
        assertTrue(new EligibilityPropagation().obstacle(numbers, Loss.CROSS_ENTROPY).orElseThrow().contains("'before' goes on"));
    }
}
