package org.spikewright.train.tests;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.train.Batch;

/** Small batches of samples with numbers that differ from step to step. */
final class Batches {

    static final int INPUTS = 6;
    static final int CLASSES = 3;

    private Batches() {
    }

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

    static Batch of(float[][] values, int[] labels, int steps) {
        EncodedSamples data = EncodedSamples.testing(new ArraySamples(values, labels, new int[] {steps, values[0].length / steps},
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList()), new Values(steps), 1);
        return Batch.all(data);
    }

    static Batch drawn(int samples, int steps) {
        RandomStream random = RandomStream.of(5, "samples");
        float[][] values = new float[samples][steps * INPUTS];
        for (float[] sample : values) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = (float) random.nextGaussian();
            }
        }
        return of(values, IntStream.range(0, samples).map(i -> i % CLASSES).toArray(), steps);
    }
}
