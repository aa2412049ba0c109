package org.spikewright.network.population;

/**
 * Some neurons of a population: {@code from}, {@code from + every}, … below {@code to}.
 *
 * @param from first index
 * @param to end, exclusive; {@code Integer.MAX_VALUE} stands for the population's size
 * @param every at least 1
 */
public record Selection(int from, int to, int every) {

    /** Every neuron. */
    public static final Selection ALL = new Selection(0, Integer.MAX_VALUE, 1);

    public Selection {
        if (from < 0 || to < from || every < 1) {
            throw new IllegalArgumentException("there are no neurons " + from + " to " + to + " by " + every);
        }
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
        int end = Math.min(to, size);
        int[] indices = new int[Math.max(0, (end - from + every - 1) / every)];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = from + i * every;
        }
        return indices;
    }

    /** Whether it holds that neuron. */
    public boolean holds(int neuron) {
        return neuron >= from && neuron < to && (neuron - from) % every == 0;
    }
}
