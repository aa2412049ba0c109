package org.spikewright.train.internal;

import java.util.Arrays;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.network.Parameter;
import org.spikewright.train.Answer;
import org.spikewright.train.Batch;
import org.spikewright.train.LearningRule.Learner;
import org.spikewright.train.LearningRule.Outcome;
import org.spikewright.train.LearningRule.Setting;
import org.spikewright.train.Loss;

/** Tries weights around the present ones. */
public final class Evolution implements Learner {

    private final Executor executor;
    private final Loss loss;
    private final int pairs;
    private final double mutation;
    private final long seed;
    private final Parameters tried;
    private long number;

    /** A learner for that setting, with so many pairs and that deviation. */
    public Evolution(Setting setting, int pairs, double mutation) {
        this.executor = new Executor(Plan.of(setting.network(), new PlanOptions(setting.dt()), Kernels.shared(setting.primitives())),
                setting.primitives(), setting.workers());
        this.loss = setting.loss();
        this.pairs = pairs;
        this.mutation = mutation;
        this.seed = setting.seed();
        this.tried = Parameters.zero(executor.plan());
    }

    @Override
    public Plan plan() {
        return executor.plan();
    }

    @Override
    public Outcome learn(Parameters weights, Batch batch, Parameters direction, Work work) {
        Arrays.stream(direction.arrays()).forEach(array -> Arrays.fill(array, 0f));
        for (int pair = 0; pair < pairs; pair++) {
            tried.copy(weights);
            add(pair, mutation, tried);
            double above = run(tried, batch, work).loss();
            tried.copy(weights);
            add(pair, -mutation, tried);
            double below = run(tried, batch, work).loss();
            add(pair, (above - below) / batch.size() / (pairs * 2 * mutation), direction);
        }
        number++;
        return run(weights, batch, work);
    }

    /** Adds the noise of a pair, times a factor. */
    private void add(int pair, double factor, Parameters values) {
        for (int p = 0; p < values.arrays().length; p++) {
            Parameter parameter = values.plan().parameters().get(p);
            RandomStream random = RandomStream.of(seed, "mutation/" + parameter.name(), number, pair);
            for (int i = 0; parameter.learned() && i < values.arrays()[p].length; i++) {
                values.arrays()[p][i] += (float) (factor * random.nextGaussian());
            }
        }
    }

    private Outcome run(Parameters weights, Batch batch, Work work) {
        Outcome[] chunks = new Outcome[Executor.chunks(batch.size())];
        executor.run(weights, batch, outputs -> {
            double sum = 0;
            int correct = 0;
            for (int i = 0; i < outputs.samples(); i++) {
                Answer right = batch.answer(outputs.from() + i);
                sum += loss.of(outputs, i, right, 0);
                correct += right.is(loss.answer(outputs, i)) ? 1 : 0;
            }
            chunks[outputs.chunk()] = new Outcome(sum, correct, outputs.spikes());
        }, Work.NONE);
        work.checkCancelled();
        return new Outcome(Arrays.stream(chunks).mapToDouble(Outcome::loss).sum(), Arrays.stream(chunks).mapToInt(Outcome::correct).sum(),
                Arrays.stream(chunks).mapToLong(Outcome::spikes).sum());
    }
}
