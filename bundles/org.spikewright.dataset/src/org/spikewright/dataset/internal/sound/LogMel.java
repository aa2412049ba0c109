package org.spikewright.dataset.internal.sound;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Transform;
import org.spikewright.dataset.internal.transform.SampleMapping;

/**
 * The energy of bands of pitch over time: of windows by Hann, the logarithm of the power in triangular bands that are equally wide in
 * mel, 2595 log10(1 + f / 700 Hz) (O'Shaughnessy, Speech Communication, 1987; as HTK has it), from 0 Hz to half the sampling rate. To the
 * power of each band 1e-6 is added before the logarithm to base e is taken.
 *
 * @param bands how many
 * @param window length in seconds
 * @param hop from the beginning of a window to that of the next, in seconds
 */
public record LogMel(int bands, double window, double hop) implements Transform {

    private static final double FLOOR = 1e-6;

    public LogMel {
        if (hop > window) {
            throw new IllegalArgumentException("windows that begin further apart than they are long would leave sound out; take a smaller hop");
        }
    }

    @Override
    public OptionalDouble interval() {
        return OptionalDouble.of(hop);
    }

    @Override
    public Optional<SampleForm> form(SampleForm before) {
        if (before.kind() != SampleForm.Kind.SERIES || before.interval() <= 0 || before.extents().length != 2) {
            throw new IllegalArgumentException("logMel takes sound as signals give it: [time, channel] at a known rate");
        }
        int length = samples(window, before);
        int frames = before.extents()[0] < length ? 1 : 1 + (before.extents()[0] - length) / samples(hop, before);
        if (length < 2) {
            throw new IllegalArgumentException("a window of " + window + " s has less than two values of this sound");
        }
        return Optional.of(new SampleForm(SampleForm.Kind.SERIES, new int[] {frames, before.extents()[1] * bands}, hop));
    }

    private static int samples(double seconds, SampleForm form) {
        return Math.max(1, (int) Math.round(seconds / form.interval()));
    }

    @Override
    public DataSet apply(DataSet data, Work work) {
        return SampleMapping.kept(data, this, (before, after) -> {
            int channels = before.extents()[1];
            int length = samples(window, before);
            int step = samples(hop, before);
            int size = Integer.highestOneBit(Math.max(2, length - 1)) * 2;
            double[] weights = new double[length];
            Arrays.setAll(weights, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
            double[][] triangles = triangles(size, 1 / before.interval());
            FourierTransform transform = new FourierTransform(size);
            return (own, values) -> {
                double[] real = new double[size];
                double[] imaginary = new double[size];
                for (int frame = 0; frame < after.extents()[0]; frame++) {
                    for (int channel = 0; channel < channels; channel++) {
                        Arrays.fill(real, 0);
                        Arrays.fill(imaginary, 0);
                        for (int i = 0; i < length && frame * step + i < before.extents()[0]; i++) {
                            real[i] = weights[i] * own[(frame * step + i) * channels + channel];
                        }
                        transform.apply(real, imaginary);
                        for (int band = 0; band < bands; band++) {
                            double power = 0;
                            for (int k = 0; k <= size / 2; k++) {
                                power += triangles[band][k] * (real[k] * real[k] + imaginary[k] * imaginary[k]);
                            }
                            values[(frame * channels + channel) * bands + band] = (float) Math.log(FLOOR + power);
                        }
                    }
                }
            };
        }, work);
    }

    private double[][] triangles(int size, double rate) {
        double top = mel(rate / 2);
        double[][] all = new double[bands][size / 2 + 1];
        for (int band = 0; band < bands; band++) {
            double low = hertz(top * band / (bands + 1));
            double middle = hertz(top * (band + 1) / (bands + 1));
            double high = hertz(top * (band + 2) / (bands + 1));
            for (int k = 0; k <= size / 2; k++) {
                double frequency = k * rate / size;
                all[band][k] = Math.max(0, Math.min((frequency - low) / (middle - low), (high - frequency) / (high - middle)));
            }
        }
        return all;
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
    }
}
