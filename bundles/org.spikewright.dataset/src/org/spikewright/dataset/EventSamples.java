package org.spikewright.dataset;

import java.util.List;

/** Samples of events in memory. As values they are how often something happens at each place; {@code bins} makes series of them. */
public final class EventSamples implements Samples {

    private final List<Events> events;
    private final int[] labels;
    private final int[] extents;
    private final List<String> classNames;

    /**
     * Those samples.
     *
     * @param labels the class of each sample; the array is kept
     * @param extents of the places
     */
    public EventSamples(List<Events> events, int[] labels, int[] extents, List<String> classNames) {
        this.events = List.copyOf(events);
        this.labels = labels;
        this.extents = extents.clone();
        this.classNames = List.copyOf(classNames);
        if (events.size() != labels.length) {
            throw new IllegalArgumentException(events.size() + " samples have " + labels.length + " labels");
        }
    }

    /** The events of a sample. */
    public Events events(int sample) {
        return events.get(sample);
    }

    @Override
    public SampleForm form() {
        return new SampleForm(SampleForm.Kind.EVENTS, extents(), 0);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int[] extents() {
        return extents.clone();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int sample) {
        return labels[sample];
    }

    @Override
    public void read(int sample, float[] values) {
        java.util.Arrays.fill(values, 0, length(), 0);
        for (int place : events.get(sample).places()) {
            values[place]++;
        }
    }
}
