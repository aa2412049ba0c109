package org.spikewright.jobs.internal;

import java.util.Map;
import java.util.TreeMap;
import org.spikewright.common.Work;
import org.spikewright.compile.job.EvaluateSettings;
import org.spikewright.compile.job.EvaluateSpec;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Subset;
import org.spikewright.record.Metric;
import org.spikewright.train.Evaluation;
import org.spikewright.train.TestResult;

/** Tests trained networks. */
final class EvaluateRunner implements JobRunner<EvaluateSpec> {

    @Override
    public Class<EvaluateSpec> kind() {
        return EvaluateSpec.class;
    }

    @Override
    public Map<String, Object> run(EvaluateSpec job, RunContext context, Work work) {
        EvaluateSettings settings = job.settings();
        Samples test = context.data(job, job.data(), job.network(), work).test();
        int count = RunContext.count(job, settings.samples().orElse(test.size()), test, work);
        EncodedSamples samples = EncodedSamples.testing(Subset.first(test, count), job.data().settings().encoder(),
                context.seed(settings.seed()));
        TestResult result = Evaluation.of(job.network(), context.trained().get(job.weights()), samples, job.weights().settings().loss(),
                settings.step(), context.request().threads(), work);
        Map<String, Object> metrics = new TreeMap<>(Map.of("test.accuracy", result.accuracy(), "test.loss", result.loss()));
        if (!settings.measure().isEmpty()) {
            metrics.keySet().retainAll(settings.measure().stream().flatMap(measure -> measure.metric("evaluate").stream())
                    .map(Metric::name).toList());
        }
        metrics.values().removeIf(value -> ((Double) value).isNaN()); // of classes, where there are none
        metrics.put("test.samples", count);
        return metrics;
    }
}
