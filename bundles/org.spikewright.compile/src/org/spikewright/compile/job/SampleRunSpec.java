package org.spikewright.compile.job;

import org.spikewright.common.Location;
import org.spikewright.network.Network;

/**
 * A network of layers to be simulated, sample by sample.
 *
 * @param weights the training whose weights it has
 */
public record SampleRunSpec(String name, Location location, Network network, DataSpec data, TrainSpec weights, SampleRunSettings settings)
        implements JobSpec {
}
