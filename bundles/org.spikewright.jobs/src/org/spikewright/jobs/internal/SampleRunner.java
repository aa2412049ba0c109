package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spikewright.common.Work;
import org.spikewright.compile.job.JobSpec;
import org.spikewright.compile.job.SampleRunSpec;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.execute.Readout;
import org.spikewright.network.Network;
import org.spikewright.network.SpikeTrains;
import org.spikewright.network.Weights;
import org.spikewright.record.SpikeRecord;
import org.spikewright.simulate.Recording;
import org.spikewright.simulate.SimulationTask;

/** Simulates trained networks sample by sample, and records their spikes. */
final class SampleRunner implements JobRunner<SampleRunSpec> {

    @Override
    public Class<SampleRunSpec> kind() {
        return SampleRunSpec.class;
    }

    @Override
    public Map<String, Object> run(SampleRunSpec job, RunContext context, Work work) throws IOException {
        EncodedSamples samples = context.testing(job, job.data(), job.network(), job.settings().seed(), work);
        double step = job.settings().step();
        Recording recording = recording(job, job.network(), context.trained().get(job.weights()), job.weights().settings().loss().readout(), samples,
                job.settings().samples(), step, false, context, work);
        Map<String, Object> metrics = new TreeMap<>();
        metrics.put("accuracy", recording.accuracy());
        int count = recording.labels().length;
        for (SpikeTrains trains : recording.spikes()) {
            metrics.put("rate.hertz." + trains.layer(),
                    trains.count() / (count * samples.encoder().steps() * step * trains.neurons()));
            metrics.put("spikes.perSample." + trains.layer(), (double) trains.count() / count);
        }
        context.record().putSpikes(job.name(), new SpikeRecord(count, samples.encoder().steps(), step, recording.labels(),
                recording.predictions(), recording.spikes().stream().map(trains -> new SpikeRecord.LayerSpikes(trains.layer(),
                        trains.neurons(), trains.sample(), trains.step(), trains.neuron())).toList()));
        return metrics;
    }

    /** What the first samples bring about in a network. */
    static Recording recording(JobSpec job, Network network, Weights weights, Readout readout, EncodedSamples samples, int wanted,
            double step, boolean graded, RunContext context, Work work) {
        int count = RunContext.count(job, wanted, samples.samples(), work);
        return context.engines().simulator().simulate(new SimulationTask(job.name(), network, weights, samples, 0, count, readout, graded, List.of(),
                context.request().threads(), step), work);
    }
}
