package org.spikewright.simulate.population.internal;

import java.util.List;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;

/**
 * What synapses read of neurons, for as many steps back as the longest delay needs: what they are in the middle of each step, for what
 * acts in every step, and at its end, for spikes. Each piece writes the values of its neurons before it tells who fired; others read
 * them once they know that.
 */
final class SentValues {

    /** By population, quantity and place of the step: the value of each neuron. */
    private final float[][][][] values;
    private final float[][][][] ended;
    private final List<List<Expression>> quantities;
    private final int mask;
    private final int longest;

    /**
     * Room for that many steps at least.
     *
     * @param longest the longest delay in steps
     * @param ahead by how many steps one piece may be ahead of another
     */
    SentValues(PopulationNetwork network, int longest, int ahead) {
        int room = Integer.highestOneBit(2 * (longest + ahead) + 1);
        this.mask = room - 1;
        this.longest = longest;
        this.quantities = network.populations().stream().map(population -> network.sent(population.name())).toList();
        this.values = rows(network, room);
        this.ended = rows(network, room);
    }

    private float[][][][] rows(PopulationNetwork network, int room) {
        float[][][][] rows = new float[quantities.size()][][][];
        for (int p = 0; p < rows.length; p++) {
            Population population = network.populations().get(p);
            rows[p] = new float[quantities.get(p).size()][quantities.get(p).isEmpty() ? 0 : room][population.size()];
        }
        return rows;
    }

    /** The quantities of a population, in order. */
    List<Expression> quantities(int population) {
        return quantities.get(population);
    }

    /** The values in the middle of a step, by neuron; before the start they are as at the start. */
    float[] at(int population, int quantity, long step) {
        return values[population][quantity][(int) Math.max(0, step) & mask];
    }

    /** The values at the end of a step, by neuron; before the start they are as at the start. */
    float[] ended(int population, int quantity, long step) {
        return ended[population][quantity][(int) Math.max(0, step + 1) & mask];
    }

    /** Which of the quantities of a population are read. */
    int[] places(List<Coupling.Value> read, int population) {
        return read.stream().mapToInt(value -> quantities.get(population).indexOf(value.quantity())).toArray();
    }

    /** Saves or restores what the steps from {@code step} on still need. */
    void transfer(long step, StateCodec archive) {
        for (float[][][][] rows : List.of(values, ended)) {
            for (float[][][] ofPopulation : rows) {
                for (float[][] ofQuantity : ofPopulation) {
                    for (long s = Math.max(0, step - longest); s <= step; s++) {
                        archive.floats(ofQuantity[(int) s & mask]);
                    }
                }
            }
        }
    }
}
