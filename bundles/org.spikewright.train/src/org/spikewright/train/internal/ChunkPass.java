package org.spikewright.train.internal;

import java.util.Arrays;
import org.spikewright.kernel.ForwardPass;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Scratch;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Stage;
import org.spikewright.network.operator.OperatorKernel;
import org.spikewright.train.Batch;
import org.spikewright.train.Loss;

/** One thread's way forward and back over a chunk of samples. */
final class ChunkPass {

    private final LayerChain chain;
    private final Primitives primitives;
    private final Loss loss;
    private final int steps;
    private final ForwardPass forward;
    private final SparseRows input;
    private final Scratch[] gradients;
    private final Scratch sample = new Scratch();
    private final Scratch held = new Scratch();

    ChunkPass(LayerChain chain, Primitives primitives, Loss loss, int steps, boolean held) {
        this.chain = chain;
        this.primitives = primitives;
        this.loss = loss;
        this.steps = steps;
        this.forward = new ForwardPass(chain, primitives, steps, true);
        this.input = new SparseRows(held);
        this.gradients = new Scratch[chain.stages().size()];
        Arrays.setAll(gradients, _ -> new Scratch());
    }

    /** Runs samples of a batch and leaves what the sums need. */
    void run(LayerWeights[] weights, Batch batch, int from, int size, ChunkTrace trace) {
        float[] values = sample.ofLength(batch.data().samples().length());
        input.clear();
        for (int i = 0; i < size; i++) {
            batch.encode(from + i, values, input);
        }
        forward.run(weights, size, input);
        int last = chain.stages().size() - 1;
        lossGradient(batch, from, size, gradientOf(last, trace, false), trace);
        for (int stage = last; stage >= 0; stage--) {
            switch (chain.stages().get(stage)) {
                case Stage.Dense dense -> backDense(stage, dense, weights[stage], trace);
                case Stage.Scan scan -> backScan(stage, scan, trace);
                case Stage.Computed computed -> backComputed(stage, computed, trace);
            }
        }
    }

    private void lossGradient(Batch batch, int from, int size, float[] gradient, ChunkTrace trace) {
        int last = chain.stages().size() - 1;
        int width = chain.outputs();
        int outputSteps = forward.steps(last);
        float[] outputs = new float[width];
        float[] byOutput = new float[width];
        double sum = 0;
        int correct = 0;
        for (int i = 0; i < size; i++) {
            int label = batch.label(from + i);
            forward.mean(i, outputs);
            sum += loss.of(outputs, label, byOutput);
            correct += ForwardPass.largest(outputs) == label ? 1 : 0;
            float share = 1f / ((float) outputSteps * batch.size());
            for (int j = 0; j < width; j++) {
                byOutput[j] *= share;
            }
            for (int t = 0; t < outputSteps; t++) {
                System.arraycopy(byOutput, 0, gradient, (i * outputSteps + t) * width, width);
            }
        }
        long spikes = 0;
        for (int stage = 0; stage <= last; stage++) {
            spikes += forward.spikes(stage);
        }
        trace.outcome(sum, correct, spikes);
    }

    private void backScan(int stage, Stage.Scan scan, ChunkTrace trace) {
        if (stage > 0) {
            scan.kernel().backward(forward.output(stage - 1), forward.steps(stage - 1), forward.saved(stage),
                    gradients[stage].values(), forward.samples(), steps, scan.width(),
                    gradientOf(stage - 1, trace, false));
        }
    }

    private void backComputed(int stage, Stage.Computed computed, ChunkTrace trace) {
        OperatorKernel.Frame frame = forward.frame(stage);
        float[] gradient = gradients[stage].values();
        if (!computed.parameters().isEmpty()) {
            computed.kernel().parameterGradients(frame, gradient, trace.prepareParameterGradients(stage).arrays());
        }
        if (stage > 0) {
            float[] before = gradientOf(stage - 1, trace, false);
            if (forward.steps(stage) == forward.steps(stage - 1)) {
                computed.kernel().inputGradient(frame, gradient, before);
            } else {
                float[] byStep = held.ofLength(frame.rows() * computed.fanIn());
                computed.kernel().inputGradient(frame, gradient, byStep);
                sumSteps(byStep, computed.fanIn(), before);
            }
        }
    }

    /** The gradient by what is held is the sum of those by what it is in each step. */
    private void sumSteps(float[] byStep, int width, float[] sums) {
        Arrays.fill(sums, 0, forward.samples() * width, 0f);
        for (int row = 0; row < forward.samples() * steps; row++) {
            for (int i = 0; i < width; i++) {
                sums[row / steps * width + i] += byStep[row * width + i];
            }
        }
    }

    private void backDense(int stage, Stage.Dense dense, LayerWeights weights, ChunkTrace trace) {
        int rows = forward.samples() * forward.steps(stage);
        if (forward.dense(stage)) {
            trace.keep(stage, forward.output(stage - 1), rows * dense.fanIn());
        } else {
            trace.keep(stage, forward.input(stage), dense.fanIn());
        }
        if (stage > 0) {
            primitives.product(rows, dense.width(), dense.fanIn(),
                    Primitives.Factor.rows(trace.gradient(stage), 0, dense.width()),
                    Primitives.Factor.transposed(weights.matrix(), 0, dense.width()),
                    gradientOf(stage - 1, trace, true), 0);
        }
    }

    /**
     * The room for the gradient by what a stage sent on: in the trace for dense stages, else used again by the next
     * chunk.
     */
    private float[] gradientOf(int stage, ChunkTrace trace, boolean clear) {
        int rows = forward.samples() * forward.steps(stage);
        int width = chain.stages().get(stage).width();
        if (chain.stages().get(stage) instanceof Stage.Dense) {
            return trace.prepareGradient(stage, rows, width, clear);
        }
        float[] gradient = gradients[stage].ofLength(rows * width);
        if (clear) {
            Arrays.fill(gradient, 0, rows * width, 0f);
        }
        return gradient;
    }
}
