package org.spikewright.dataset;

import java.util.random.RandomGenerator;

/**
 * Each value becomes a population of neurons with preferred values from 0 to 1, equally far apart. In each step a neuron fires with a
 * probability that falls off around its preferred value as a Gaussian, whose standard deviation is the distance between two of them.
 *
 * @param neurons of each value, two or more
 * @param steps how many time steps
 */
public record PlaceCode(int neurons, int steps) implements Encoder {

    public PlaceCode {
        Encoder.checkSteps(steps);
        if (neurons < 2) {
            throw new IllegalArgumentException("a place code has two neurons for each value or more, but here it has " + neurons);
        }
    }

    @Override
    public int inputs(int length) {
        return Math.multiplyExact(length, neurons);
    }

    @Override
    public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] inputs, float[] values, int from) {
        double[] probability = new double[length * neurons];
        for (int i = 0; i < probability.length; i++) {
            double apart = sample[i / neurons] * (neurons - 1) - i % neurons;
            probability[i] = Math.exp(-apart * apart / 2);
        }
        int at = from;
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < probability.length; i++) {
                inputs[at] = i;
                at += random.nextDouble() < probability[i] ? 1 : 0;
            }
            ends[list + t] = at;
        }
    }
}
