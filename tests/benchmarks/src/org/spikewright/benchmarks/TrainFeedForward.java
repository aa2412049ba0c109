package org.spikewright.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.spikewright.execute.Parameters;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Network;
import org.spikewright.train.Batch;
import org.spikewright.train.Bptt;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.internal.OptimizerState;

/** One batch of training: encode, forward, back, optimize. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TrainFeedForward {

    private final Workers workers = new Workers(2);
    private LearningRule.Learner learner;
    private Parameters weights;
    private Parameters direction;
    private OptimizerState optimizer;
    private Batch batch;

    /** Makes ready. */
    @Setup
    public void prepare() {
        Network network = ReferenceNetwork.network();
        learner = new Bptt().learner(new LearningRule.Setting(network, 1, ReferenceNetwork.STEPS, Loss.CROSS_ENTROPY,
                workers, Primitives.best(), 1));
        weights = Parameters.of(learner.plan(), ReferenceNetwork.weights(network));
        direction = Parameters.zero(learner.plan());
        optimizer = new OptimizerState(Optimizer.Adam.of(1e-3), learner.plan());
        int count = ReferenceNetwork.BATCH;
        batch = new Batch(EncodedSamples.training(ReferenceNetwork.samples(count), ReferenceNetwork.ENCODER, 1), 0,
                IntStream.range(0, count).toArray(), 0, count);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        workers.close();
    }

    /** Trains on one batch. */
    @Benchmark
    @OperationsPerInvocation(ReferenceNetwork.BATCH)
    public LearningRule.Outcome batch() {
        LearningRule.Outcome outcome = learner.learn(weights, batch, direction, Work.NONE);
        optimizer.update(weights, direction, 1, workers);
        return outcome;
    }
}
