package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.spikewright.common.Work;
import org.spikewright.compile.job.DataSpec;
import org.spikewright.compile.job.PopulationRunSettings;
import org.spikewright.compile.job.PopulationRunSpec;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Source;
import org.spikewright.jobs.JobException;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.simulate.population.PopulationSimulation;

/** Simulates populations for a time, and records what they do. */
final class PopulationRunner implements JobRunner<PopulationRunSpec> {

    @Override
    public Class<PopulationRunSpec> kind() {
        return PopulationRunSpec.class;
    }

    @Override
    public Map<String, Object> run(PopulationRunSpec job, RunContext context, Work work) throws IOException {
        PopulationRunSettings settings = job.settings();
        long seed = context.seed(settings.seed());
        context.inputs().populations(job.network());
        PopulationNetwork network = job.network().showsSamples() ? showing(job, seed, context, work) : job.network();
        try {
            Recorded recorded = Recorded.of(settings.record(), job.units(), network, settings.step());
            PopulationRun run = new PopulationRun(job.name(), settings.frozen() ? network.frozen() : network, settings.step(), settings.time(),
                    settings.settle(), recorded, settings.stop(), settings.timing(), seed, context.request().threads(), begin(job, context),
                    simulation -> {
                        if (context.isNeeded(job.name())) {
                            context.reached().put(job, simulation.reached());
                        }
                    });
            return run.into(context.record(), work);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new JobException(job.location(), e.getMessage());
        }
    }

    /** What a simulation does before it runs: it goes on where another ended, or takes its weights. */
    private static Consumer<PopulationSimulation> begin(PopulationRunSpec job, RunContext context) {
        return simulation -> {
            job.continued().ifPresent(before -> simulation.goOn(context.reached().get(before)));
            job.begun().ifPresent(before -> simulation.beginWith(context.reached().get(before)));
        };
    }

    private static PopulationNetwork showing(PopulationRunSpec job, long seed, RunContext context, Work work) {
        DataSpec data = job.data().orElseThrow(() -> new JobException(job.location(), "'" + job.name() + "' has no data to show"));
        EncodedSamples samples = EncodedSamples.testing(context.dataSets().of(data, Source.Fields.NONE, _ -> {
            // how many cells show a sample is checked there
        }, work).test(), data.settings().encoder(), seed);
        try {
            return new SampleStimulus(samples).in(job.network());
        } catch (DataException e) {
            throw new JobException(job.location(), e.getMessage());
        }
    }
}
