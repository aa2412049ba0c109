package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.EventSamples;
import org.spikewright.dataset.Events;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Subset;
import org.spikewright.dataset.Transform;
import org.spikewright.dataset.internal.sound.LogMel;
import org.spikewright.dataset.internal.transform.Augmentations;
import org.spikewright.dataset.internal.transform.Bins;
import org.spikewright.dataset.internal.transform.Crop;
import org.spikewright.dataset.internal.transform.Downsample;
import org.spikewright.dataset.internal.transform.Permuted;
import org.spikewright.dataset.internal.transform.Resize;
import org.spikewright.dataset.internal.transform.Scaled;

/** What is done to samples before a network sees them. */
class TransformTest {

    /** Two polarities, four rows, six columns: an event every 1.5 ms, at each place in turn. */
    private static EventSamples events() {
        int[] micros = IntStream.range(0, 48).map(i -> 1500 * i).toArray();
        int[] places = IntStream.range(0, 48).toArray();
        return new EventSamples(List.of(new Events(micros, places), new Events(new int[] {0, 0, 999, 1000}, new int[] {5, 5, 5, 5})), new int[] {0, 1},
                new int[] {2, 4, 6}, List.of("a", "b"));
    }

    private static DataSet both(Samples samples) {
        return new DataSet("Both", Subset.range(samples, 0, samples.size()), Subset.range(samples, 0, samples.size()));
    }

    private static float[] read(Samples samples, int sample) {
        float[] values = new float[samples.length()];
        Arrays.fill(values, 99);
        samples.read(sample, values);
        return values;
    }

    private static Samples after(Samples samples, Transform... transforms) {
        DataSet data = both(samples);
        Optional<SampleForm> form = Optional.of(samples.form());
        for (Transform transform : transforms) {
            data = transform.apply(data, Work.NONE);
            form = form.flatMap(transform::form);
        }
        Samples last = data.test();
        form.ifPresent(foretold -> assertArrayEquals(foretold.extents(), last.extents(), "what is said before is what comes"));
        return last;
    }

    private static ArraySamples images(int... extents) {
        int size = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
        float[][] values = new float[3][size];
        for (int i = 0; i < values.length; i++) {
            RandomStream random = RandomStream.of(7, "images", i);
            for (int k = 0; k < size; k++) {
                values[i][k] = (float) (random.nextDouble() * 4 - 1);
            }
        }
        return new ArraySamples(values, new int[] {0, 1, 0}, extents, List.of("a", "b"));
    }

    @Test
    void binsCountEveryEventOnce() {
        Samples binned = after(events(), new Bins(0.010, 0));
        assertArrayEquals(new int[] {8, 2, 4, 6}, binned.extents());
        float[] values = read(binned, 0);
        for (int i = 0; i < 48; i++) {
            assertEquals(1, values[1500 * i / 10000 * 48 + i], "event " + i);
        }
        assertEquals(48, IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum());
        float[] second = read(after(events(), new Bins(0.001, 2)), 1);
        assertEquals(3, second[5]);
        assertEquals(1, second[48 + 5]);
        assertThrows(IllegalArgumentException.class, () -> after(images(3, 4), new Bins(0.001, 2)));
    }

    @Test
    void downsampledEventsAreAllThere() {
        Samples joined = after(events(), new Downsample(4), new Bins(1, 1));
        assertArrayEquals(new int[] {1, 2, 1, 2}, joined.extents());
        assertArrayEquals(new float[] {16, 8, 16, 8}, read(joined, 0));
    }

    @Test
    void downsampledValuesAreMeans() {
        ArraySamples images = images(2, 4, 5);
        float[] before = read(images, 1);
        float[] values = read(after(images, new Downsample(2)), 1);
        assertEquals(2 * 2 * 3, values.length);
        assertEquals((before[20] + before[21] + before[25] + before[26]) / 4, values[6], 1e-6);
        assertEquals((before[24] + before[29]) / 2, values[8], 1e-6, "the last column has no neighbour");
    }

