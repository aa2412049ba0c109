package org.spikewright.train;

import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Network;
import org.spikewright.network.Weights;

/** Tests a network with given weights. The result is the same on any number of threads. */
public final class Evaluation {

    private final Executor executor;
    private final Loss loss;

    /** A test of a plan, on threads that others use too; one run at a time. */
    public Evaluation(Plan plan, Primitives primitives, Workers workers, Loss loss) {
        this.executor = new Executor(plan, primitives, workers);
        this.loss = loss;
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
        Plan plan = work.await(() -> Plan.of(network, new PlanOptions(dt), Kernels.shared(primitives)));
        try (Workers workers = new Workers(threads)) {
            work.begin("Testing " + network.name(), data.samples().size());
            return new Evaluation(plan, primitives, workers, loss).run(Parameters.of(plan, weights), data, work);
        }
    }

    /** Tests with those weights; see {@link #of}. */
    public TestResult run(Parameters weights, EncodedSamples data, Work work) {
        long start = System.nanoTime();
        int count = data.samples().size();
        double[] losses = new double[count];
        int[] guesses = new int[count];
        Batch all = Batch.all(data);
        executor.run(weights, all, outputs -> test(outputs, all, losses, guesses), work);
        int classes = data.samples().targets() > 0 ? 0 : executor.plan().outputs();
        int[][] confusion = new int[classes][classes];
        double sum = 0;
        int correct = 0;
        for (int i = 0; i < count; i++) {
            int label = data.samples().label(i);
            if (label >= 0) {
                confusion[label][guesses[i]]++;
                correct += guesses[i] == label ? 1 : 0;
            }
            sum += losses[i];
        }
        return new TestResult(sum / count, classes == 0 ? Double.NaN : (double) correct / count, confusion,
                count * 1e9 / (System.nanoTime() - start));
    }

    private void test(Outputs outputs, Batch all, double[] losses, int[] guesses) {
        for (int i = 0; i < outputs.samples(); i++) {
            losses[outputs.from() + i] = loss.of(outputs, i, all.answer(outputs.from() + i), 0);
            guesses[outputs.from() + i] = loss.answer(outputs, i);
        }
    }
}
