package org.spikewright.execute;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What came out of a network for a chunk of samples.
 *
 * @param chunk which one of the batch
 * @param from the first of its samples in the batch
 * @param samples how many
 * @param tape what was computed
 */
public record Outputs(int chunk, int from, int samples, Tape tape) {

    /** Steps of the output: 1 where it is the same in all. */
    public int steps() {
        return output().rows() / samples;
    }

    /** Elements of the output. */
    public int width() {
        return output().width();
    }

    private Activation output() {
        return tape.output();
    }

    /** What came out, {@code [samples][steps][width]}. */
    public float[] values() {
        return output().dense();
    }

    /** The derivative of the loss by each element of {@link #values}. */
    public float[] gradient() {
        return tape.outputGradient();
    }

    /** The nodes that send spikes. */
    public List<Node> spiking() {
        return tape.plan().spiking();
    }

    /** The derivative of the loss by each element of what a node gives, one that {@linkplain Node#hasGradient has derivatives}. */
    public float[] gradient(Node node) {
        return tape.gradient(node);
    }

    /** Where the first element of a step of a sample stands in them. */
    public int at(int sample, int step) {
        return (sample * steps() + step) * width();
    }

    /** How many spikes all layers sent. */
    public long spikes() {
        return tape.spikes();
    }

    /** What a layer gave. */
    public Activation of(Node node) {
        return tape.activation(node);
    }

    /** The states of an element of a layer of neurons after each step, by name. */
    public Map<String, float[]> states(Node node, int sample, int element) {
        return ((TracedKernel) node.kernel()).trace(tape.frame(node), sample, element);
    }

    /**
     * The mean of the output over time.
     *
     * @param mean receives one value for each element
     */
    public void mean(int sample, float[] mean) {
        int steps = steps();
        int width = width();
        float[] values = values();
        Arrays.fill(mean, 0f);
        for (int t = 0; t < steps; t++) {
            int from = (sample * steps + t) * width;
            for (int j = 0; j < width; j++) {
                mean[j] += values[from + j];
            }
        }
        for (int j = 0; j < width; j++) {
            mean[j] /= steps;
        }
    }

    /** The index of the largest value, the first of several: the class that outputs stand for. */
    public static int largest(float[] outputs) {
        int best = 0;
        for (int i = 1; i < outputs.length; i++) {
            if (outputs[i] > outputs[best]) {
                best = i;
            }
        }
        return best;
    }
}
