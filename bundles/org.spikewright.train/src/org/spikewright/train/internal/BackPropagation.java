package org.spikewright.train.internal;

import org.spikewright.common.Work;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Flow;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.train.Answer;
import org.spikewright.train.Batch;
import org.spikewright.train.LearningRule.Learner;
import org.spikewright.train.LearningRule.Outcome;
import org.spikewright.train.LearningRule.Setting;
import org.spikewright.train.Loss;

/** Back-propagation through time: the gradient of the mean of the loss over a batch. */
public final class BackPropagation implements Learner {

    private final Executor executor;
    private final Loss loss;

    /** A learner for that setting. */
    public BackPropagation(Setting setting, boolean resetGradient, Flow flow) {
        Plan plan = Plan.of(setting.network(), new PlanOptions(setting.dt(), resetGradient, flow), Kernels.shared(setting.primitives()));
        this.executor = new Executor(plan, setting.primitives(), setting.workers());
        this.loss = setting.loss();
    }

    @Override
    public Plan plan() {
        return executor.plan();
    }

    @Override
    public Outcome learn(Parameters weights, Batch batch, Parameters direction, Work work) {
        Outcome[] chunks = new Outcome[Executor.chunks(batch.size())];
        executor.learn(weights, batch, outputs -> chunks[outputs.chunk()] = look(outputs, batch), direction, work);
        double sum = 0;
        int correct = 0;
        long spikes = 0;
        for (Outcome chunk : chunks) {
            sum += chunk.loss();
            correct += chunk.correct();
            spikes += chunk.spikes();
        }
        return new Outcome(sum, correct, spikes);
    }

    private Outcome look(Outputs outputs, Batch batch) {
        double sum = 0;
        int correct = 0;
        for (int i = 0; i < outputs.samples(); i++) {
            Answer right = batch.answer(outputs.from() + i);
            sum += loss.of(outputs, i, right, 1f / batch.size());
            correct += right.is(loss.answer(outputs, i)) ? 1 : 0;
        }
        return new Outcome(sum, correct, outputs.spikes());
    }
}