    @Test
    void theMiddleIsCut() {
        float[] before = read(images(1, 5, 6), 2);
        assertArrayEquals(new float[] {before[8], before[9], before[14], before[15], before[20], before[21]},
                read(after(images(1, 5, 6), new Crop(3, 2)), 2));
        assertThrows(IllegalArgumentException.class, () -> new Crop(9, 2).form(SampleForm.values(1, 5, 6)));
        assertArrayEquals(new int[] {2, 2, 2}, after(events(), new Crop(2, 2)).extents());
        assertEquals(8, IntStream.range(0, 8).mapToDouble(i -> read(after(events(), new Crop(2, 2)), 0)[i]).sum());
    }

    @Test
    void resizedPicturesKeepTheirMeanAndTheirSlopes() {
        ArraySamples images = images(2, 6, 4);
        assertArrayEquals(read(images, 0), read(after(images, new Resize(6, 4)), 0), 1e-6f);
        float[] small = read(after(images, new Resize(4, 3)), 0);
        assertEquals(mean(read(images, 0)), mean(small), 1e-6);
        float[] slope = new float[20];
        Arrays.setAll(new Object[20], i -> slope[i] = i % 5);
        ArraySamples ramp = new ArraySamples(new float[][] {slope}, new int[] {0}, new int[] {4, 5}, List.of("a"));
        float[] large = read(after(ramp, new Resize(8, 10)), 0);
        for (int x = 1; x < 9; x++) {
            assertEquals((x + 0.5) / 2 - 0.5, large[30 + x], 1e-6, "a straight slope stays one within the old centres");
        }
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
    }

    @Test
    void scalesAreThoseOfTheTrainingSamples() {
        ArraySamples all = images(2, 3, 3);
        DataSet parts = new DataSet("Parts", Subset.range(all, 0, 2), Subset.range(all, 2, 3));
        DataSet normal = Scaled.NORMALISED.apply(parts, Work.NONE);
        double least = IntStream.range(0, 36).mapToDouble(i -> read(all, i / 18)[i % 18]).min().orElseThrow();
        double most = IntStream.range(0, 36).mapToDouble(i -> read(all, i / 18)[i % 18]).max().orElseThrow();
        assertEquals((read(all, 2)[4] - least) / (most - least), read(normal.test(), 0)[4], 1e-6);
        DataSet standard = Scaled.STANDARDISED.apply(parts, Work.NONE);
        for (int channel = 0; channel < 2; channel++) {
            int from = 9 * channel;
            double[] values = IntStream.range(0, 18).mapToDouble(i -> read(standard.train(), i / 9)[from + i % 9]).toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            assertEquals(0, mean, 1e-6);
            assertEquals(1, Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow(), 1e-5);
        }
    }

    @Test
    void anOrderIsTheSameForAllSamplesAndSteps() {
        ArraySamples series = new ArraySamples(new float[][] {{0, 1, 2, 10, 11, 12}, {5, 6, 7, 15, 16, 17}}, new int[] {0, 0},
                new SampleForm(SampleForm.Kind.SERIES, new int[] {2, 3}, 0), List.of("a"));
        Samples permuted = after(series, new Permuted(3));
        float[] first = read(permuted, 0);
        for (int i = 0; i < 3; i++) {
            assertEquals(first[i] + 10, first[3 + i]);
            assertEquals(first[i] + 5, read(permuted, 1)[i]);
        }
        Arrays.sort(first);
        assertArrayEquals(new float[] {0, 1, 2, 10, 11, 12}, first);
    }

