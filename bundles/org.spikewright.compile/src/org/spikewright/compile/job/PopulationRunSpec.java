package org.spikewright.compile.job;

import java.util.Map;
import java.util.Optional;
import org.spikewright.common.Location;
import org.spikewright.network.population.PopulationNetwork;

/**
 * Populations to be simulated for a time.
 *
 * @param units SI units of the states of each population, by its name and theirs; states without unit are left out
 * @param continued the simulation that it goes on from
 * @param begun the simulation with whose weights it begins
 * @param data whose samples are shown, if any are
 */
public record PopulationRunSpec(String name, Location location, PopulationNetwork network, Map<String, Map<String, String>> units,
        Optional<PopulationRunSpec> continued, Optional<PopulationRunSpec> begun, Optional<DataSpec> data, PopulationRunSettings settings) implements JobSpec {
}
