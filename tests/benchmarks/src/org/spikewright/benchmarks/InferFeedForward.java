package org.spikewright.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.kernel.Primitives;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Network;
import org.spikewright.train.Evaluation;
import org.spikewright.train.Loss;
import org.spikewright.train.TestResult;

/** One batch forward: encode, run, compare with the labels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class InferFeedForward {

    private final Workers workers = new Workers(2);
    private Evaluation evaluation;
    private Parameters weights;
    private EncodedSamples data;

    /** Makes ready. */
    @Setup
    public void prepare() {
        Network network = ReferenceNetwork.network();
        Primitives primitives = Primitives.best();
        Plan plan = Plan.of(network, new PlanOptions(1), Kernels.best());
        weights = Parameters.of(plan, ReferenceNetwork.weights(network));
        evaluation = new Evaluation(plan, primitives, workers, Loss.CROSS_ENTROPY);
        data = EncodedSamples.testing(ReferenceNetwork.samples(ReferenceNetwork.BATCH), ReferenceNetwork.ENCODER, 1);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        workers.close();
    }

    /** Runs one batch. */
    @Benchmark
    @OperationsPerInvocation(ReferenceNetwork.BATCH)
    public TestResult batch() {
        return evaluation.run(weights, data, Work.NONE);
    }
}
