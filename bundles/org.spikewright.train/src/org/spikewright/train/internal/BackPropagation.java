package org.spikewright.train.internal;

import java.util.Arrays;
import org.spikewright.common.Work;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Stage;
import org.spikewright.kernel.Workers;
import org.spikewright.train.Batch;
import org.spikewright.train.LearningRule.Learner;
import org.spikewright.train.LearningRule.Outcome;
import org.spikewright.train.LearningRule.Setting;
import org.spikewright.train.Loss;

/**
 * Back-propagation through time. A batch is cut into chunks of samples that run forward and back on their own and
 * leave, for each dense stage, what it received and the gradient by what it sent on, for others their gradients. Then the weights' gradients are
 * summed, each by one thread over all chunks in order: no sum depends on how the work was divided.
 */
public final class BackPropagation implements Learner {

    /** Samples of a chunk: enough to use a row of weights often while it is in the cache. */
    private static final int CHUNK = 8;

    private final LayerChain chain;
    private final Loss loss;
    private final Primitives primitives;
    private final Workers workers;
    private final ChunkPass[] passes;
    private final int steps;
    private ChunkTrace[] chunks = new ChunkTrace[0];

    /** A learner for that setting. */
    public BackPropagation(Setting setting, boolean resetGradient) {
        this.primitives = setting.primitives();
        this.chain = LayerChain.of(setting.network(), setting.dt(), resetGradient, Kernels.shared(primitives));
        this.loss = setting.loss();
        this.workers = setting.workers();
        this.steps = setting.steps();
        this.passes = new ChunkPass[workers.count()];
    }

    @Override
    public LayerChain chain() {
        return chain;
    }

    @Override
    public Outcome learn(LayerWeights[] weights, Batch batch, LayerWeights[] direction, Work work) {
        int count = (batch.size() + CHUNK - 1) / CHUNK;
        if (chunks.length < count) {
            chunks = new ChunkTrace[count];
        }
        workers.run(count, (c, worker) -> {
            work.checkCancelled();
            if (chunks[c] == null) {
                chunks[c] = new ChunkTrace(chain);
            }
            if (passes[worker] == null) {
                passes[worker] = new ChunkPass(chain, primitives, loss, steps, batch.data().encoder().held());
            }
            int from = c * CHUNK;
            passes[worker].run(weights, batch, from, Math.min(CHUNK, batch.size() - from), chunks[c]);
        });
        work.checkCancelled();
        for (int i = 0; i < chain.stages().size(); i++) {
            switch (chain.stages().get(i)) {
                case Stage.Dense dense -> sumGradients(i, dense, count, direction[i]);
                case Stage.Scan _ -> {
                    // learns nothing
                }
                case Stage.Computed computed -> sumGradients(i, computed, count, direction[i]);
            }
        }
        return outcome(count);
    }

    private void sumGradients(int stage, Stage.Dense dense, int count, LayerWeights direction) {
        int slices = Math.min(2 * workers.count(), dense.fanIn());
        workers.run(slices + 1, (task, _) -> {
            if (task == slices) {
                biasGradient(stage, dense.width(), count, direction.bias());
            } else {
                int from = (int) ((long) dense.fanIn() * task / slices);
                int to = (int) ((long) dense.fanIn() * (task + 1) / slices);
                weightGradient(stage, dense, count, from, to, direction.matrix());
            }
        });
    }

    private void sumGradients(int stage, Stage.Computed computed, int count, LayerWeights direction) {
        workers.run(computed.parameters().size(), (parameter, _) -> {
            float[] gradient = direction.arrays()[parameter];
            Arrays.fill(gradient, 0f);
            for (int c = 0; c < count; c++) {
                float[] ofChunk = chunks[c].parameterGradient(stage, parameter);
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] += ofChunk[i];
                }
            }
        });
    }

    /** The gradients by the weights of inputs {@code from} to {@code to}. */
    private void weightGradient(int stage, Stage.Dense dense, int count, int from, int to, float[] gradient) {
        int width = dense.width();
        Arrays.fill(gradient, from * width, to * width, 0f);
        for (int c = 0; c < count; c++) {
            ChunkTrace chunk = chunks[c];
            if (chunk.dense(stage)) {
                primitives.product(to - from, chunk.rows(stage), width,
                        Primitives.Factor.transposed(chunk.received(stage), from, dense.fanIn()),
                        Primitives.Factor.rows(chunk.gradient(stage), 0, width), gradient, from * width);
            } else {
                SparseRows lists = chunk.receivedByInput(stage);
                primitives.gather(lists, from, to, chunk.gradient(stage), width, gradient, from);
            }
        }
    }

    private void biasGradient(int stage, int width, int count, float[] gradient) {
        if (gradient.length == 0) {
            return;
        }
        Arrays.fill(gradient, 0f);
        for (int c = 0; c < count; c++) {
            float[] rows = chunks[c].gradient(stage);
            for (int r = 0; r < chunks[c].rows(stage); r++) {
                for (int j = 0; j < width; j++) {
                    gradient[j] += rows[r * width + j];
                }
            }
        }
    }

    private Outcome outcome(int count) {
        double sum = 0;
        int correct = 0;
        long spikes = 0;
        for (int c = 0; c < count; c++) {
            sum += chunks[c].loss();
            correct += chunks[c].correct();
            spikes += chunks[c].spikes();
        }
        return new Outcome(sum, correct, spikes);
    }
}
