package org.spikewright.jobs.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Digest;
import org.spikewright.common.Work;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.record.PopulationRecord;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.SpikeStatistics;
import org.spikewright.simulate.population.StopCondition;

/**
 * What populations did for a time.
 *
 * @param record their spikes
 * @param metrics rates and other statistics of spikes, numbers of neurons and synapses, and a hash of all spikes
 * @param complete whether the whole time was run
 */
record PopulationRun(PopulationRecord record, Map<String, Object> metrics, boolean complete) {

    /** The width of the bins in which spikes count as together, in seconds. */
    private static final double BIN = 3e-3;
    /** Of how many synapses of a connection the weights are kept. */
    private static final int WEIGHTS = 100_000;
    /** Of how many neurons the correlations are looked at. */
    private static final int CORRELATED = 200;

    /**
     * Runs populations.
     *
     * @param seconds how long anything is recorded
     * @param settle how long they run before that
     * @param stops what ends the run early, once they settled
     */
    static PopulationRun of(String job, PopulationNetwork network, double step, double seconds, double settle,
            List<StopCondition> stops, long seed, int threads, Work work) {
        List<Recorder> recorders = network.populations().stream()
                .<Recorder>map(population -> new Recorder.Spikes(population.name(), Selection.ALL)).toList();
        PopulationTask task = new PopulationTask(job, network, step, seed, threads, recorders, stops);
        try (PopulationSimulation simulation = PopulationSimulation.open(task, work)) {
            Map<String, float[]> before = weights(simulation, network);
            boolean complete = true;
            try {
                while (simulation.time() < settle - step / 2) {
                    simulation.run(settle - simulation.time(), work);
                }
                simulation.run(settle + seconds - simulation.time(), work);
            } catch (CancelledException _) {
                complete = false;
            }
            return recorded(simulation, network, before, step, settle, complete);
        }
    }

    /** The weights of connections that change, by name; of many synapses the first. */
    private static Map<String, float[]> weights(PopulationSimulation simulation, PopulationNetwork network) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        network.projections().stream().filter(projection -> projection.plasticity().isPresent()).map(Projection::name)
                .forEach(name -> {
                    float[] all = simulation.weights(name);
                    weights.put(name, Arrays.copyOf(all, Math.min(all.length, WEIGHTS)));
                });
        return weights;
    }

    private static PopulationRun recorded(PopulationSimulation simulation, PopulationNetwork network, Map<String, float[]> before,
            double step, double settle, boolean complete) {
        long first = Math.round(settle / step);
        int steps = (int) Math.max(0, Math.round(simulation.time() / step) - first);
        List<PopulationRecord.Spikes> populations = new ArrayList<>();
        for (Population population : network.populations()) {
            populations.add(since(first, simulation.spikes(population.name())));
        }
        PopulationRecord record = new PopulationRecord(settle, step, steps, populations, weights(simulation, network).entrySet().stream()
                .map(after -> new PopulationRecord.Weights(after.getKey(), before.get(after.getKey()), after.getValue())).toList());
        Map<String, Object> metrics = new TreeMap<>();
        for (PopulationRecord.Spikes population : populations) {
            metrics.put("rate.hertz." + population.name(), population.rate(record.duration()));
            metrics.put("spikes." + population.name(), population.count());
            statistics(new SpikeStatistics(simulation.spikes(population.name()), settle, Math.max(simulation.time(), settle + step)),
                    population.name(), metrics);
        }
        metrics.put("time.seconds", record.duration());
        metrics.put("neurons", network.neurons());
        metrics.put("synapses", simulation.synapses());
        for (PopulationRecord.Weights plastic : record.weights()) {
            double sum = 0;
            for (float weight : plastic.after()) {
                sum += weight;
            }
            putFinite(metrics, "weight.mean." + plastic.name(), sum / plastic.after().length);
        }
        metrics.put("spikes.hash", hash(populations));
        return new PopulationRun(record, metrics, complete);
    }

    /** What the spikes say beyond their number, where there are enough to say anything. */
    private static void statistics(SpikeStatistics statistics, String population, Map<String, Object> metrics) {
        putFinite(metrics, "intervals.cv." + population, statistics.irregularity());
        putFinite(metrics, "correlation." + population, statistics.correlation(BIN, CORRELATED));
        putFinite(metrics, "synchrony." + population, statistics.synchrony(BIN));
    }

    private static void putFinite(Map<String, Object> metrics, String name, double value) {
        if (Double.isFinite(value)) {
            metrics.put(name, value);
        }
    }

    private static PopulationRecord.Spikes since(long first, Raster raster) {
        int from = 0;
        while (from < raster.count() && raster.steps()[from] < first) {
            from++;
        }
        int[] steps = new int[raster.count() - from];
        int[] neurons = new int[steps.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (int) (raster.steps()[from + i] - first);
            neurons[i] = raster.neurons()[from + i];
        }
        return new PopulationRecord.Spikes(raster.population(), raster.size(), steps, neurons);
    }

    /** Equal exactly where all spikes are: of the same populations, neurons and steps. 64 hexadecimal digits (SHA-256). */
    private static String hash(List<PopulationRecord.Spikes> populations) {
        Digest digest = new Digest();
        for (PopulationRecord.Spikes population : populations) {
            ByteBuffer bytes = ByteBuffer.allocate(8 * population.count());
            for (int i = 0; i < population.count(); i++) {
                bytes.putInt(population.stepIndex()[i]).putInt(population.neuron()[i]);
            }
            digest.add(bytes.flip());
        }
        return digest.end();
    }
}
