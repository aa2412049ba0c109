package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;

/**
 * How a network's neurons are divided into partitions: as many for each thread, few, since long lists of synapses are fast,
 * and so many that a column fits 16 bits. No result depends on it.
 */
final class Partitioning {

    /**
     * A range of one population.
     *
     * @param population index in the network
     * @param from index of the first neuron, a multiple of 64
     * @param count how many
     */
    record Range(int population, int from, int count) {
        int padded() {
            return count + 63 & -64;
        }
    }

    /** Columns of a row, so that a column fits 16 bits. */
    private static final int MOST_COLUMNS = 1 << 16;
    private final List<List<Range>> partitions = new ArrayList<>();
    private final int[] numbers;
    private final int end;

    /**
     * Divides a network.
     *
     * @param columns how many numbers each neuron of a population receives in a step
     */
    Partitioning(PopulationNetwork network, ToIntFunction<Population> columns, int threads) {
        numbers = new int[network.populations().size()];
        int number = 0;
        long all = 0;
        for (int p = 0; p < numbers.length; p++) {
            numbers[p] = number;
            Population population = network.populations().get(p);
            int padded = population.size() + 63 & -64;
            number = Math.addExact(number, padded);
            all += (long) padded * columns.applyAsInt(population);
        }
        end = number;
        // Cuts fall between blocks of neurons, so that a partition can be a little larger than the average.
        long least = all / (MOST_COLUMNS - MOST_COLUMNS / 4) + 1;
        long wanted = (least + threads - 1) / threads * threads;
        cut(network, columns, wanted, all + end);
    }

    /** Cuts at multiples of 64 neurons, so that partitions have about equally many columns. */
    private void cut(PopulationNetwork network, ToIntFunction<Population> columns, long wanted, long total) {
        long passed = 0;
        List<Range> ranges = new ArrayList<>();
        for (int p = 0; p < numbers.length; p++) {
            Population population = network.populations().get(p);
            int from = 0;
            for (int j = 0; j < population.size(); j += 64) {
                passed += 64 * (columns.applyAsInt(population) + 1);
                boolean full = passed * wanted >= total * (partitions.size() + 1);
                if (full || j + 64 >= population.size()) {
                    int to = Math.min(j + 64, population.size());
                    ranges.add(new Range(p, from, to - from));
                    from = to;
                }
                if (full) {
                    partitions.add(ranges);
                    ranges = new ArrayList<>();
                }
            }
        }
        if (!ranges.isEmpty()) {
            partitions.add(ranges);
        }
    }

    /** The ranges of each partition. */
    List<List<Range>> partitions() {
        return partitions;
    }

    /** The global number of a population's first neuron, a multiple of 64. */
    int number(int population) {
        return numbers[population];
    }

    /** One more than the largest global number, rounded up. */
    int end() {
        return end;
    }
}
