package org.spikewright.simulate.population;

import java.util.List;
import java.util.Map;
import org.spikewright.network.population.PopulationNetwork;

/**
 * What a simulation has reached, for another to go on from: one whose network is like it.
 *
 * @param by its name
 * @param network what ran
 * @param dt its time step in seconds
 * @param seed of its random streams
 * @param timing when its spikes were fired and arrived
 * @param step time steps since the start
 * @param states the names of what it keeps of the neurons of each population
 * @param weights those of connections that learn, by name
 * @param bytes of neurons, of what is under way, and of synapses that change
 */
public record Reached(String by, PopulationNetwork network, double dt, long seed, SpikeTiming timing, long step, Map<String, List<String>> states,
        Map<String, float[]> weights, byte[] bytes) {
}
