package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spikewright.common.RandomStream;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DeltaEncoder;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.PlaceCode;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.SeriesEncoder;

/** Encoders of series and of places. */
class SeriesEncodersTest {

    private static int[][] steps(Encoder encoder, float... sample) {
        int inputs = encoder.inputs(sample.length);
        int[] ends = new int[encoder.lists()];
        int[] neurons = new int[encoder.lists() * inputs];
        float[] values = new float[neurons.length];
        encoder.encode(sample, sample.length, RandomStream.of(1, "test"), ends, 0, neurons, values, 0);
        int[][] steps = new int[ends.length][];
        for (int t = 0; t < ends.length; t++) {
            steps[t] = Arrays.copyOfRange(neurons, t == 0 ? 0 : ends[t - 1], ends[t]);
        }
        return steps;
    }

    @Test
    void changesBecomeSpikesThatAddUpToThem() {
        DeltaEncoder delta = new DeltaEncoder(0.5, 6);
        assertEquals(4, delta.inputs(12));
        int[][] spikes = steps(delta, 0, 5, 0.6f, 5, 2.2f, 4.9f, 2.2f, 4.4f, 2.2f, 4.4f, 2.2f, 4.4f);
        assertArrayEquals(new int[][] {{}, {0}, {0}, {0, 3}, {0}, {}}, spikes);
    }

    @Test
    void valuesOfAStepComeInItsStep() {
        SeriesEncoder frames = new SeriesEncoder(3);
        int[] ends = new int[3];
        int[] neurons = new int[6];
        float[] values = new float[6];
        frames.encode(new float[] {1, 0, -2, 3, 0, 0}, 6, RandomStream.of(1, "test"), ends, 0, neurons, values, 0);
        assertArrayEquals(new int[] {1, 3, 3}, ends);
        assertArrayEquals(new int[] {0, 0, 1}, Arrays.copyOf(neurons, 3));
        assertArrayEquals(new float[] {1, -2, 3}, Arrays.copyOf(values, 3));
        assertTrue(frames.valued() && !frames.held());
    }

    @Test
    void placesFireTheLikelierTheNearerTheyAre() {
        int runs = 4000;
        int[][] spikes = steps(new PlaceCode(5, runs), 0.5f);
        for (int neuron = 0; neuron < 5; neuron++) {
            int own = neuron;
            double share = Arrays.stream(spikes).filter(step -> Arrays.stream(step).anyMatch(input -> input == own)).count() / (double) runs;
            double expected = Math.exp(-Math.pow(neuron - 2, 2) / 2);
            assertEquals(expected, share, 4 * Math.sqrt(0.25 / runs), "neuron " + neuron);
        }
    }

    @Test
    void aSeriesOfOtherStepsIsRefused() {
        SampleForm form = new SampleForm(SampleForm.Kind.SERIES, new int[] {40, 3}, 0.001);
        for (Encoder encoder : new Encoder[] {new SeriesEncoder(20), new DeltaEncoder(0.1, 20), new Encoder.Frames(20)}) {
            String message = assertThrows(DataException.class, () -> encoder.check(form)).getMessage();
            assertTrue(message.contains("(40)"), message);
        }
        new SeriesEncoder(40).check(form);
    }

    @Test
    void noProbabilityIsNegative() {
        assertTrue(assertThrows(DataException.class, () -> steps(new Encoder.Rate(3), 0.5f, -0.1f)).getMessage().contains("normalise"));
        assertTrue(assertThrows(DataException.class, () -> steps(new Encoder.Latency(3), 0.5f, -0.1f)).getMessage().contains("normalise"));
    }
}
