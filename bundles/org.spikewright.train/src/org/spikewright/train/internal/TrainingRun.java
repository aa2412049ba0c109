package org.spikewright.train.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.common.CancelledException;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Parameter;
import org.spikewright.train.Batch;
import org.spikewright.train.EpochMetrics;
import org.spikewright.train.Evaluation;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Regulariser;
import org.spikewright.train.TestResult;
import org.spikewright.train.TrainingListener;
import org.spikewright.train.TrainingResult;
import org.spikewright.train.TrainingTask;

/** One training run: epochs of batches, a test after each epoch. */
public final class TrainingRun implements AutoCloseable {

    private final TrainingTask task;
    private final EncodedSamples train;
    private final EncodedSamples test;
    private final Workers workers;
    private final LearningRule.Learner learner;
    private final Evaluation evaluation;
    private final Divergence divergence;
    private final Parameters weights;
    private final Parameters direction;
    private final Optional<EncodedSamples> validation;
    private final Chosen chosen;
    private final boolean[] frozen;
    private final OptimizerState optimizer;
    private final int batches;
    private final List<EpochMetrics> history = new ArrayList<>();
    private Optional<TestResult> last = Optional.empty();
    private long step;

    /** Makes ready; the task's threads wait until the run is closed. */
    public TrainingRun(TrainingTask task, Primitives primitives, Work work) {
        this.task = task;
        this.train = EncodedSamples.training(task.data().train(), task.encoder(), task.seed());
        this.test = EncodedSamples.testing(task.data().test(), task.encoder(), task.seed());
        this.validation = task.data().validation().map(samples -> EncodedSamples.testing(samples, task.encoder(), task.seed()));
        if (task.options().validates() && validation.isEmpty()) {
            throw new IllegalArgumentException("'" + task.name() + "' chooses by validation samples, of which " + task.data().name()
                    + " has none; write 'validation' there");
        }
        task.rule().obstacle(task.network(), task.options().added(task.loss())).ifPresent(obstacle -> {
            throw new IllegalArgumentException("'" + task.name() + "' cannot be trained like this: " + obstacle);
        });
        this.workers = new Workers(task.threads());
        try {
            this.learner = work.await(() -> task.rule().learner(new LearningRule.Setting(task.network(), task.dt(), task.encoder().steps(),
                    task.options().added(task.loss()), workers, primitives, task.seed())));
            Plan plan = learner.plan();
            check(plan);
            this.evaluation = new Evaluation(plan, primitives, workers, task.loss());
            this.divergence = new Divergence(new Executor(plan, primitives, workers));
            this.weights = new Initialisation(plan, task.encoder().steps(), task.dt()).draw(task.seed());
            for (int p = 0; p < plan.parameters().size(); p++) {
                if (task.start().containsKey(plan.parameters().get(p).name())) {
                    weights.rowMajor(p, task.start().get(plan.parameters().get(p).name()));
                }
            }
            this.direction = Parameters.zero(plan);
            this.frozen = learner.frozen();
            for (int p = 0; p < frozen.length; p++) {
                Parameter parameter = plan.parameters().get(p);
                frozen[p] |= task.options().frozen().stream().anyMatch(part -> part.holds(parameter));
            }
            this.optimizer = new OptimizerState(task.optimizer(), plan, frozen);
            this.chosen = new Chosen(task.options(), weights);
            this.batches = (train.samples().size() + task.batch() - 1) / task.batch();
        } catch (RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }

    private void check(Plan plan) {
        if (plan.inputs() != train.inputs()) {
            throw new IllegalArgumentException("network " + task.network().name() + " takes " + plan.inputs()
                    + " values, but the samples of " + task.data().name() + " have " + train.inputs());
        }
        int targets = train.samples().targets();
        if (targets > 0 && task.loss().distance().isEmpty()) {
            throw new IllegalArgumentException("the loss of '" + task.name() + "' compares with classes, but for the samples of " + task.data().name()
                    + " numbers are right");
        }
        if (targets > 0 && targets != plan.outputs() && targets != (long) plan.outputs() * train.encoder().steps()) {
            throw new IllegalArgumentException("network " + task.network().name() + " has " + plan.outputs() + " outputs over " + train.encoder().steps()
                    + " steps, but for a sample of " + task.data().name() + " " + targets + " numbers are right");
        }
        if (plan.outputs() < task.data().classes()) {
            throw new IllegalArgumentException("network " + task.network().name() + " has " + plan.outputs()
                    + " outputs, but " + task.data().name() + " has " + task.data().classes() + " classes");
        }
    }

    /** Runs all epochs, or until the work is cancelled. */
    public TrainingResult run(TrainingListener listener, Work work) {
        boolean complete = true;
        try {
            for (int epoch = 0; epoch < task.epochs() && !chosen.isEnough(); epoch++) {
                finished(learn(epoch, listener, work), epoch, listener, work);
            }
            if (task.options().best() && chosen.epoch() < history.size()) {
                last = Optional.of(test(test, "the test after epoch " + chosen.epoch(), work));
            }
        } catch (CancelledException e) {
            complete = false;
        }
        return result(complete);
    }

    private void finished(Epoch done, int epoch, TrainingListener listener, Work work) {
        Optional<TestResult> validated = validation.map(samples -> test(samples, "the validation after epoch " + (epoch + 1), work));
        TestResult result = test(test, "the test after epoch " + (epoch + 1), work);
        chosen.epochDone(validated.map(TestResult::loss));
        last = Optional.of(result);
        int count = train.samples().size();
        EpochMetrics metrics = new EpochMetrics(epoch + 1, done.loss / count, share(done.correct), result.loss(), result.accuracy(),
                validated, (double) done.spikes / count, count / done.seconds);
        history.add(metrics);
        work.say(String.format(Locale.ROOT, "%s: epoch %d, loss %.4f, %s%s%s, %.0f samples/s", task.name(), metrics.epoch(), metrics.loss(),
                said("accuracy %.4f, ", metrics.trainAccuracy()), validated.map(one -> said("validation loss %.4f, ", one.loss())).orElse(""),
                Double.isNaN(metrics.testAccuracy()) ? said("test loss %.4f", metrics.testLoss()) : said("test accuracy %.4f", metrics.testAccuracy()),
                metrics.samplesPerSecond()));
        listener.epochDone(metrics);
        listener.progressed(() -> result(false));
    }

    /** The part of the training samples; no number where they have no classes. */
    private double share(long correct) {
        return train.samples().targets() > 0 ? Double.NaN : (double) correct / train.samples().size();
    }

    private static String said(String pattern, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, pattern, value);
    }

