package org.spikewright.simulate.population.internal;

import java.util.List;
import org.spikewright.kernel.NeuronArrays;

/** A range of one population that is simulated by one thread at a time. */
abstract class Shard {

    /** Index of the population in the network. */
    final int population;
    /** Index in the population of the first neuron, a multiple of 64. */
    final int from;
    /** How many neurons. */
    final int count;
    /** The same, filled up to a multiple of 64. */
    final int padded;
    /** Global number of the first neuron. */
    final int number;
    /** Who fired: {@code [step][word]}. */
    long[] fired = new long[0];

    Shard(int population, int from, int count, int number) {
        this.population = population;
        this.from = from;
        this.count = count;
        this.padded = count + 63 & -64;
        this.number = number;
    }

    /** How many neurons a word of {@link #fired} is for. */
    abstract int lanes();

    /** Its first column in a row. */
    int column() {
        return 0;
    }

    /** How many columns it has in a row of what receptors receive. */
    abstract int columns();

    /** Simulates steps {@code start} to {@code start + steps - 1}; leaves who fired. */
    abstract void advance(long start, int steps, InputRing.Received received, InputRing rows);

    /** After which part of the last step a neuron fired, and fired again. */
    abstract float fraction(int neuron, int before);

    /** How many spikes a neuron may fire in one step. */
    abstract int mostSpikes();

    /** What its neurons have each; the {@link #states} come first. */
    abstract NeuronArrays neurons();

    /** The names of its states. */
    abstract List<String> states();

    final void room(int steps) {
        int words = padded / lanes() * steps;
        if (fired.length < words) {
            fired = new long[words];
        }
    }

    /** Collects who fired, by that row of {@link #fired}. */
    void collect(int row, SpikeHistory list) {
        int lanes = lanes();
        int words = padded / lanes;
        int full = count / lanes;
        int at = row * words;
        int w = 0;
        // Few fire in a step: four words are looked at together.
        for (; w + 4 <= full; w += 4) {
            if ((fired[at + w] | fired[at + w + 1] | fired[at + w + 2] | fired[at + w + 3]) != 0) {
                for (int k = w; k < w + 4; k++) {
                    list.add(fired[at + k], number + k * lanes);
                }
            }
        }
        for (; w < full; w++) {
            list.add(fired[at + w], number + w * lanes);
        }
        if (full < words && full * lanes < count) {
            list.add(fired[at + full] & (1L << count - full * lanes) - 1, number + full * lanes);
        }
    }
}
