package org.spikewright.compile.job;

import org.spikewright.common.Location;
import org.spikewright.network.Network;

/** A network to be trained on data. */
public record TrainSpec(String name, Location location, Network network, DataSpec data, TrainSettings settings) implements JobSpec {
}
