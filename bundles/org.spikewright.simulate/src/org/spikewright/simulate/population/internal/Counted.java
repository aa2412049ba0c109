package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.BitSet;
import org.spikewright.network.population.Ends;
import org.spikewright.network.population.PopulationNetwork;

/** Neurons whose spikes are counted together: those of a population, or of a group. */
final class Counted {

    /** The neurons of each population; nothing where there are none. */
    private final BitSet[] members;
    private final int size;

    /** Those that a name of the network stands for. */
    Counted(PopulationNetwork network, String name) {
        this.members = new BitSet[network.populations().size()];
        for (Ends.Part part : network.parts(name)) {
            int population = network.populations().indexOf(network.population(part.population()));
            members[population] = members[population] == null ? new BitSet() : members[population];
            Arrays.stream(part.selection().indices(network.populations().get(population).size())).forEach(members[population]::set);
        }
        this.size = Arrays.stream(members).mapToInt(all -> all == null ? 0 : all.cardinality()).sum();
    }

    /** Whether a neuron of a population is one of them. */
    boolean has(int population, int neuron) {
        return members[population] != null && members[population].get(neuron);
    }

    /** How many there are. */
    int size() {
        return size;
    }
}
