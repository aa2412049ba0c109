package org.spikewright.network.population;

import java.util.Collections;
import java.util.List;

/**
 * Some neurons of a population: {@code from}, {@code from + every}, … below {@code to}.
 *
 * @param from first index
 * @param to end, exclusive; {@code Integer.MAX_VALUE} stands for the population's size
 * @param every at least 1
 * @param only where it is not empty: only these, ascending and within the range
 */
public record Selection(int from, int to, int every, List<Integer> only) {

    /** Every neuron. */
    public static final Selection ALL = new Selection(0, Integer.MAX_VALUE, 1);

    public Selection {
        only = List.copyOf(only);
        if (from < 0 || to < from || every < 1) {
            throw new IllegalArgumentException("there are no neurons " + from + " to " + to + " by " + every);
        }
    }

    /** A range. */
    public Selection(int from, int to, int every) {
        this(from, to, every, List.of());
    }

    /** Those neurons, ascending; at least one. */
    public static Selection of(List<Integer> neurons) {
        boolean isRange = neurons.getLast() - neurons.getFirst() == neurons.size() - 1;
        return new Selection(neurons.getFirst(), neurons.getLast() + 1, 1, isRange ? List.of() : neurons);
    }

    /** One neuron. */
    public static Selection one(int neuron) {
        return new Selection(neuron, neuron + 1, 1);
    }

    /** The first neurons. */
    public static Selection first(int count) {
        return new Selection(0, count, 1);
    }

    /** The indices in a population of that size. */
    public int[] indices(int size) {
        if (!only.isEmpty()) {
            return only.stream().mapToInt(Integer::intValue).toArray();
        }
        int[] indices = new int[count(size)];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = from + i * every;
        }
        return indices;
    }

    /** How many neurons of a population of that size it holds. */
    public int count(int size) {
        return !only.isEmpty() ? only.size() : Math.max(0, (int) (((long) Math.min(to, size) - from + every - 1) / every));
    }

    /** Whether it holds that neuron. */
    public boolean holds(int neuron) {
        return neuron >= from && neuron < to && (neuron - from) % every == 0 && (only.isEmpty() || Collections.binarySearch(only, neuron) >= 0);
    }
}
