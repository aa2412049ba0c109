package org.spikewright.dataset.internal.sound;

import java.nio.file.Path;
import java.util.List;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;

/**
 * A recording of one or more channels.
 *
 * @param values by time, then channel
 * @param interval seconds from one value to the next; 0 if it is not known
 */
public record Signal(float[] values, int channels, double interval) {

    /** How many values each channel has. */
    int length() {
        return values.length / channels;
    }

    /**
     * Recordings as samples of one length: silence follows the shorter ones, what is longer is cut off.
     *
     * @param seconds how long samples are; as the longest recording if 0
     * @throws IllegalArgumentException if channels or rates differ; the message says where
     */
    static Samples join(List<Signal> signals, List<Path> files, int[] labels, List<String> classNames, double seconds) {
        Signal first = signals.getFirst();
        for (int i = 1; i < signals.size(); i++) {
            Signal other = signals.get(i);
            if (other.channels != first.channels || Math.abs(other.interval - first.interval) > 1e-9 * first.interval) {
                throw new IllegalArgumentException(files.get(i) + " has " + description(other) + ", but " + files.getFirst() + " has "
                        + description(first) + "; convert one of them");
            }
        }
        if (seconds > 0 && first.interval == 0) {
            throw new IllegalArgumentException("a length of " + seconds + " s says nothing without a rate; say the rate of the values too");
        }
        int length = seconds > 0 ? (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(seconds / first.interval)))
                : signals.stream().mapToInt(Signal::length).max().orElseThrow();
        SampleForm form = new SampleForm(SampleForm.Kind.SERIES, new int[] {length, first.channels}, first.interval);
        int size = form.size(0);
        float[][] values = new float[signals.size()][size];
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(signals.get(i).values, 0, values[i], 0, Math.min(size, signals.get(i).values.length));
        }
        return new ArraySamples(values, labels, form, classNames);
    }

    private static String description(Signal signal) {
        return signal.channels + (signal.channels == 1 ? " channel" : " channels")
                + (signal.interval == 0 ? "" : " at " + Math.round(1 / signal.interval) + " Hz");
    }
}
