package org.spikewright.simulate.population.internal;

import java.util.Optional;
import org.spikewright.network.population.Distances;
import org.spikewright.network.population.Known;

/** A synapse that values are drawn for, one after the other; for one thread. */
final class SynapsePlace implements Place {

    private int item;
    private int source;
    private int target;
    private int from;
    private int to;
    private Optional<Distances> distances = Optional.empty();

    /**
     * Goes to a synapse.
     *
     * @param item its number in a list
     * @param source the index of its source in its population
     * @param target that of its target
     * @param from the number of its source among all of its graph
     * @param to that of its target
     * @param between distances by these numbers
     */
    SynapsePlace set(int item, int source, int target, int from, int to, Optional<Distances> between) {
        this.item = item;
        this.source = source;
        this.target = target;
        this.from = from;
        this.to = to;
        this.distances = between;
        return this;
    }

    @Override
    public int item() {
        return item;
    }

    /** Of a source that is of another projection nobody asks for the value. */
    @Override
    public int index(Known.Side side) {
        return side == Known.Side.SOURCE ? Math.max(0, source) : target;
    }

    @Override
    public double distance() {
        return distances.map(all -> all.between(from, to)).orElse(0.0);
    }
}
