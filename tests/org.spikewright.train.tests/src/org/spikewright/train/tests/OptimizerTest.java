package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Workers;
import org.spikewright.testing.engine.Networks;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.train.Averaging;
import org.spikewright.train.Clipping;
import org.spikewright.train.Lamb;
import org.spikewright.train.Lion;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Regulariser;
import org.spikewright.train.RmsProp;
import org.spikewright.train.Schedule;
import org.spikewright.train.internal.OptimizerState;

/** How weights follow derivatives, against the published recursions in double precision, and what becomes of derivatives before. */
class OptimizerTest {

    private static final int CHANGES = 6;

    /** More weights than one task moves. */
    private static final Plan PLAN = Plan.of(Networks.chain(700, new int[] {60}, Neurons.integrator(0.01)), new PlanOptions(1e-3), Kernels.best());

    /** A recursion of one array in double precision: changes weights, with what it remembers. */
    private interface Recursion {
        void change(double[] w, double[] g, double[][] memory, int number);
    }

    static Stream<Arguments> optimizers() {
        Recursion adamW = (w, g, memory, number) -> {
            double[] direction = adam(g, memory, number, 1e-8);
            for (int i = 0; i < w.length; i++) {
                w[i] -= 0.01 * (direction[i] + 0.1 * w[i]);
            }
        };
        Recursion descent = (w, g, memory, _) -> {
            for (int i = 0; i < w.length; i++) {
                memory[0][i] = 0.9 * memory[0][i] + g[i];
                w[i] -= 0.01 * memory[0][i];
            }
        };
        Recursion rmsProp = (w, g, memory, _) -> {
            for (int i = 0; i < w.length; i++) {
                memory[0][i] = 0.95 * memory[0][i] + 0.05 * g[i] * g[i];
                w[i] -= 0.01 * g[i] / (Math.sqrt(memory[0][i]) + 1e-8);
            }
        };
        Recursion lion = (w, g, memory, _) -> {
            for (int i = 0; i < w.length; i++) {
                w[i] -= 0.01 * (Math.signum(0.9 * memory[0][i] + 0.1 * g[i]) + 0.1 * w[i]);
                memory[0][i] = 0.99 * memory[0][i] + 0.01 * g[i];
            }
        };
        Recursion lamb = (w, g, memory, number) -> {
            double[] direction = adam(g, memory, number, 1e-6);
            for (int i = 0; i < w.length; i++) {
                direction[i] += 0.1 * w[i];
            }
            double ratio = length(w) > 0 && length(direction) > 0 ? length(w) / length(direction) : 1;
            for (int i = 0; i < w.length; i++) {
                w[i] -= 0.01 * ratio * direction[i];
            }
        };
        return Stream.of(Arguments.of(Optimizer.Adam.withDecay(0.01, 0.1), adamW), Arguments.of(new Optimizer.Descent(0.01, 0.9), descent),
                Arguments.of(new RmsProp(0.01, 0.95, 1e-8), rmsProp), Arguments.of(new Lion(0.01, 0.9, 0.99, 0.1), lion),
                Arguments.of(new Lamb(0.01, 0.9, 0.999, 1e-6, 0.1), lamb));
    }

    private static double[] adam(double[] g, double[][] memory, int number, double epsilon) {
        double[] direction = new double[g.length];
        for (int i = 0; i < g.length; i++) {
            memory[0][i] = 0.9 * memory[0][i] + 0.1 * g[i];
            memory[1][i] = 0.999 * memory[1][i] + 0.001 * g[i] * g[i];
            direction[i] = memory[0][i] / (1 - Math.pow(0.9, number)) / (Math.sqrt(memory[1][i] / (1 - Math.pow(0.999, number))) + epsilon);
        }
        return direction;
    }

    private static double length(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    private static Parameters drawn(String name) {
        Parameters parameters = Parameters.zero(PLAN);
        for (float[] array : parameters.arrays()) {
            RandomStream random = RandomStream.of(1, name, array.length);
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) random.nextGaussian();
            }
        }
        return parameters;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void weightsMoveAsTheRecursionSays(Optimizer optimizer, Recursion recursion) {
        Parameters weights = drawn("weights");
        double[][] expected = Arrays.stream(weights.arrays()).map(OptimizerTest::doubles).toArray(double[][]::new);
        double[][][] memory = Arrays.stream(expected).map(array -> new double[2][array.length]).toArray(double[][][]::new);
        try (Workers workers = new Workers(3)) {
            OptimizerState state = new OptimizerState(optimizer, PLAN);
            for (int change = 1; change <= CHANGES; change++) {
                Parameters direction = drawn("direction " + change);
                state.update(weights, direction, 1, workers);
                for (int p = 0; p < expected.length; p++) {
                    recursion.change(expected[p], doubles(direction.arrays()[p]), memory[p], change);
                }
            }
        }
        for (int p = 0; p < expected.length; p++) {
            for (int i = 0; i < expected[p].length; i++) {
                assertEquals(expected[p][i], weights.arrays()[p][i], 2e-5, optimizer + ", " + p + ", " + i);
            }
        }
    }

