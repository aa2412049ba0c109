package org.spikewright.compile.job;

import org.spikewright.common.Location;
import org.spikewright.network.Network;

/**
 * A trained network to be tested on data.
 *
 * @param weights the training whose weights it has
 */
public record EvaluateSpec(String name, Location location, Network network, DataSpec data, TrainSpec weights, EvaluateSettings settings)
        implements JobSpec {
}
