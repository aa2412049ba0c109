package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.Work;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.execute.Readout;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Initial;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Tensor;
import org.spikewright.testing.engine.ArrayBatch;
import org.spikewright.train.Answer;
import org.spikewright.train.Loss;
import org.spikewright.train.Schedule;

/** Losses and what they read over time, against their formulas and finite differences. */
class LossTest {

    private static final int STEPS = 4;
    private static final int CLASSES = 3;

    static List<Loss> losses() {
        return List.of(Loss.CROSS_ENTROPY, Loss.MEAN_SQUARED_ERROR, Loss.MEAN_ABSOLUTE_ERROR, new Loss.Huber(1), new Loss.PerStep(0.2));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreThoseOfFiniteDifferences(Loss loss) {
        float[] outputs = {0.3f, -1.2f, 2.5f, 0.1f};
        float[] gradient = new float[4];
        float[] ignored = new float[4];
        loss.of(outputs, 1, gradient);
        for (int i = 0; i < outputs.length; i++) {
            float at = outputs[i];
            outputs[i] = at + 0.01f;
            double up = loss.of(outputs, 1, ignored);
            outputs[i] = at - 0.01f;
            double down = loss.of(outputs, 1, ignored);
            outputs[i] = at;
            assertEquals((up - down) / 0.02, gradient[i], 1e-4);
        }
    }

    static Stream<Loss> overTime() {
        List<Loss> all = new ArrayList<>(losses());
        for (Readout readout : List.of(Readout.MEAN, Readout.SUM, Readout.LARGEST, Readout.LAST)) {
            all.add(new Loss.Read(Loss.CROSS_ENTROPY, readout));
            all.add(new Loss.Read(new Loss.Huber(0.5), readout));
        }
        return all.stream();
    }

    /** A network that gives what it receives, times a number that is 1: its derivatives by outputs are what is looked at. */
    private static <T> T given(float[] values, Function<Outputs, T> look) {
        Shape shape = Shape.of(CLASSES);
        Network same = new Network("Same", List.of(new Layer("x", new Input(shape), List.of(), shape, null),
                new Layer("one", new Tensor(Shape.of(1), true, new Initial.Formula(Expression.ONE)), List.of(), Shape.of(1), null),
                new Layer("y", new Formula(Expression.symbol("x0").times(Expression.symbol("x1"))), List.of(0, 1), shape, null)), 2);
        Plan plan = Plan.of(same, new PlanOptions(1e-3), Kernels.best());
        Parameters parameters = Parameters.zero(plan);
        parameters.arrays()[0][0] = 1;
        float[][] steps = new float[STEPS][CLASSES];
        for (int i = 0; i < values.length; i++) {
            steps[i / CLASSES][i % CLASSES] = values[i];
        }
        List<T> found = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            new Executor(plan, Primitives.best(), workers).learn(parameters, new ArrayBatch(new float[][][] {steps}, STEPS),
                    outputs -> found.add(look.apply(outputs)), Parameters.zero(plan), Work.NONE);
        }
        return found.getFirst();
    }

    @ParameterizedTest
    @MethodSource("overTime")
    void gradientsOfAllStepsAreThoseOfFiniteDifferences(Loss loss) {
        float[] values = {0.31f, -1.2f, 2.5f, 0.1f, 0.7f, -0.4f, 1.1f, 0.9f, 0.25f, -0.6f, 1.9f, 0.05f};
        float[] gradient = given(values, outputs -> {
            loss.of(outputs, 0, 1, 0.5f);
            return outputs.gradient().clone();
        });
        for (int i = 0; i < values.length; i++) {
            float at = values[i];
            values[i] = at + 0.01f;
            double up = given(values, outputs -> loss.of(outputs, 0, 1, 0));
            values[i] = at - 0.01f;
            double down = given(values, outputs -> loss.of(outputs, 0, 1, 0));
            values[i] = at;
            assertEquals(0.5 * (up - down) / 0.02, gradient[i], 2e-4, loss + " by " + i);
        }
    }

    static Stream<Loss> distances() {
        return Stream.of(Loss.MEAN_SQUARED_ERROR, new Loss.Read(Loss.MEAN_ABSOLUTE_ERROR, Readout.LAST), new Loss.Read(new Loss.Huber(0.5), Readout.SUM));
    }