    /** A slow transform of each window by the definition is the oracle. */
    @Test
    void bandsHaveThePowerOfTheirFrequencies() {
        int rate = 8000;
        int length = 256;
        float[] sound = new float[length];
        for (int i = 0; i < length; i++) {
            sound[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1000 * i / rate) + 0.1 * Math.sin(2 * Math.PI * 3000 * i / rate));
        }
        ArraySamples samples = new ArraySamples(new float[][] {sound}, new int[] {0},
                new SampleForm(SampleForm.Kind.SERIES, new int[] {length, 1}, 1.0 / rate), List.of("a"));
        int bands = 12;
        float[] values = read(after(samples, new LogMel(bands, 0.025, 0.0025)), 0);
        assertEquals(3 * bands, values.length, "windows of 200 begin at 0, 20 and 40");
        double top = 2595 * Math.log10(1 + 4000 / 700.0);
        for (int frame = 0; frame < 3; frame++) {
            for (int band = 0; band < bands; band++) {
                double power = 0;
                for (int k = 0; k <= 128; k++) {
                    double re = 0;
                    double im = 0;
                    for (int i = 0; i < 200; i++) {
                        double value = sound[frame * 20 + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 200));
                        re += value * Math.cos(2 * Math.PI * k * i / 256);
                        im -= value * Math.sin(2 * Math.PI * k * i / 256);
                    }
                    double[] corners = new double[3];
                    for (int c = 0; c < 3; c++) {
                        corners[c] = 700 * (Math.pow(10, top * (band + c) / (bands + 1) / 2595) - 1);
                    }
                    double frequency = k * 8000 / 256.0;
                    double weight = Math.max(0, Math.min((frequency - corners[0]) / (corners[1] - corners[0]),
                            (corners[2] - frequency) / (corners[2] - corners[1])));
                    power += weight * (re * re + im * im);
                }
                assertEquals(Math.log(1e-6 + power), values[frame * bands + band], 1e-4, "window " + frame + ", band " + band);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new LogMel(8, 0.02, 0.01).form(SampleForm.values(1, 28, 28)));
    }

    @Test
    void changesKeepWhatTheyShould() {
        SampleForm form = SampleForm.values(2, 5, 4);
        float[] before = read(images(2, 5, 4), 0);
        boolean isFlipped = false;
        for (int i = 0; i < 20; i++) {
            float[] flipped = before.clone();
            new Augmentations.Flip().apply(flipped, form, RandomStream.of(1, "flip", i));
            isFlipped |= flipped[0] != before[0];
            assertEquals(before[0], flipped[0] == before[0] ? flipped[0] : flipped[3]);
        }
        assertTrue(isFlipped);
        float[] still = before.clone();
        new Augmentations.Shift(0).apply(still, form, RandomStream.of(1, "shift"));
        new Augmentations.Turn(0).apply(still, form, RandomStream.of(1, "turn"));
        new Augmentations.Dropout(0).apply(still, form, RandomStream.of(1, "dropout"));
        assertArrayEquals(before, still, 1e-6f);
        float[] moved = new float[20];
        moved[2 * 4 + 1] = 1;
        new Augmentations.Shift(1).apply(moved, SampleForm.values(5, 4), RandomStream.of(1, "shift", 3));
        int at = IntStream.range(0, 20).filter(i -> moved[i] == 1).findFirst().orElseThrow();
        assertTrue(Math.abs(at / 4 - 2) <= 1 && Math.abs(at % 4 - 1) <= 1);
        float[] ones = new float[10_000];
        Arrays.fill(ones, 1);
        new Augmentations.Dropout(0.25).apply(ones, SampleForm.values(100, 100), RandomStream.of(1, "dropout"));
        assertEquals(0.75, mean(ones), 4 * Math.sqrt(0.25 * 0.75 / 10_000), "within four standard errors");
    }

    @Test
    void aQuarterTurnMovesEachPixelAQuarter() {
        // An angle drawn at random is asked for until it is nearly the largest.
        float[] before = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        for (int i = 0; i < 10_000; i++) {
            if (RandomStream.of(1, "turn", i).nextDouble() > 0.9999) {
                float[] turned = before.clone();
                new Augmentations.Turn(Math.PI / 2).apply(turned, SampleForm.values(5, 5), RandomStream.of(1, "turn", i));
                // From one left of the middle to one above or below it.
                assertEquals(1, turned[7] + turned[17], 1e-2);
                return;
            }
        }
        throw new AssertionError("no angle was drawn that is near enough");
    }
}
