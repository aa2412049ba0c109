package org.spikewright.network.population;

import java.util.List;

/**
 * Between which neurons a connection rule draws, where it draws for several projections together: a rule between unions of parts of
 * populations is one graph, of which each pair of populations is a projection, and so is each receptor that synapses of one graph
 * end at. Neurons are counted through all parts, one part after the other.
 *
 * @param graph its name, and that of its random streams
 * @param sources the parts of the sources, each of another population
 * @param targets those of the targets
 */
public record Ends(String graph, List<Part> sources, List<Part> targets) {

    /** Some neurons of a population. */
    public record Part(String population, Selection selection) {
    }

    public Ends {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
    }
}
