package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikewright.common.RandomStream;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;

class EncoderTest {

    private static final float[] SAMPLE = {0, 0.25f, 1, 0.5f, 0};

    @Test
    void rateSpikesAsOftenAsTheValueSays() {
        int[][] lists = lists(new Encoder.Rate(4000), SAMPLE);
        int[] counts = new int[5];
        for (int[] list : lists) {
            for (int k = 0; k < list.length; k++) {
                counts[list[k]]++;
                assertTrue(k == 0 || list[k] > list[k - 1]);
            }
        }
        assertEquals(0, counts[0]);
        assertEquals(1000, counts[1], 120);
        assertEquals(4000, counts[2]);
        assertEquals(2000, counts[3], 150);
    }

    @Test
    void latencySpikesOnceTheBrighterTheEarlier() {
        int[][] lists = lists(new Encoder.Latency(4), SAMPLE);
        assertArrayEquals(new int[][] {{2}, {}, {3}, {1}}, lists);
    }

    @Test
    void directHoldsTheValues() {
        Encoder encoder = new Encoder.Direct(6);
        int[] ends = new int[1];
        int[] neurons = new int[5];
        float[] values = new float[5];
        encoder.encode(SAMPLE, 5, RandomStream.of(1, "x"), ends, 0, neurons, values, 0);
        assertEquals(3, ends[0]);
        assertArrayEquals(new int[] {1, 2, 3}, Arrays.copyOf(neurons, 3));
        assertArrayEquals(new float[] {0.25f, 1, 0.5f}, Arrays.copyOf(values, 3));
    }

    @Test
    void framesAreTheSamplesOwnSteps() {
        assertArrayEquals(new int[][] {{0}, {}, {0, 1}}, lists(new Encoder.Frames(3), new float[] {1, 0, 0, 0, 1, 1}));
        DataException e = assertThrows(DataException.class, () -> new Encoder.Frames(4).inputs(6));
        assertEquals(
                "a sample of 6 values cannot be divided into 4 steps: set steps to the first extent of the samples",
                e.getMessage());
    }

    @Test
    void trainingDrawsAnewInEachEpochAndTestingDoesNot() {
        ArraySamples samples = new ArraySamples(new float[][] {{0.5f, 0.5f, 0.5f, 0.5f}}, new int[] {0}, new int[] {4},
                List.of("a"));
        Encoder encoder = new Encoder.Rate(50);
        assertArrayEquals(epoch(EncodedSamples.training(samples, encoder, 1), 1),
                epoch(EncodedSamples.training(samples, encoder, 1), 1));
        assertTrue(!Arrays.equals(epoch(EncodedSamples.training(samples, encoder, 1), 1),
                epoch(EncodedSamples.training(samples, encoder, 1), 2)));
        assertArrayEquals(epoch(EncodedSamples.testing(samples, encoder, 1), 1),
                epoch(EncodedSamples.testing(samples, encoder, 1), 2));
    }

    private static int[] epoch(EncodedSamples samples, int epoch) {
        int[] ends = new int[50];
        int[] neurons = new int[200];
        samples.encode(0, epoch, new float[4], ends, 0, neurons, new float[0], 0);
        return Arrays.copyOf(neurons, ends[49]);
    }

    private static int[][] lists(Encoder encoder, float[] sample) {
        int[] ends = new int[encoder.lists()];
        int[] neurons = new int[encoder.lists() * encoder.inputs(sample.length)];
        encoder.encode(sample, sample.length, RandomStream.of(1, "encoder"), ends, 0, neurons, new float[0], 0);
        int[][] lists = new int[ends.length][];
        for (int t = 0; t < ends.length; t++) {
            lists[t] = Arrays.copyOfRange(neurons, t == 0 ? 0 : ends[t - 1], ends[t]);
        }
        return lists;
    }
}
