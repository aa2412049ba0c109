package org.spikewright.dataset;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How a sample becomes the input of a network over time: lists of input neurons, one list for each step. What an
 * encoder draws comes from the stream it is given; the same stream gives the same spikes. Other bundles may bring encoders of their own.
 */
public interface Encoder {

    /** How many time steps. */
    int steps();

    /**
     * How many input neurons a sample of that many values has.
     *
     * @throws DataException if the encoder cannot take samples of that length
     */
    default int inputs(int length) {
        return length;
    }

    /** Whether the input is one list of values that is held over all steps; otherwise it is spikes. */
    default boolean held() {
        return false;
    }

    /** Whether entries have values of their own; otherwise each is a spike. */
    default boolean valued() {
        return held();
    }

    /** Whether a step is one of the series that samples are; otherwise time has nothing to do with the samples. */
    default boolean isTimed() {
        return false;
    }

    /**
     * Whether samples can be encoded.
     *
     * @throws DataException if they cannot; the message says why
     */
    default void check(SampleForm form) {
        inputs(form.size(0));
    }

    /** How many lists a sample has: one for each step, or one that is held. */
    default int lists() {
        return held() ? 1 : steps();
    }

    /**
     * Encodes a sample.
     *
     * @param sample its values, from 0 on; 1 is the largest of the training samples, and what is above it counts as 1 where values
     *               become spikes
     * @param length how many values it has
     * @param random what the encoder draws from
     * @param ends receives {@link #lists()} entries from {@code list}: where each list ends in {@code neurons}
     * @param list the first list to write
     * @param neurons receives the input neurons of each list in ascending order, from {@code from}; at least
     *                {@code lists() * inputs(length)} long from there
     * @param values receives the value of each entry where the input is {@link #valued()}; else unused
     */
    void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons, float[] values,
            int from);

    /**
     * Each value is the probability of a spike in each step.
     *
     * @param steps how many time steps
     */
    record Rate(int steps) implements Encoder {
        public Rate {
            checkSteps(steps);
        }

        @Override
        public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons,
                float[] values, int from) {
            // The values that can spike, gathered once; their thresholds against the 32 bits that a step draws for
            // each.
            int[] bright = new int[length];
            long[] threshold = new long[length];
            int count = 0;
            for (int i = 0; i < length; i++) {
                if (sample[i] < 0) {
                    throw negative("rate", sample[i]);
                }
                if (sample[i] > 0) {
                    bright[count] = i;
                    threshold[count++] = (long) ((double) sample[i] * (1L << 32));
                }
            }
            int at = from;
            for (int t = 0; t < steps; t++) {
                int k = 0;
                for (; k + 1 < count; k += 2) {
                    long bits = random.nextLong();
                    neurons[at] = bright[k];
                    at += (bits >>> 32) < threshold[k] ? 1 : 0;
                    neurons[at] = bright[k + 1];
                    at += (bits & 0xFFFFFFFFL) < threshold[k + 1] ? 1 : 0;
                }
                if (k < count && (random.nextLong() >>> 32) < threshold[k]) {
                    neurons[at++] = bright[k];
                }
                ends[list + t] = at;
            }
        }
    }

    /**
     * Each value becomes one spike, the brighter the earlier: 1 in the first step, the smallest above 0 in the last; 0
     * never.
     *
     * @param steps how many time steps
     */
    record Latency(int steps) implements Encoder {
        public Latency {
            checkSteps(steps);
        }

        @Override
        public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons,
                float[] values, int from) {
            int at = from;
            for (int i = 0; i < length; i++) {
                if (sample[i] < 0) {
                    throw negative("latency", sample[i]);
                }
            }
            for (int t = 0; t < steps; t++) {
                for (int i = 0; i < length; i++) {
                    if (sample[i] > 0 && step(sample[i]) == t) {
                        neurons[at++] = i;
                    }
                }
                ends[list + t] = at;
            }
        }

        private int step(float value) {
            return Math.clamp((int) ((1 - value) * steps), 0, steps - 1);
        }
    }

    /**
     * The values themselves are the input of every step.
     *
     * @param steps how many time steps
     */
    record Direct(int steps) implements Encoder {
        public Direct {
            checkSteps(steps);
        }

        @Override
        public boolean held() {
            return true;
        }

        @Override
        public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons,
                float[] values, int from) {
            int at = from;
            for (int i = 0; i < length; i++) {
                if (sample[i] != 0) {
                    neurons[at] = i;
                    values[at++] = sample[i];
                }
            }
            ends[list] = at;
        }
    }

    /**
     * The sample's outermost axis is time already: every value above 0 is a spike, several in one step are one.
     *
     * @param steps how many time steps; the extent of that axis
     */
    record Frames(int steps) implements Encoder {
        public Frames {
            checkSteps(steps);
        }

        @Override
        public boolean isTimed() {
            return true;
        }

        @Override
        public void check(SampleForm form) {
            checkTime("recorded", steps, form);
        }

        @Override
        public int inputs(int length) {
            return ofStep(length, steps);
        }

        @Override
        public void encode(float[] sample, int length, RandomGenerator random, int[] ends, int list, int[] neurons,
                float[] values, int from) {
            int width = inputs(length);
            int at = from;
            for (int t = 0; t < steps; t++) {
                for (int i = 0; i < width; i++) {
                    neurons[at] = i;
                    at += sample[t * width + i] > 0 ? 1 : 0;
                }
                ends[list + t] = at;
            }
        }
    }

    /** How many values a step of a series has. */
    static int ofStep(int length, int steps) {
        if (length % steps != 0) {
            throw new DataException("a sample of " + length + " values cannot be divided into " + steps
                    + " steps: set steps to the first extent of the samples");
        }
        return length / steps;
    }

    /**
     * Whether samples have as many steps.
     *
     * @throws DataException if not
     */
    static void checkTime(String encoder, int steps, SampleForm form) {
        if (form.extents().length == 0 || form.extents()[0] != steps) {
            throw new DataException("samples of extents " + Arrays.toString(form.extents()) + " have no " + steps + " steps; write " + encoder + "("
                    + (form.extents().length == 0 ? 1 : form.extents()[0]) + ") if the first axis is time");
        }
    }

    private static DataException negative(String encoder, float value) {
        return new DataException("a sample has the value " + value + ", which no spikes can stand for; write -> normalise behind read, or encode"
                + " direct or frames instead of " + encoder);
    }

    /** Refuses what is no number of steps. */
    static void checkSteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("the number of steps must be at least 1, but is " + steps);
        }
    }
}
