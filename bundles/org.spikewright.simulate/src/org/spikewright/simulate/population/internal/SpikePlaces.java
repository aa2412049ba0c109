package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import org.spikewright.kernel.RandomRows;

/** Where within a step the spikes of Poisson trains are: even, each by itself, in the order of time. */
final class SpikePlaces {

    /** From the key of one spike's number to that of the next; odd, so that none comes back. */
    private static final long NEXT_KEY = 0x9E3779B97F4A7C15L;

    private final long key;
    private final int first;
    private final int width;
    private final RandomRows random;
    /** {@code [spike][cell]}. */
    private float[][] places = new float[0][];

    /**
     * Of some cells.
     *
     * @param key from which those of the numbers are made
     * @param first index of the first cell
     * @param width how many cells, a multiple of 64
     */
    SpikePlaces(long key, int first, int width, RandomRows random) {
        this.key = key;
        this.first = first;
        this.width = width;
        this.random = random;
    }

    /** Draws as many as each cell has spikes in a step. */
    void draw(int step, float[] spikes) {
        int most = 0;
        for (int j = 0; j < width; j++) {
            most = Math.max(most, (int) spikes[j]);
        }
        while (places.length < most) {
            places = Arrays.copyOf(places, places.length + 1);
            places[places.length - 1] = new float[width];
        }
        for (int k = 0; k < most; k++) {
            random.uniforms(key + (k + 1) * NEXT_KEY, first, step, places[k], 0, width);
        }
        for (int j = 0; j < width; j++) {
            sort(j, (int) spikes[j]);
        }
    }

    private void sort(int cell, int spikes) {
        for (int k = 1; k < spikes; k++) {
            float place = places[k][cell];
            int to = k;
            for (; to > 0 && places[to - 1][cell] > place; to--) {
                places[to][cell] = places[to - 1][cell];
            }
            places[to][cell] = place;
        }
    }

    /** After which part of the step a cell fires the spike before which it fires so many. */
    float fraction(int cell, int before) {
        return places[before][cell];
    }
}
