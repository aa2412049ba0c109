package org.spikewright.train.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.train.Batch;
import org.spikewright.train.LearningRule.Learner;
import org.spikewright.train.LearningRule.Outcome;
import org.spikewright.train.LearningRule.Setting;
import org.spikewright.train.Loss;

/** Learns step by step, in all steps or in some that are drawn, and forgets each when it is done. */
public final class SpatialLearning implements Learner {

    private final Executor executor;
    private final Loss loss;
    private final int taken;
    private final long seed;
    private long number;

    /**
     * A learner for that setting.
     *
     * @param taken in how many steps it learns; 0 for all
     */
    public SpatialLearning(Setting setting, int taken) {
        this.executor = new Executor(Plan.of(setting.network(), new PlanOptions(setting.dt()), Kernels.shared(setting.primitives())),
                setting.primitives(), setting.workers());
        this.loss = setting.loss();
        this.taken = taken;
        this.seed = setting.seed();
    }

    @Override
    public Plan plan() {
        return executor.plan();
    }

    /** How many bytes the arrays of a batch have. */
    public long bytes() {
        return executor.bytes();
    }

    private boolean[] drawn(int steps) {
        boolean[] isTaken = new boolean[steps];
        int count = taken == 0 ? steps : Math.min(taken, steps);
        int[] order = IntStream.range(0, steps).toArray();
        RandomStream.of(seed, "steps", number++).shuffle(order);
        Arrays.stream(order).limit(count).forEach(t -> isTaken[t] = true);
        return isTaken;
    }

    @Override
    public Outcome learn(Parameters weights, Batch batch, Parameters direction, Work work) {
        int steps = batch.steps();
        boolean[] isTaken = drawn(steps);
        int count = taken == 0 ? steps : Math.min(taken, steps);
        double[] losses = new double[batch.size()];
        float[][] answers = new float[batch.size()][executor.plan().outputs()];
        long[] spikes = new long[Executor.chunks(batch.size())];
        executor.learnStepwise(weights, batch, t -> isTaken[t], (outputs, t) -> {
            float weight = isTaken[t] ? 1f / ((float) count * batch.size()) : 0;
            spikes[outputs.chunk()] += outputs.spikes();
            for (int i = 0; i < outputs.samples(); i++) {
                int sample = outputs.from() + i;
                losses[sample] += loss.of(outputs, i, batch.answer(sample), weight) / steps;
                for (int j = 0; j < outputs.width(); j++) {
                    answers[sample][j] += outputs.values()[outputs.at(i, 0) + j];
                }
            }
        }, direction, work);
        int correct = (int) IntStream.range(0, batch.size()).filter(i -> batch.answer(i).is(Outputs.largest(answers[i]))).count();
        return new Outcome(Arrays.stream(losses).sum(), correct, Arrays.stream(spikes).sum());
    }
}
