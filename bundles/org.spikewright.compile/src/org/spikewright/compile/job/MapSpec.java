package org.spikewright.compile.job;

import org.spikewright.chip.Chip;
import org.spikewright.common.Location;
import org.spikewright.network.Network;

/**
 * A trained network to be mapped onto a chip.
 *
 * @param data whose samples are run for energy and time
 * @param weights the training whose weights it has
 */
public record MapSpec(String name, Location location, Network network, DataSpec data, Chip chip, TrainSpec weights, MapSettings settings)
        implements JobSpec {
}
