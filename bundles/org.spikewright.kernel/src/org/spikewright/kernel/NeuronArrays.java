package org.spikewright.kernel;

import java.util.Arrays;

/**
 * What neurons that are simulated together have each: states, parameters that vary, values that follow from them. All stand in
 * one array, one after the other, so that how far apart they are does not depend on where the Java runtime puts them. Where two
 * states of a neuron are a little more than a multiple of 4096 bytes apart, the processor takes reading the one for reading
 * what it is about to write of the other, and a step takes up to twice as long.
 *
 * @param values of all
 * @param pitch from one to the next
 */
public record NeuronArrays(float[] values, int pitch) {

    /** Numbers in 4096 bytes. */
    private static final int PAGE = 1024;

    /** So many arrays, all 0. */
    public static NeuronArrays of(int arrays, int neurons) {
        // Several times as much, modulo a page, is far from a page too.
        int pitch = neurons;
        while (pitch % (PAGE / 4) != PAGE / 16 || pitch % PAGE == PAGE / 16) {
            pitch++;
        }
        return new NeuronArrays(new float[Math.multiplyExact(arrays, pitch)], pitch);
    }

    /** How many there are. */
    public int arrays() {
        return values.length / pitch;
    }

    /** Where a value of a neuron stands. */
    public int index(int array, int neuron) {
        return array * pitch + neuron;
    }

    /** A value of a neuron. */
    public float get(int array, int neuron) {
        return values[index(array, neuron)];
    }

    /** Sets a value of a neuron. */
    public void set(int array, int neuron, float value) {
        values[index(array, neuron)] = value;
    }

    /** Sets a value of all neurons. */
    public void fill(int array, float value) {
        Arrays.fill(values, index(array, 0), index(array, pitch), value);
    }

    /** A value of the first neurons. */
    public float[] copy(int array, int neurons) {
        return Arrays.copyOfRange(values, index(array, 0), index(array, neurons));
    }

    /** Sets a value of the first neurons. */
    public void copy(float[] from, int array) {
        System.arraycopy(from, 0, values, index(array, 0), from.length);
    }
}
