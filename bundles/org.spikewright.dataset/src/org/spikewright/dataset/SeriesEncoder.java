package org.spikewright.dataset;

import java.util.random.RandomGenerator;

/**
 * The values of a series, each in its step.
 *
 * @param steps how many time steps; the extent of the first axis
 */
public record SeriesEncoder(int steps) implements Encoder {

    public SeriesEncoder {
        Encoder.checkSteps(steps);
    }

    @Override
    public boolean valued() {
        return true;
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public void check(SampleForm form) {
        Encoder.checkTime("frames", steps, form);
    }

    @Override
    public int inputs(int length) {
        return Encoder.ofStep(length, steps);
    }

    @Override
    public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons, float[] values, int from) {
        int width = inputs(length);
        int at = from;
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < width; i++) {
                if (sample[t * width + i] != 0) {
                    neurons[at] = i;
                    values[at++] = sample[t * width + i];
                }
            }
            ends[list + t] = at;
        }
    }
}
