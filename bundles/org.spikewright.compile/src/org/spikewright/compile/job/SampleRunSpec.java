package org.spikewright.compile.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spikewright.common.Location;
import org.spikewright.network.Network;

/**
 * A network of layers to be simulated, sample by sample.
 *
 * @param weights the training whose weights it has
 */
public record SampleRunSpec(String name, Location location, Network network, DataSpec data, TrainSpec weights, SampleRunSettings settings)
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
