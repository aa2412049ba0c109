package org.spikewright.dataset.internal.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.EventSamples;
import org.spikewright.dataset.Events;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Transform;

/**
 * How many events happen at each place in each bin of time. Bins begin with the sample; what comes after the last is left out.
 *
 * @param length of a bin in seconds
 * @param count of bins; as many as the longest sample needs if 0
 */
public record Bins(double length, int count) implements Transform {

    public Bins {
        if (!(length >= 1e-6)) {
            throw new IllegalArgumentException("events are told apart by microseconds; take bins of 1 us or more");
        }
    }

    @Override
    public OptionalDouble interval() {
        return OptionalDouble.of(length);
    }

    @Override
    public Optional<SampleForm> form(SampleForm before) {
        if (before.kind() != SampleForm.Kind.EVENTS) {
            throw new IllegalArgumentException("bins count events, but the samples are values; leave them out");
        }
        return count == 0 ? Optional.empty() : Optional.of(series(before, count));
    }

    private SampleForm series(SampleForm before, int bins) {
        int[] extents = IntStream.concat(IntStream.of(bins), Arrays.stream(before.extents())).toArray();
        return new SampleForm(SampleForm.Kind.SERIES, extents, length);
    }

    @Override
    public DataSet apply(DataSet data, Work work) {
        form(data.train().form());
        return Parts.of(data, samples -> {
            if (samples instanceof EventSamples events) {
                return new Binned(events, series(samples.form(), count == 0 ? longest(events) : count), length);
            }
            throw new IllegalArgumentException("what was done to the events before them left none to count; write bins first");
        });
    }

    private int longest(EventSamples samples) {
        int last = IntStream.range(0, samples.size()).map(sample -> samples.events(sample).last()).max().orElse(0);
        return bin(last, length) + 1;
    }

    /** The bin of a time in microseconds. Lengths that are whole microseconds divide exactly. */
    private static int bin(int micros, double length) {
        double width = length * 1e6;
        double whole = Math.rint(width);
        return (int) Math.min(Integer.MAX_VALUE - 1, Math.floor(micros / (Math.abs(width - whole) < 1e-6 * whole ? whole : width)));
    }

    /** Events, counted when they are asked for. */
    private record Binned(EventSamples events, SampleForm form, double binLength) implements Samples {

        @Override
        public int size() {
            return events.size();
        }

        @Override
        public int[] extents() {
            return form.extents().clone();
        }

        @Override
        public List<String> classNames() {
            return events.classNames();
        }

        @Override
        public int label(int sample) {
            return events.label(sample);
        }

        @Override
        public void read(int sample, float[] values) {
            int places = form.size(1);
            int bins = form.extents()[0];
            Arrays.fill(values, 0, bins * places, 0);
            Events some = events.events(sample);
            for (int i = 0; i < some.count(); i++) {
                int bin = bin(some.micros()[i], binLength);
                if (bin < bins) {
                    values[bin * places + some.places()[i]]++;
                }
            }
        }
    }
}
