package org.spikewright.mapping;

import java.util.Map;
import org.spikewright.record.Goal;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;

/** What a mapping makes small. */
public enum Objective implements Goal {
    /** Energy per inference: spikes go few links. */
    ENERGY("energy", Metric.ENERGY),
    /** Time per inference: cores carry equal loads. */
    LATENCY("latency", Metric.LATENCY),
    /** Spikes over the busiest link. */
    CONGESTION("congestion", Metric.LINK_SPIKES),
    /** Cores in use. */
    CORES("cores", Metric.CORES);

    private final Measure measure;

    Objective(String word, Metric metric) {
        this.measure = new Measure(word, Map.of("map", metric));
    }

    @Override
    public Measure measure() {
        return measure;
    }

    @Override
    public boolean isLarge() {
        return false;
    }
}
