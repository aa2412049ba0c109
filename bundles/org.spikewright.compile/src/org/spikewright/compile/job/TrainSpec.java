package org.spikewright.compile.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spikewright.common.Location;
import org.spikewright.network.Network;

/** A network to be trained on data. */
public record TrainSpec(String name, Location location, Network network, DataSpec data, TrainSettings settings) implements JobSpec {

    @Override
    public List<Called> called() {
        return Stream.of(data.settings().called(), settings.called()).flatMap(List::stream).toList();
    }

    @Override
    public Optional<Network> layers() {
        return Optional.of(network);
    }
}
