package org.spikewright.compile.job;

import java.nio.file.Path;
import java.util.Optional;
import org.spikewright.common.Location;
import org.spikewright.network.Network;

/**
 * A network to be compared with what it is known to give.
 *
 * @param weights the training whose weights it has, as far as the file has none
 * @param file where inputs, weights and what is known stand
 */
public record VerifySpec(String name, Location location, Network network, Optional<TrainSpec> weights, Path file, VerifySettings settings)
        implements JobSpec {

    @Override
    public Optional<Network> layers() {
        return Optional.of(network);
    }
}
