package org.spikewright.jobs.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.spikewright.common.Digest;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.simulate.population.SpikeStatistics;

/**
 * What recorded spikes say beyond their number: statistics, and a hash of all of them. The record
 * is read chunk by chunk.
 *
 * @param first the step of the simulation at which the record begins
 */
record PopulationMetrics(PopulationReader reader, long first) {

    /** The width of the bins in which spikes count as together, in seconds, to the nearest multiple of the step. */
    private static final double BIN = 3e-3;

    Map<String, Object> all() throws IOException {
        PopulationOutline outline = reader.outline();
        double end = Math.max((first + reader.steps()) * outline.step(), outline.start() + outline.step());
        double bin = SpikeStatistics.binWidth(BIN, outline.step());
        Map<String, Object> metrics = new TreeMap<>();
        Digest digest = new Digest();
        for (int p = 0; p < outline.populations().size(); p++) {
            PopulationOutline.Population population = outline.populations().get(p);
            add(p, digest);
            RecordedSpikes spikes = new RecordedSpikes(reader, p, first);
            SpikeStatistics statistics = new SpikeStatistics(spikes, outline.start(), end);
            putFinite(metrics, "intervals.cv." + population.name(), statistics.irregularity());
            putFinite(metrics, "correlation." + population.name(), statistics.correlation(bin));
            if (population.recorded() == population.neurons()) { // a part of a population fires together less than all of it
                putFinite(metrics, "synchrony." + population.name(), statistics.synchrony(bin));
                putFinite(metrics, "branching." + population.name(), statistics.branchingFactor(bin));
            }
        }
        new StateMetrics(reader).addTo(metrics);
        metrics.put("time.seconds", reader.duration());
        metrics.put("spikes.hash", digest.end());
        return metrics;
    }

    /** Adds the spikes of a population to what is equal exactly where all spikes are: of the same populations, neurons and times. */
    private void add(int population, Digest digest) throws IOException {
        for (int chunk = 0; chunk < reader.chunks(); chunk++) {
            PopulationRecord.Spikes spikes = reader.spikes(chunk, population);
            ByteBuffer bytes = ByteBuffer.allocate(8 * spikes.count() + 4 * spikes.fraction().length);
            for (int i = 0; i < spikes.count(); i++) {
                bytes.putInt(spikes.stepIndex()[i]).putInt(spikes.neuron()[i]);
            }
            for (float fraction : spikes.fraction()) {
                bytes.putFloat(fraction);
            }
            digest.add(bytes.flip());
        }
    }

    private static void putFinite(Map<String, Object> metrics, String name, double value) {
        if (Double.isFinite(value)) {
            metrics.put(name, value);
        }
    }
}
