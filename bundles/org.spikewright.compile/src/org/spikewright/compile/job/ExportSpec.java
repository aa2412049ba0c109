package org.spikewright.compile.job;

import org.spikewright.common.Location;
import org.spikewright.network.Network;

/**
 * A trained network to be written into a file.
 *
 * @param weights the training whose weights it has
 */
public record ExportSpec(String name, Location location, Network network, TrainSpec weights, ExportSettings settings) implements JobSpec {
}