    /** Of numbers for each output, and of numbers for each in each step. */
    @ParameterizedTest
    @MethodSource("distances")
    void gradientsTowardsNumbersAreThoseOfFiniteDifferences(Loss loss) {
        float[] values = {0.31f, -1.2f, 2.5f, 0.1f, 0.7f, -0.4f, 1.1f, 0.9f, 0.25f, -0.6f, 1.9f, 0.05f};
        float[] series = {1.5f, 0.2f, -0.1f, 0.8f, -0.3f, 0.4f, 0.1f, 1.3f, -0.75f, -0.2f, 0.3f, 1.05f};
        Optional<float[]> counts = Optional.of(floats("0 1 0 1 1 0 0 0 0 0 1 1"));
        for (Answer answer : List.of(new Answer.Numbers(new float[] {1.5f, -0.25f, 4}), new Answer.Numbers(series), new Answer.Numbers(series, counts),
                new Answer.Numbers(new float[] {1.5f, -0.25f, 4}, Optional.of(floats("1 0 1"))))) {
            float[] gradient = given(values, outputs -> {
                loss.of(outputs, 0, answer, 0.5f);
                return outputs.gradient().clone();
            });
            for (int i = 0; i < values.length; i++) {
                float at = values[i];
                values[i] = at + 0.01f;
                double up = given(values, outputs -> loss.of(outputs, 0, answer, 0));
                values[i] = at - 0.01f;
                double down = given(values, outputs -> loss.of(outputs, 0, answer, 0));
                values[i] = at;
                assertEquals(0.5 * (up - down) / 0.02, gradient[i], 2e-4, loss + " by " + i);
            }
        }
        Answer same = new Answer.Numbers(series);
        double none = given(series, outputs -> Loss.MEAN_SQUARED_ERROR.of(outputs, 0, same, 0));
        assertEquals(0, none);
        Answer some = new Answer.Numbers(series, counts);
        double mean = given(values, outputs -> Loss.MEAN_SQUARED_ERROR.of(outputs, 0, some, 0));
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts.get()[i] * Math.pow(values[i] - series[i], 2) / 5;
        }
        assertEquals(sum, mean, 1e-6);
        Answer nothing = new Answer.Numbers(series, Optional.of(new float[series.length]));
        double zero = given(values, outputs -> Loss.MEAN_SQUARED_ERROR.of(outputs, 0, nothing, 1));
        assertEquals(0, zero);
    }

    @ParameterizedTest
    @CsvSource({"0 0 1 0 0 1 0 0 0 0 0 1, -4 -4 0", "1 1 1 1 1 1 1 1 1 1 1 1, 0 0 0", "0 0 0 0 0 0 0 0 0 1 0 0, -3 -4 -4"})
    void theFirstSpikeIsCountedFromTheEnd(String spikes, String expected) {
        Readout first = new Readout.First(2);
        float[] read = given(floats(spikes), outputs -> {
            float[] values = new float[CLASSES];
            first.read(outputs, 0, values);
            return values;
        });
        float[] halves = floats(expected);
        for (int j = 0; j < CLASSES; j++) {
            assertEquals(halves[j] / 2, read[j], 1e-6);
        }
    }

    /** Of the polynomial in spikes that the time of the first one is: each is linear in it, so differences of 1 are exact. */
    @Test
    void theFirstSpikeMovesAsThePolynomialDoes() {
        float[] spikes = floats("0 0 1 0 1 0 1 0 0 0 1 1");
        Readout first = new Readout.First(2);
        float[] gradient = given(spikes, outputs -> {
            first.spread(outputs, 0, new float[] {1, 1, 1});
            return outputs.gradient().clone();
        });
        float[] expected = new float[spikes.length];
        for (int i = 0; i < spikes.length; i++) {
            double[] at = new double[2];
            for (int value = 0; value < 2; value++) {
                double product = 1;
                for (int t = 0; t < STEPS; t++) {
                    int k = t * CLASSES + i % CLASSES;
                    product *= 1 - (k == i ? value : spikes[k]);
                    at[value] -= product / 2;
                }
            }
            expected[i] = (float) (at[1] - at[0]);
        }
        assertArrayEquals(expected, gradient, 1e-6f);
    }

    private static float[] floats(String text) {
        String[] words = text.trim().split(" ");
        float[] values = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return values;
    }

    @Test
    void crossEntropyOfEqualOutputsIsTheLogarithmOfTheirNumber() {
        assertEquals(Math.log(4), Loss.CROSS_ENTROPY.of(new float[] {1000, 1000, 1000, 1000}, 2, new float[4]), 1e-6);
    }

    @Test
    void theCosineFallsFromOneToZero() {
        assertEquals(1, Schedule.COSINE.factor(0));
        assertEquals(0.5, Schedule.COSINE.factor(0.5), 1e-12);
        assertEquals(0, Schedule.COSINE.factor(1), 1e-12);
    }
}
