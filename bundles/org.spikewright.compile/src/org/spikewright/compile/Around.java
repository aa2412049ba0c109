package org.spikewright.compile;

import java.util.Optional;
import java.util.OptionalInt;
import org.spikewright.network.Shape;

/**
 * What a value in a network can ask for where it stands.
 *
 * @param neuron the population of the neuron that the value is for; empty where it is for a synapse
 * @param source the population where a synapse starts
 * @param target the population where it ends
 * @param sources how many neurons send, where something does
 * @param targets how many receive
 * @param items how many values a list needs, a row for each source if there are rows
 * @param unlisted why there can be no list here, where there can be none
 * @param timed whether the value may change while the network runs
 * @param cell which place of a table the value is for
 * @param share which of the values of a list are for this population, where the list is for several together
 */
record Around(Optional<Site> neuron, Optional<Site> source, Optional<Site> target, OptionalInt sources, OptionalInt targets, OptionalInt items,
        String unlisted, boolean timed, Optional<Cell> cell, Optional<Share> share) {

    /** Somewhere: nothing is known. */
    static final Around NOWHERE = new Around(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(),
            OptionalInt.empty(), "one value for all is needed here", true, Optional.empty(), Optional.empty());

    /**
     * A population as values see it.
     *
     * @param shape of its indices
     * @param isPlaced whether its neurons are somewhere in space
     */
    record Site(String name, Shape shape, boolean isPlaced) {
    }

    /**
     * A place in a table.
     *
     * @param row which target it is
     * @param rows how many there are
     * @param column which source
     * @param columns how many there are; 0 for a drive, whose table has one value for each target
     */
    record Cell(int row, int rows, int column, int columns) {
    }

    /**
     * Some of the values of a list.
     *
     * @param first the first of them
     * @param all how many the list has
     */
    record Share(int first, int all) {
    }

    /** Of neurons of a population. */
    static Around neurons(Site population, int items, boolean timed) {
        return new Around(Optional.of(population), Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(),
                OptionalInt.of(items), "", timed, Optional.empty(), Optional.empty());
    }

    /** Of synapses between populations. */
    static Around synapses(Site source, Site target, int sources, int targets, OptionalInt items, String unlisted, Cell cell) {
        return new Around(Optional.empty(), Optional.of(source), Optional.of(target), OptionalInt.of(sources), OptionalInt.of(targets), items,
                unlisted, false, Optional.of(cell), Optional.empty());
    }

    /** The same where a table has a value for each of several targets. */
    Around in(Cell place) {
        return new Around(neuron, source, target, sources, targets, items, unlisted, timed, Optional.of(place), share);
    }

    /** The same where lists are for several populations together. */
    Around sharing(Share own) {
        return new Around(neuron, source, target, sources, targets, items, unlisted, timed, cell, Optional.of(own));
    }

    /** How many values a list needs, those for others among them. */
    OptionalInt listed() {
        return share.map(own -> OptionalInt.of(own.all())).orElse(items);
    }
}