    private TestResult test(EncodedSamples samples, String when, Work work) {
        work.begin(task.name() + ": " + when.substring("the ".length()), samples.samples().size());
        TestResult result = evaluation.run(chosen.weights(), samples, work);
        if (!Double.isFinite(result.loss())) {
            throw divergence.ofTest(chosen.weights(), Batch.all(samples), "in " + when, work);
        }
        return result;
    }

    private TrainingResult result(boolean complete) {
        return new TrainingResult(chosen.weights().store(), history, last, complete);
    }

    /** Sums over an epoch. */
    private record Epoch(double loss, long correct, long spikes, double seconds) {
    }

    private Epoch learn(int epoch, TrainingListener listener, Work work) {
        long start = System.nanoTime();
        int count = train.samples().size();
        work.begin(task.name() + ": epoch " + (epoch + 1) + " of " + task.epochs(), count);
        int[] order = IntStream.range(0, count).toArray();
        RandomStream.of(task.seed(), "shuffle", epoch).shuffle(order);
        double loss = 0;
        long correct = 0;
        long spikes = 0;
        for (int from = 0; from < count; from += task.batch()) {
            Batch batch = new Batch(train, epoch, order, from, Math.min(task.batch(), count - from));
            LearningRule.Outcome outcome = learner.learn(weights, batch, direction, work);
            double added = 0;
            for (Regulariser regulariser : task.options().regularisers()) {
                added += regulariser.ofWeights(weights, direction, step + 1, task.seed());
            }
            if (!Double.isFinite(outcome.loss() + added) || !Divergence.isFinite(direction) || !Divergence.isFinite(weights)) {
                throw divergence.of(weights, batch, direction, "in batch " + (from / task.batch() + 1) + " of epoch " + (epoch + 1), work);
            }
            still(direction);
            task.options().clipping().bound(direction);
            double all = (double) batches * task.epochs();
            optimizer.update(weights, direction, task.schedule().factor(step / all), workers);
            step++;
            chosen.moved(step, step / all);
            loss += added * batch.size();
            loss += outcome.loss();
            correct += outcome.correct();
            spikes += outcome.spikes();
            work.advance(batch.size());
            listener.progressed(() -> result(false));
        }
        return new Epoch(loss, correct, spikes, (System.nanoTime() - start) * 1e-9);
    }

    /** What stays as it is has no part in the direction. */
    private void still(Parameters change) {
        for (int p = 0; p < frozen.length; p++) {
            if (frozen[p] && change.plan().parameters().get(p).learned()) {
                Arrays.fill(change.arrays()[p], 0f);
            }
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        workers.close();
    }
}
