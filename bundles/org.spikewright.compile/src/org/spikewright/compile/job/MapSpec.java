package org.spikewright.compile.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    @Override
    public List<Called> called() {
        return Stream.of(data.settings().called(), weights.called()).flatMap(List::stream).toList();
    }

    @Override
    public Optional<Network> layers() {
        return Optional.of(network);
    }
}