    @Test
    void whatIsFrozenStays() {
        Parameters weights = drawn("weights");
        try (Workers workers = new Workers(1)) {
            new OptimizerState(Optimizer.Adam.of(0.1), PLAN, new boolean[] {true, false}).update(weights, drawn("direction"), 1, workers);
        }
        Parameters before = drawn("weights");
        assertTrue(Arrays.equals(before.arrays()[0], weights.arrays()[0]) && !Arrays.equals(before.arrays()[1], weights.arrays()[1]));
    }

    @Test
    void clippingBoundsTheLengthOrEachNumber() {
        Parameters direction = drawn("direction");
        double whole = 0;
        for (float[] array : direction.arrays()) {
            whole += length(doubles(array)) * length(doubles(array));
        }
        new Clipping.Norm(2).bound(direction);
        for (int p = 0; p < direction.arrays().length; p++) {
            for (int i = 0; i < direction.arrays()[p].length; i++) {
                assertEquals(drawn("direction").arrays()[p][i] * 2 / Math.sqrt(whole), direction.arrays()[p][i], 1e-6);
            }
        }
        Parameters shorter = drawn("direction");
        new Clipping.Norm(1e6).bound(shorter);
        new Clipping.Value(0.5).bound(shorter);
        assertEquals(Math.clamp(drawn("direction").arrays()[0][7], -0.5, 0.5), shorter.arrays()[0][7]);
        assertTrue(Arrays.stream(shorter.arrays()).allMatch(array -> Arrays.stream(doubles(array)).allMatch(value -> Math.abs(value) <= 0.5)));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void decayAddsItsDerivatives(boolean absolute) {
        Parameters weights = drawn("weights");
        Parameters direction = Parameters.zero(PLAN);
        Regulariser decay = new Regulariser.Decay(0.01, absolute);
        double at = decay.ofWeights(weights, direction, 1, 1);
        double expected = Arrays.stream(doubles(weights.arrays()[0])).map(value -> absolute ? Math.abs(value) : value * value).sum();
        assertEquals(0.01 * expected, at, 1e-9 * expected);
        float before = weights.arrays()[0][3];
        weights.arrays()[0][3] = before + 0.125f;
        double up = decay.ofWeights(weights, Parameters.zero(PLAN), 1, 1);
        weights.arrays()[0][3] = before - 0.125f;
        double down = decay.ofWeights(weights, Parameters.zero(PLAN), 1, 1);
        assertEquals((up - down) / 0.25, direction.arrays()[0][3], 1e-6);
        assertEquals(0, direction.arrays()[1][0], "biases are left out");
    }

    @Test
    void noiseHasTheVarianceThatFades() {
        for (long number : new long[] {1, 100}) {
            Parameters direction = Parameters.zero(PLAN);
            new Regulariser.Noise(0.09, 0.5).ofWeights(drawn("weights"), direction, number, 7);
            double square = Arrays.stream(doubles(direction.arrays()[0])).map(value -> value * value).average().orElseThrow();
            assertEquals(0.09 / Math.sqrt(number), square, 0.05 * 0.09 / Math.sqrt(number));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "0.5, 0.55, 0.1", "1, 0.1, 0.01"})
    void ratesFallToAShare(double progress, double linear, double geometric) {
        assertEquals(linear, new Schedule.Linear(0.1).factor(progress), 1e-12);
        assertEquals(geometric, new Schedule.Exponential(0.01).factor(progress), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.32, 1", "0.34, 0.5", "0.66, 0.5", "0.67, 0.25", "1, 0.25"})
    void ratesFallInSteps(double progress, double factor) {
        assertEquals(factor, new Schedule.Steps(2, 0.5).factor(progress), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.001", "0.1, 0.5", "0.2, 1", "0.6, 0.5", "1, 0"})
    void ratesRiseFirst(double progress, double factor) {
        assertEquals(factor, new Schedule.WarmUp(0.2, Schedule.COSINE).factor(progress), 1e-12);
    }

    /** Means of numbers that are those of the changes, 1 to 8. */
    @Test
    void averagesAreOfTheLastPart() {
        double last = 0;
        double moving = 0;
        for (int number = 1; number <= 8; number++) {
            double kept = new Averaging.Last(0.5).kept(number, number / 8.0);
            last = kept * last + (1 - kept) * number;
            double keep = new Averaging.Exponential(0.75).kept(number, number / 8.0);
            moving = keep * moving + (1 - keep) * number;
        }
        assertEquals((5 + 6 + 7 + 8) / 4.0, last, 1e-12);
        double expected = 2.5; // the mean of the first four
        for (int number = 5; number <= 8; number++) {
            expected = 0.75 * expected + 0.25 * number;
        }
        assertEquals(expected, moving, 1e-12);
    }
}
