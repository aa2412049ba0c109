package org.spikewright.compile.job;

import java.util.List;
import java.util.Optional;
import org.spikewright.common.Location;
import org.spikewright.network.Network;

/**
 * A job as engines take it: its parts elaborated, its settings read, nothing of the model left in it. A job is made once for as long as
 * its file does not change, so that two that use one training hold the same of it.
 */
public interface JobSpec {

    /** The name of the job. */
    String name();

    /** Where it is declared. */
    Location location();

    /** The functions of the library that its settings call, and those of its data. */
    default List<Called> called() {
        return List.of();
    }

    /** The network of layers that it runs, if it does. */
    default Optional<Network> layers() {
        return Optional.empty();
    }
}
