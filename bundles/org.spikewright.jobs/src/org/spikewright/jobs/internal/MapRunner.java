package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spikewright.common.Work;
import org.spikewright.compile.job.MapSettings;
import org.spikewright.compile.job.MapSpec;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.mapping.MappingResult;
import org.spikewright.mapping.MappingTask;
import org.spikewright.network.Weights;
import org.spikewright.simulate.Recording;
import org.spikewright.train.Evaluation;
import org.spikewright.train.Loss;

/** Maps trained networks onto chips. */
final class MapRunner implements JobRunner<MapSpec> {

    @Override
    public Class<MapSpec> kind() {
        return MapSpec.class;
    }

    @Override
    public Map<String, Object> run(MapSpec job, RunContext context, Work work) throws IOException {
        MapSettings settings = job.settings();
        int bits = settings.weightBits(job.chip());
        Weights weights = Quantisation.of(job.network(), context.trained().get(job.weights()), bits);
        EncodedSamples samples = context.testing(job, job.data(), job.network(), settings.seed(), work);
        Recording recording = SampleRunner.recording(job, job.network(), weights, job.weights().settings().loss().readout(), samples, settings.samples(), settings.step(),
                true, context, work);
        MappingResult result = context.engines().mapper().map(new MappingTask(job.network(), job.chip(), bits, settings.minimise(),
                Stream.concat(recording.spikes().stream(), recording.graded().stream()).toList(), recording.labels().length, samples.encoder().steps()), work);
        Map<String, Object> metrics = new TreeMap<>(result.metrics());
        unknown(result.chip().unknown()).forEach((estimate, causes) -> metrics.put(estimate + ".unknown", causes));
        metrics.put("test.accuracy", Evaluation.of(job.network(), weights, samples, Loss.CROSS_ENTROPY, settings.step(),
                context.request().threads(), work).accuracy());
        context.record().putChip(job.name(), result.chip());
        return metrics;
    }

    /** Costs that the chip does not say, by the estimate that leaves them out: energy or latency. */
    private static Map<String, String> unknown(List<String> costs) {
        Map<String, String> byEstimate = new TreeMap<>();
        costs.forEach(cost -> byEstimate.merge(cost.substring(0, cost.indexOf('.')), cost.substring(cost.indexOf('.') + 1),
                (first, next) -> first + ", " + next));
        return byEstimate;
    }
}
