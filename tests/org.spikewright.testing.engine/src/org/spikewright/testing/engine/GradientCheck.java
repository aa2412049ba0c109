package org.spikewright.testing.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.execute.Executor;
import org.spikewright.execute.InputBatch;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;

/**
 * Holds the derivatives of a network against finite differences, for a loss that weighs every element of what goes out in every step of
 * every sample by another number.
 *
 * @param plan the network
 * @param primitives what to compute with
 * @param threads how many
 */
public record GradientCheck(Plan plan, Primitives primitives, int threads) {

    /** What came of a run. */
    public record Result(double loss, float[][] outputs, Parameters gradients) {
    }

    /** Runs a batch forward and back. */
    public Result run(Parameters values, InputBatch batch) {
        try (Workers workers = new Workers(threads)) {
            Executor executor = new Executor(plan, primitives, workers);
            double[] losses = new double[Executor.chunks(batch.size())];
            float[][] outputs = new float[losses.length][];
            Parameters gradients = Parameters.zero(plan);
            executor.learn(values, batch, one -> {
                losses[one.chunk()] = look(one);
                outputs[one.chunk()] = Arrays.copyOf(one.values(), one.samples() * one.steps() * one.width());
            }, gradients, Work.NONE);
            double loss = 0;
            for (double part : losses) {
                loss += part;
            }
            return new Result(loss, outputs, gradients);
        }
    }

    private static double look(Outputs outputs) {
        RandomStream random = RandomStream.of(3, "loss", outputs.chunk());
        double loss = 0;
        for (int i = 0; i < outputs.samples() * outputs.steps() * outputs.width(); i++) {
            float weight = (float) random.nextGaussian();
            outputs.gradient()[i] = weight;
            loss += (double) weight * outputs.values()[i];
        }
        return loss;
    }

    /**
     * Compares them for every number that is learnt.
     *
     * @param step by which numbers are moved
     * @param tolerance of the differences, relative to the largest derivative of an array
     */
    public void check(Parameters values, InputBatch batch, float step, double tolerance, String name) {
        Result found = run(values, batch);
        for (int p = 0; p < plan.parameters().size(); p++) {
            if (!plan.parameters().get(p).learned()) {
                continue;
            }
            float[] array = values.arrays()[p];
            double[] expected = new double[array.length];
            double largest = 0;
            for (int i = 0; i < array.length; i++) {
                float at = array[i];
                double difference = 0;
                // Of fourth order, with the step as it is rounded.
                for (int k : new int[] {-2, -1, 1, 2}) {
                    array[i] = at + k * step;
                    difference += (k == 1 ? 8 : k == -1 ? -8 : -k / 2.0) * run(values, batch).loss();
                }
                array[i] = at;
                expected[i] = difference / (12 * step);
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            for (int i = 0; i < array.length; i++) {
                assertEquals(expected[i], found.gradients().arrays()[p][i], tolerance * largest,
                        name + ": " + plan.parameters().get(p).name() + " " + i);
            }
        }
    }
}
