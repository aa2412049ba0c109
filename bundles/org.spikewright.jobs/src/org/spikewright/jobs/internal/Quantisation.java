package org.spikewright.jobs.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Weights;

/**
 * Weights as a chip stores them: each array of synaptic weights is rounded to whole multiples of one step, symmetric about
 * 0, so that its largest weight is the largest number of that many bits. A single bit is a sign: weights are then plus or minus the
 * mean of their sizes, which is the scale that is nearest to all of them (Rastegari et al., ECCV 2016). Biases and what neurons store
 * stay as they are.
 */
final class Quantisation {

    private Quantisation() {
    }

    static Weights of(Network network, Weights weights, int bits) {
        if (bits >= 25) {
            return weights; // a single-precision number has no more
        }
        double most = Math.scalb(1.0, bits - 1) - 1;
        Map<String, float[]> rounded = new LinkedHashMap<>();
        for (Parameter parameter : network.stored()) {
            float[] array = weights.get(parameter.name());
            rounded.put(parameter.name(), parameter.name().endsWith(".weight") ? bits == 1 ? signs(array) : rounded(array, most) : array);
        }
        return new Weights(rounded);
    }

    private static float[] signs(float[] array) {
        double sum = 0;
        for (float weight : array) {
            sum += Math.abs(weight);
        }
        float size = (float) (sum / array.length);
        float[] signs = new float[array.length];
        for (int i = 0; i < array.length; i++) {
            signs[i] = array[i] < 0 ? -size : size;
        }
        return signs;
    }

    private static float[] rounded(float[] array, double most) {
        double largest = 0;
        for (float weight : array) {
            largest = Math.max(largest, Math.abs(weight));
        }
        double step = largest == 0 ? 1 : largest / most;
        float[] rounded = new float[array.length];
        for (int i = 0; i < array.length; i++) {
            rounded[i] = (float) (Math.rint(array[i] / step) * step);
        }
        return rounded;
    }
}
