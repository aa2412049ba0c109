package org.spikewright.dataset.internal.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.EventSamples;
import org.spikewright.dataset.Events;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Transform;

/** Moves what is at each place to another, or leaves it out; several places that become one have the mean of their values, or all their events. */
abstract class PlaceTransform implements Transform {

    /** The new index along an axis; -1 if it is left out. */
    abstract int index(SampleForm before, int axis, int index);

    @Override
    public final DataSet apply(DataSet data, Work work) {
        return Parts.of(data, samples -> {
            SampleForm before = samples.form();
            SampleForm after = form(before).orElseThrow();
            int[] moved = Spatial.places(before, after, (axis, index) -> index(before, axis, index));
            return samples instanceof EventSamples events ? moved(events, after, moved) : moved(samples, after, moved);
        });
    }

    private static EventSamples moved(EventSamples events, SampleForm after, int[] moved) {
        List<Events> all = new ArrayList<>();
        for (int sample = 0; sample < events.size(); sample++) {
            Events some = events.events(sample);
            int[] kept = IntStream.range(0, some.count()).filter(i -> moved[some.places()[i]] >= 0).toArray();
            all.add(new Events(Arrays.stream(kept).map(i -> some.micros()[i]).toArray(),
                    Arrays.stream(kept).map(i -> moved[some.places()[i]]).toArray()));
        }
        return new EventSamples(all, IntStream.range(0, events.size()).map(events::label).toArray(), after.extents(), events.classNames());
    }

    private static Samples moved(Samples samples, SampleForm after, int[] moved) {
        int first = after.firstPlace();
        int places = after.size(first);
        int steps = after.size(0) / places;
        int[] sources = new int[places];
        Arrays.stream(moved).filter(place -> place >= 0).forEach(place -> sources[place]++);
        return new MappedSamples(samples, after, (before, values) -> {
            Arrays.fill(values, 0, steps * places, 0);
            for (int t = 0; t < steps; t++) {
                for (int p = 0; p < moved.length; p++) {
                    if (moved[p] >= 0) {
                        values[t * places + moved[p]] += before[t * moved.length + p] / sources[moved[p]];
                    }
                }
            }
        });
    }
}
