package org.spikewright.cli.tests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of weights, leaky integrate-and-fire neurons, weights and integrators, stepped sample by sample in double precision as the
 * equations say: {@code dv/dt = (I - v) / tau} with the input of a step held through it, a spike above the threshold, which is then
 * taken off; the answer is the mean of the integrators over time.
 */
final class RawClassifier {

    private final double[] hidden;
    private final double[] hiddenBias;
    private final double[] readout;
    private final double[] readoutBias;
    private final double keptHidden;
    private final double keptReadout;
    private final double threshold;
    private final int inputs;
    private double nearest = Double.POSITIVE_INFINITY;

    /** What a sample gave: the neurons that fired in each step, and an output for each class. */
    record Answer(List<List<Integer>> fired, double[] outputs) {

        int largest() {
            int largest = 0;
            for (int i = 1; i < outputs.length; i++) {
                largest = outputs[i] > outputs[largest] ? i : largest;
            }
            return largest;
        }

        /** The cross entropy of the softmax of the outputs. */
        double loss(int label) {
            double sum = 0;
            for (double output : outputs) {
                sum += Math.exp(output - outputs[label]);
            }
            return Math.log(sum);
        }
    }

    /**
     * With the weights of a training.
     *
     * @param threshold of the neurons
     * @param bits to which weights, not biases, are rounded: multiples of one step whose largest is that of the largest weight; 0
     *             for none
     */
    RawClassifier(RawRecord record, String job, double tauHidden, double threshold, double tauReadout, double step, int bits)
            throws IOException {
        this.hidden = rounded(record.real(job, "weights.safetensors", "hidden.dense.weight"), bits);
        this.hiddenBias = rounded(record.real(job, "weights.safetensors", "hidden.dense.bias"), 0);
        this.readout = rounded(record.real(job, "weights.safetensors", "readout.dense.weight"), bits);
        this.readoutBias = rounded(record.real(job, "weights.safetensors", "readout.dense.bias"), 0);
        this.keptHidden = Math.exp(-step / tauHidden);
        this.threshold = threshold;
        this.keptReadout = Math.exp(-step / tauReadout);
        this.inputs = hidden.length / hiddenBias.length;
    }

    private static double[] rounded(float[] weights, int bits) {
        double largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        double step = largest / ((1L << Math.max(0, bits - 1)) - 1);
        double[] rounded = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            rounded[i] = bits == 0 ? weights[i] : Math.rint(weights[i] / step) * step;
        }
        return rounded;
    }

    /** How near a potential came to the threshold: single precision decides otherwise where that is nothing. */
    double nearest() {
        return nearest;
    }

    Answer run(List<List<Integer>> input) {
        double[] v = new double[hiddenBias.length];
        double[] y = new double[readoutBias.length];
        double[] sums = new double[readoutBias.length];
        List<List<Integer>> fired = new ArrayList<>();
        for (List<Integer> arrived : input) {
            List<Integer> firing = new ArrayList<>();
            for (int n = 0; n < v.length; n++) {
                double current = hiddenBias[n];
                for (int from : arrived) {
                    current += hidden[n * inputs + from];
                }
                v[n] = current + (v[n] - current) * keptHidden;
                nearest = Math.min(nearest, Math.abs(v[n] - threshold));
                if (v[n] > threshold) {
                    v[n] -= threshold;
                    firing.add(n);
                }
            }
            for (int n = 0; n < y.length; n++) {
                double current = readoutBias[n];
                for (int from : firing) {
                    current += readout[n * v.length + from];
                }
                y[n] = current + (y[n] - current) * keptReadout;
                sums[n] += y[n];
            }
            fired.add(firing);
        }
        for (int n = 0; n < sums.length; n++) {
            sums[n] /= input.size();
        }
        return new Answer(fired, sums);
    }
}
