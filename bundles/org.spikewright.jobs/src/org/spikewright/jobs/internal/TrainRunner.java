package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.compile.job.TrainSettings;
import org.spikewright.compile.job.TrainSpec;
import org.spikewright.dataset.DataSet;
import org.spikewright.jobs.JobException;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.train.DivergedException;
import org.spikewright.train.EpochMetrics;
import org.spikewright.train.TestResult;
import org.spikewright.train.TrainingResult;
import org.spikewright.train.TrainingTask;

/** Trains networks, and hands the weights to the jobs that use them. */
final class TrainRunner implements JobRunner<TrainSpec> {

    @Override
    public Class<TrainSpec> kind() {
        return TrainSpec.class;
    }

    @Override
    public Map<String, Object> run(TrainSpec job, RunContext context, Work work) throws IOException {
        TrainSettings settings = job.settings();
        DataSet data = context.data(job, job.data(), job.network(), work);
        TrainingTask task = new TrainingTask(job.name(), job.network(), data, job.data().settings().encoder(), settings.loss(),
                settings.optimizer(), settings.schedule(), settings.rule(), settings.epochs(), settings.batch(),
                context.seed(settings.seed()), context.request().threads(), settings.step(),
                settings.options(), taken(job, context, work));
        Checkpoints checkpoints = new Checkpoints(context.record(), job.name(), job.network(), data.classNames(), work);
        TrainingResult result = trained(job, task, checkpoints, context, work);
        checkpoints.write(result);
        if (!result.complete()) {
            throw new CancelledException();
        }
        context.trained().put(job, result.weights());
        EpochMetrics last = result.history().getLast();
        TestResult test = result.test().orElseThrow();
        Map<String, Object> metrics = new TreeMap<>(Map.of("train.loss", last.loss(), "train.accuracy", last.trainAccuracy(), "test.loss",
                test.loss(), "test.accuracy", test.accuracy(), "spikes.perSample", last.spikesPerSample(), "parameters",
                job.network().parameterCount(), "weights.hash", result.weights().hash(), "epochs", last.epoch()));
        job.start().ifPresent(start -> metrics.put("weights.taken", job.network().stored().stream()
                .filter(one -> task.start().containsKey(one.name())).mapToLong(one -> one.shape().size()).sum()));
        result.history().stream().filter(epoch -> settings.options().best() || epoch == last).flatMap(epoch -> epoch.validation().stream())
                .min(Comparator.comparingDouble(TestResult::loss)).ifPresent(validation -> {
                    metrics.put("validation.loss", validation.loss());
                    metrics.put("validation.accuracy", validation.accuracy());
                });
        metrics.values().removeIf(value -> value instanceof Double number && number.isNaN()); // of classes, where there are none
        return metrics;
    }

    /** What another training gives it to begin with, and says what that is. */
    private static Map<String, float[]> taken(TrainSpec job, RunContext context, Work work) {
        Map<String, float[]> taken = new TreeMap<>();
        job.start().ifPresent(start -> {
            List<String> shared = job.network().sharing(start.network());
            shared.forEach(name -> taken.put(name, context.trained().get(start).get(name)));
            work.say(job.name() + ": takes " + listed(shared) + " from " + start.name() + "; new are "
                    + listed(without(job.network(), shared)) + "; left behind are " + listed(without(start.network(), shared)));
        });
        return taken;
    }

    private static List<String> without(Network network, List<String> names) {
        return network.stored().stream().map(Parameter::name).filter(name -> !names.contains(name)).toList();
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static TrainingResult trained(TrainSpec job, TrainingTask task, Checkpoints checkpoints, RunContext context, Work work) {
        try {
            return context.engines().trainer().train(task, checkpoints, work);
        } catch (DivergedException e) {
            throw new JobException(e.layer().map(Layer::location).filter(Objects::nonNull).orElse(job.location()),
                    "the training of '" + job.name() + "' diverged: " + e.getMessage());
        }
    }
}
