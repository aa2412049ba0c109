package org.spikewright.simulate.internal;

import java.util.Arrays;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.kernel.ForwardPass;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;

/** One thread's simulation of some consecutive samples at a time. */
final class ChunkSimulation {

    private final LayerChain chain;
    private final LayerWeights[] weights;
    private final Primitives primitives;
    private final EncodedSamples data;
    private final int steps;
    private final ForwardPass pass;
    private final SparseRows input;
    private final SparseRows lists = new SparseRows(false);
    private final float[] sample;
    private final float[] outputs;
    private int first;

    ChunkSimulation(LayerChain chain, LayerWeights[] weights, Primitives primitives, EncodedSamples data) {
        this.chain = chain;
        this.weights = weights;
        this.primitives = primitives;
        this.data = data;
        this.steps = data.encoder().steps();
        this.pass = new ForwardPass(chain, primitives, steps, false);
        this.input = new SparseRows(data.encoder().held());
        this.sample = new float[data.samples().length()];
        this.outputs = new float[chain.outputs()];
    }

    /** Runs samples of the data set from rest. */
    void run(int firstSample, int size) {
        first = firstSample;
        int rows = data.encoder().lists();
        input.clear();
        for (int i = 0; i < size; i++) {
            input.reserve(rows, rows * data.inputs());
            data.encode(first + i, 0, sample, input.offsets(), input.rows() + 1, input.columns(), input.values(),
                    input.entries());
            input.addRows(rows);
        }
        pass.run(weights, size, input);
    }

    /** The class that a sample of the last run is taken for. */
    int prediction(int i) {
        pass.mean(i, outputs);
        return ForwardPass.largest(outputs);
    }

    /** The spikes that the network received in the last run. */
    ChunkSpikes inputSpikes() {
        return ChunkSpikes.of(input, first, steps);
    }

    /** The spikes that a stage sent in the last run. */
    ChunkSpikes spikes(int stage) {
        int width = chain.stages().get(stage).width();
        lists.clear();
        primitives.list(pass.output(stage), 0, pass.samples() * steps, width, lists);
        return ChunkSpikes.of(lists, first, steps);
    }

    /** What drove a neuron of a stage in each step of the first sample of the last run. */
    float[] drive(int stage, int neuron) {
        float[] drive = new float[steps];
        int width = chain.stages().get(stage).width();
        for (int t = 0; t < steps; t++) {
            if (stage == 0) {
                drive[t] = received(data.encoder().held() ? 0 : t, neuron);
            } else {
                drive[t] = pass.output(stage - 1)[(pass.steps(stage - 1) == 1 ? 0 : t) * width + neuron];
            }
        }
        return drive;
    }

    private float received(int row, int column) {
        int at = Arrays.binarySearch(input.columns(), input.offsets()[row], input.offsets()[row + 1], column);
        if (at < 0) {
            return 0;
        }
        return input.valued() ? input.values()[at] : 1;
    }
}
