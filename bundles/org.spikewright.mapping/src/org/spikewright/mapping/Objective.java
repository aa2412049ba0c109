package org.spikewright.mapping;

import java.util.Map;
import org.spikewright.record.Goal;
import org.spikewright.record.Measure;

/** What a mapping makes small. */
public enum Objective implements Goal {
    /** Energy per inference: spikes go few links. */
    ENERGY("energy", "energy.joule.perInference"),
    /** Time per inference: cores carry equal loads. */
    LATENCY("latency", "latency.second.mean"),
    /** Spikes over the busiest link. */
    CONGESTION("congestion", "link.spikes.max"),
    /** Cores in use. */
    CORES("cores", "cores.used");

    private final Measure measure;

    Objective(String word, String metric) {
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
