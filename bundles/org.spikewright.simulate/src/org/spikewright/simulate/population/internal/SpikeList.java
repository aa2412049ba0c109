package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.Raster;

/** Spikes of one population, as they come. */
final class SpikeList {

    private final List<Selection> selections = new ArrayList<>();
    private long[] steps = new long[1024];
    private int[] neurons = new int[1024];
    private final boolean offGrid;
    private float[] fractions;
    private int count;

    /**
     * None yet.
     *
     * @param offGrid whether spikes are fired within steps
     */
    SpikeList(boolean offGrid) {
        this.offGrid = offGrid;
        this.fractions = new float[offGrid ? 1024 : 0];
    }

    /** Takes the spikes of some more neurons from now on. */
    SpikeList of(Selection selection) {
        selections.add(selection);
        return this;
    }

    void add(long step, int neuron, float fraction) {
        if (holds(neuron)) {
            if (count == steps.length) {
                steps = Arrays.copyOf(steps, 2 * count);
                neurons = Arrays.copyOf(neurons, 2 * count);
                fractions = Arrays.copyOf(fractions, offGrid ? 2 * count : 0);
            }
            if (offGrid) {
                fractions[count] = fraction;
            }
            steps[count] = step;
            neurons[count++] = neuron;
        }
    }

    private boolean holds(int neuron) {
        for (Selection selection : selections) {
            if (selection.holds(neuron)) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return count;
    }

    Raster raster(Population population, double dt) {
        return new Raster(population.name(), population.size(), dt, Arrays.copyOf(steps, count), Arrays.copyOf(neurons, count),
                Arrays.copyOf(fractions, offGrid ? count : 0));
    }

    void clear() {
        count = 0;
    }

    /** Saves or restores all of it. */
    void transfer(StateCodec archive) {
        count = (int) archive.number(count);
        steps = Arrays.copyOf(steps, Math.max(count, 16));
        neurons = Arrays.copyOf(neurons, steps.length);
        archive.ints(neurons, count);
        long[] saved = Arrays.copyOf(steps, count);
        archive.longs(saved);
        System.arraycopy(saved, 0, steps, 0, count);
        float[] parts = Arrays.copyOf(fractions, offGrid ? count : 0);
        archive.floats(parts);
        fractions = Arrays.copyOf(parts, offGrid ? steps.length : 0);
    }

    void forgetFrom(long step) {
        while (count > 0 && steps[count - 1] >= step) {
            count--;
        }
    }
}
