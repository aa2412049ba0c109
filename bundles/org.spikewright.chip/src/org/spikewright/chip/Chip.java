package org.spikewright.chip;

import java.util.List;
import java.util.stream.Stream;
import org.spikewright.common.Location;

/**
 * A chip: cores on a mesh of routers, the limits of each core, and what events cost.
 *
 * @param name its name in the model
 * @param source where the values come from, in words
 * @param mesh how the cores are connected
 * @param core the limits of each core
 * @param others what else each core has so much of
 * @param energy what events cost in joule
 * @param latency how long events take in seconds
 * @param location where it stands in the model's text
 */
public record Chip(String name, String source, Mesh mesh, CoreLimits core, List<Resource> others, Energy energy, Latency latency,
        Location location) {

    public Chip {
        others = List.copyOf(others);
    }

    /** A chip with the limits of the standard library alone. */
    public Chip(String name, String source, Mesh mesh, CoreLimits core, Energy energy, Latency latency, Location location) {
        this(name, source, mesh, core, List.of(), energy, latency, location);
    }

    /** All that neurons take of a core. */
    public List<Resource> resources() {
        return Stream.concat(core.resources().stream(), others.stream()).toList();
    }
}
