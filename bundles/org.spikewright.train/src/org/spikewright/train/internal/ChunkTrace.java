package org.spikewright.train.internal;

import java.util.Arrays;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Scratch;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Stage;

/**
 * What one chunk of samples leaves for the sums over a batch: by dense stage, what it received and its gradient; by stage with a kernel of
 * its own, the gradients by its parameters.
 */
final class ChunkTrace {

    private final SparseRows[] lists;
    private final Scratch[] received;
    private final boolean[] dense;
    private final Scratch[] gradients;
    private final int[] rows;
    private final LayerWeights[] parameterGradients;
    private double loss;
    private int correct;
    private long spikes;

    ChunkTrace(LayerChain chain) {
        int stages = chain.stages().size();
        lists = new SparseRows[stages];
        received = new Scratch[stages];
        dense = new boolean[stages];
        gradients = new Scratch[stages];
        rows = new int[stages];
        parameterGradients = chain.stages().stream().map(stage -> stage instanceof Stage.Computed ? LayerWeights.zero(stage) : null)
                .toArray(LayerWeights[]::new);
        Arrays.setAll(received, _ -> new Scratch());
        Arrays.setAll(gradients, _ -> new Scratch());
    }

    /** Keeps what a stage received as lists of rows, one for each input. */
    void keep(int stage, SparseRows input, int fanIn) {
        if (lists[stage] == null) {
            lists[stage] = new SparseRows(input.valued());
        }
        lists[stage].transpose(input, fanIn);
        dense[stage] = false;
    }

    /** Keeps what a stage received as a matrix. */
    void keep(int stage, float[] values, int length) {
        System.arraycopy(values, 0, received[stage].ofLength(length), 0, length);
        dense[stage] = true;
    }

    /** The room for the gradient by what a stage sent on, all 0 on request. */
    float[] prepareGradient(int stage, int rowCount, int width, boolean clear) {
        rows[stage] = rowCount;
        float[] gradient = gradients[stage].ofLength(rowCount * width);
        if (clear) {
            Arrays.fill(gradient, 0, rowCount * width, 0f);
        }
        return gradient;
    }

    /** The room for the gradients by the parameters of a stage with a kernel of its own, all 0. */
    LayerWeights prepareParameterGradients(int stage) {
        for (float[] gradient : parameterGradients[stage].arrays()) {
            Arrays.fill(gradient, 0f);
        }
        return parameterGradients[stage];
    }

    /** The gradient by a parameter of a stage with a kernel of its own. */
    float[] parameterGradient(int stage, int parameter) {
        return parameterGradients[stage].arrays()[parameter];
    }

    void outcome(double sumOfLosses, int correctSamples, long allSpikes) {
        loss = sumOfLosses;
        correct = correctSamples;
        spikes = allSpikes;
    }

    boolean dense(int stage) {
        return dense[stage];
    }

    float[] received(int stage) {
        return received[stage].values();
    }

    SparseRows receivedByInput(int stage) {
        return lists[stage];
    }

    float[] gradient(int stage) {
        return gradients[stage].values();
    }

    int rows(int stage) {
        return rows[stage];
    }

    double loss() {
        return loss;
    }

    int correct() {
        return correct;
    }

    long spikes() {
        return spikes;
    }
}
