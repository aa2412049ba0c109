package org.spikewright.train;

import java.util.stream.IntStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.kernel.ForwardPass;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Network;
import org.spikewright.network.Weights;

/** Tests a network with given weights. The result is the same on any number of threads. */
public final class Evaluation {

    /** Samples that one task runs: enough to use a row of weights often while it is in the cache. */
    private static final int CHUNK = 8;

    private final LayerChain chain;
    private final Primitives primitives;
    private final Workers workers;
    private final Loss loss;
    private final ForwardPass[] passes;
    private final SparseRows[] rows;

    /** A test on stages and threads that others use too; for data of one encoder, one run at a time. */
    public Evaluation(LayerChain chain, Primitives primitives, Workers workers, Loss loss) {
        this.chain = chain;
        this.primitives = primitives;
        this.workers = workers;
        this.loss = loss;
        this.passes = new ForwardPass[workers.count()];
        this.rows = new SparseRows[workers.count()];
    }

    /**
     * Tests a network.
     *
     * @param data what to test on, with its encoder
     * @param dt time step in seconds
     * @param threads how many
     * @throws org.spikewright.common.CancelledException if the work is cancelled
     */
    public static TestResult of(Network network, Weights weights, EncodedSamples data, Loss loss, double dt,
            int threads, Work work) {
        Primitives primitives = Primitives.best();
        LayerChain chain = work.await(() -> LayerChain.of(network, dt, false, Kernels.shared(primitives)));
        try (Workers workers = new Workers(threads)) {
            work.begin("Testing " + network.name(), data.samples().size());
            return new Evaluation(chain, primitives, workers, loss).run(chain.load(weights), data, work);
        }
    }

    /** Tests with those weights; see {@link #of}. */
    public TestResult run(LayerWeights[] weights, EncodedSamples data, Work work) {
        long start = System.nanoTime();
        int count = data.samples().size();
        double[] losses = new double[count];
        int[] guesses = new int[count];
        Batch all = new Batch(data, 0, IntStream.range(0, count).toArray(), 0, count);
        workers.run((count + CHUNK - 1) / CHUNK, (task, worker) -> {
            work.checkCancelled();
            if (passes[worker] == null) {
                passes[worker] = new ForwardPass(chain, primitives, data.encoder().steps(), false);
                rows[worker] = new SparseRows(data.encoder().held());
            }
            int from = task * CHUNK;
            int size = Math.min(CHUNK, count - from);
            test(passes[worker], rows[worker], weights, all, from, size, losses, guesses);
            work.advance(size);
        });
        int classes = chain.outputs();
        int[][] confusion = new int[classes][classes];
        double sum = 0;
        int correct = 0;
        for (int i = 0; i < count; i++) {
            int label = data.samples().label(i);
            confusion[label][guesses[i]]++;
            correct += guesses[i] == label ? 1 : 0;
            sum += losses[i];
        }
        return new TestResult(sum / count, (double) correct / count, confusion,
                count * 1e9 / (System.nanoTime() - start));
    }

    private void test(ForwardPass pass, SparseRows rows, LayerWeights[] weights, Batch all, int from, int size,
            double[] losses, int[] guesses) {
        float[] scratch = new float[all.data().samples().length()];
        float[] outputs = new float[chain.outputs()];
        float[] gradient = new float[chain.outputs()];
        rows.clear();
        for (int i = 0; i < size; i++) {
            all.encode(from + i, scratch, rows);
        }
        pass.run(weights, size, rows);
        for (int i = 0; i < size; i++) {
            pass.mean(i, outputs);
            losses[from + i] = loss.of(outputs, all.label(from + i), gradient);
            guesses[from + i] = ForwardPass.largest(outputs);
        }
    }
}
