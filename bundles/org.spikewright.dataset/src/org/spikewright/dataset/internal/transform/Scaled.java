package org.spikewright.dataset.internal.transform;

import java.util.Arrays;
import java.util.Optional;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Transform;

/** Shifts and scales values by what is measured of the samples to learn from. */
public enum Scaled implements Transform {

    /** So that the least of all values is 0 and the largest 1; of samples to be tested on, values may lie outside. */
    NORMALISED {
        @Override
        Line line(Samples samples, int channels, Channels channel, Work work) {
            double[] bounds = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            each(samples, work, values -> {
                for (float value : values) {
                    bounds[0] = Math.min(bounds[0], value);
                    bounds[1] = Math.max(bounds[1], value);
                }
            });
            double range = bounds[1] > bounds[0] ? bounds[1] - bounds[0] : 1;
            return new Line(filled(channels, bounds[0]), filled(channels, 1 / range));
        }
    },

    /** So that each channel has mean 0 and variance 1; one that never changes becomes 0. */
    STANDARDISED {
        @Override
        Line line(Samples samples, int channels, Channels channel, Work work) {
            double[] mean = new double[channels];
            double[] squares = new double[channels];
            long[] count = new long[channels];
            each(samples, work, values -> {
                for (int i = 0; i < values.length; i++) {
                    int c = channel.of(i);
                    count[c]++;
                    double apart = values[i] - mean[c];
                    mean[c] += apart / count[c];
                    squares[c] += apart * (values[i] - mean[c]);
                }
            });
            double[] factor = new double[channels];
            Arrays.setAll(factor, c -> squares[c] > 0 ? 1 / Math.sqrt(squares[c] / count[c]) : 1);
            return new Line(mean, factor);
        }
    };

    /** The channel of a value. */
    interface Channels {
        int of(int index);
    }

    /** Something done with the values of a sample. */
    interface Look {
        void at(float[] values);
    }

    /** What is taken off the values of each channel, and what they are multiplied by then. */
    record Line(double[] offset, double[] factor) {
    }

    abstract Line line(Samples samples, int channels, Channels channel, Work work);

    static void each(Samples samples, Work work, Look look) {
        float[] values = new float[samples.length()];
        for (int sample = 0; sample < samples.size(); sample++) {
            work.checkCancelled();
            samples.read(sample, values);
            look.at(values);
        }
    }

    static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public Optional<SampleForm> form(SampleForm before) {
        return Optional.of(before.kind() == SampleForm.Kind.EVENTS ? SampleForm.values(before.extents()) : before);
    }

    @Override
    public DataSet apply(DataSet data, Work work) {
        SampleForm form = data.train().form();
        int[] extents = form.extents();
        int first = form.firstPlace();
        // Each feature of [features] is a channel, and the first axis of [channel, row, column]; pixels of [row, column] are of one.
        int channels = switch (extents.length - first) {
            case 0, 2 -> 1;
            default -> extents[first];
        };
        int places = form.size(first);
        int within = places / channels;
        Channels channel = i -> i % places / within;
        Line line = line(data.train(), channels, channel, work);
        return Parts.of(data, samples -> new MappedSamples(samples, form(samples.form()).orElseThrow(), (own, values) -> {
            for (int i = 0; i < own.length; i++) {
                int c = channel.of(i);
                values[i] = (float) ((own[i] - line.offset[c]) * line.factor[c]);
            }
        }));
    }
}
