package org.spikewright.chip;

import org.spikewright.common.Location;

/**
 * A chip: cores on a mesh of routers, the limits of each core, and what events cost.
 *
 * @param name its name in the model
 * @param source where the values come from, in words
 * @param mesh how the cores are connected
 * @param core the limits of each core
 * @param energy what events cost in joule
 * @param latency how long events take in seconds
 * @param location where it stands in the model's text
 */
public record Chip(String name, String source, Mesh mesh, CoreLimits core, Energy energy, Latency latency, Location location) {
}
