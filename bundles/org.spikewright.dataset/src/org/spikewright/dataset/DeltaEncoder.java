package org.spikewright.dataset;

import java.util.random.RandomGenerator;

/**
 * A spike for each change of a series by a threshold: delta modulation. Each value is followed from its first on; where it has moved by the
 * threshold or more, a spike says so, and what is followed moves by one threshold. A neuron fires once a step at most, so that what a
 * steep change has left follows in the steps after it. Inputs are all values that rise, then all that fall.
 *
 * @param threshold of a change
 * @param steps how many time steps; the extent of the first axis
 */
public record DeltaEncoder(double threshold, int steps) implements Encoder {

    public DeltaEncoder {
        Encoder.checkSteps(steps);
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("a threshold is above 0, but is " + threshold);
        }
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public void check(SampleForm form) {
        Encoder.checkTime("delta", steps, form);
    }

    @Override
    public int inputs(int length) {
        return 2 * Encoder.ofStep(length, steps);
    }

    @Override
    public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons, float[] values, int from) {
        int width = Encoder.ofStep(length, steps);
        double[] followed = new double[width];
        for (int i = 0; i < width; i++) {
            followed[i] = sample[i];
        }
        int at = from;
        for (int t = 0; t < steps; t++) {
            int falling = 0;
            int[] fallen = new int[width];
            for (int i = 0; i < width; i++) {
                double moved = sample[t * width + i] - followed[i];
                if (moved >= threshold) {
                    neurons[at++] = i;
                    followed[i] += threshold;
                } else if (moved <= -threshold) {
                    fallen[falling++] = width + i;
                    followed[i] -= threshold;
                }
            }
            System.arraycopy(fallen, 0, neurons, at, falling);
            at += falling;
            ends[list + t] = at;
        }
    }
}
