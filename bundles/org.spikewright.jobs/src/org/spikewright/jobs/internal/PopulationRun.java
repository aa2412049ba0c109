package org.spikewright.jobs.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.TimeGrid;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.PopulationWriter;
import org.spikewright.record.RunRecord;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.SpikeTiming;
import org.spikewright.simulate.population.StopCondition;

/**
 * Populations that are to run for a time.
 *
 * @param job its name
 * @param step length of a time step in seconds
 * @param seconds how long anything is recorded
 * @param settle how long they run before that
 * @param recorded what is recorded meanwhile
 * @param stops what ends the run early, once they settled
 * @param timing when they fire within a step
 * @param begin is done before they run
 * @param end is done when they have run
 */
record PopulationRun(String job, PopulationNetwork network, double step, double seconds, double settle, Recorded recorded,
        List<StopCondition> stops, SpikeTiming timing, long seed, int threads, Consumer<PopulationSimulation> begin,
        Consumer<PopulationSimulation> end) {

    /** Of how many synapses of a connection the weights are kept, spread evenly over all. */
    private static final int WEIGHTS = 100_000;

    /**
     * Runs them and records their spikes meanwhile.
     *
     * @return what can be said in numbers
     * @throws CancelledException if the user stopped it; all that was simulated until then is in the record
     * @throws IOException if the record cannot be written or read back
     */
    Map<String, Object> into(RunRecord record, Work work) throws IOException {
        PopulationTask task = new PopulationTask(job, network, step, seed, threads, recorded.recorders(), stops, timing);
        RecordSink sink = new RecordSink();
        try (PopulationSimulation simulation = PopulationSimulation.open(task, sink, work)) {
            begin.accept(simulation);
            TimeGrid grid = new TimeGrid(step);
            long first = grid.nearest(simulation.time()) + grid.nearest(settle);
            double start = first * step;
            Map<String, float[]> before = weights(simulation);
            PopulationOutline outline = new PopulationOutline(start, step, recorded.populations(), recorded.sampled(synapses(before)));
            PopulationWriter writer = record.writePopulations(job, outline);
            sink.into(writer, outline, first);
            Map<String, Long> settled = new HashMap<>();
            boolean complete = run(simulation, start, settled, work);
            List<PopulationRecord.Weights> weights = new ArrayList<>();
            Map<String, float[]> learned = weights(simulation);
            learned.forEach((name, after) -> weights.add(new PopulationRecord.Weights(name, spread(before.get(name)), spread(after),
                    after.length)));
            writer.finish(weights);
            if (!complete) {
                throw new CancelledException();
            }
            end.accept(simulation);
            Map<String, Object> metrics = new PopulationMetrics(record.readPopulations(job).orElseThrow(), first).all();
            learned.forEach((name, after) -> metrics.put("weight.mean." + name, mean(after)));
            double duration = Math.max(step, simulation.time() - start);
            counts(simulation).forEach((name, count) -> {
                long spikes = count - settled.get(name);
                metrics.put("spikes." + name, spikes);
                metrics.put("rate.hertz." + name, spikes / (duration * network.size(name)));
            });
            metrics.put("neurons", network.neurons());
            metrics.put("synapses", simulation.synapses());
            return metrics;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Whether it ran its time. What it recorded is handed over, even before a state that is not a number.
     *
     * @param start when they have settled, a multiple of the step
     * @param settled receives how often each population and group had fired when it had settled
     */
    private boolean run(PopulationSimulation simulation, double start, Map<String, Long> settled, Work work) {
        try {
            if (simulation.time() < start - step / 2) {
                simulation.settle(start - simulation.time(), work);
            }
            simulation.handOver();
            settled.putAll(counts(simulation));
            simulation.run(start + seconds - simulation.time(), work);
            simulation.handOver();
            return true;
        } catch (CancelledException _) {
            simulation.handOver();
            return false;
        } catch (ArithmeticException e) {
            simulation.handOver();
            throw e;
        }
    }

    /** How many spikes populations and groups have fired. */
    private static Map<String, Long> counts(PopulationSimulation simulation) {
        Map<String, Long> counts = new HashMap<>(simulation.spikeCounts());
        counts.putAll(simulation.groupCounts());
        return counts;
    }

    /** The weights of connections that change, by name. */
    private Map<String, float[]> weights(PopulationSimulation simulation) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        network.projections().stream().filter(projection -> projection.plasticity().isPresent()).map(Projection::name)
                .forEach(name -> weights.put(name, simulation.weights(name)));
        return weights;
    }

    private static Map<String, Integer> synapses(Map<String, float[]> weights) {
        Map<String, Integer> synapses = new HashMap<>();
        weights.forEach((name, all) -> synapses.put(name, all.length));
        return synapses;
    }

    private static double mean(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return weights.length == 0 ? 0 : sum / weights.length;
    }

    /** As many weights as are kept, from all places of the connection alike. */
    private static float[] spread(float[] all) {
        if (all.length <= WEIGHTS) {
            return all;
        }
        float[] kept = new float[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            kept[i] = all[(int) ((long) i * all.length / WEIGHTS)];
        }
        return kept;
    }
}
