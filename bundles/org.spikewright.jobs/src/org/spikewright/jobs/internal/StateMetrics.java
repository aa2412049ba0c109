package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.spikewright.record.Metric;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationReader;

/** What the samples of recorded states come to. The record is read chunk by chunk. */
record StateMetrics(PopulationReader reader) {

    /** Of one state of one population, in all its recorders. */
    private static final class Summary {
        private double sum;
        private long count;
        private double most = Double.NEGATIVE_INFINITY;
        private double least = Double.POSITIVE_INFINITY;
        private double end;
        private long ends;

        void add(float[] sample) {
            for (float value : sample) {
                sum += value;
                most = Math.max(most, value);
                least = Math.min(least, value);
            }
            count += sample.length;
        }

        void end(float[] sample) {
            for (float value : sample) {
                end += value;
            }
            ends += sample.length;
        }
    }

    /** Adds the metrics of each state that has samples. */
    void addTo(Map<String, Object> metrics) throws IOException {
        PopulationOutline outline = reader.outline();
        Map<String, Summary> summaries = new TreeMap<>();
        for (int number = 0; number < outline.sampled().size(); number++) {
            PopulationOutline.Sampled sampled = outline.sampled().get(number);
            if (sampled.kind() == PopulationOutline.Kind.STATE) {
                add(number, summaries.computeIfAbsent(sampled.of() + "." + sampled.name(), _ -> new Summary()));
            }
        }
        summaries.forEach((name, summary) -> {
            if (summary.count > 0) {
                metrics.put(Metric.STATE_MEAN.name() + "." + name, summary.sum / summary.count);
                metrics.put(Metric.STATE_MOST.name() + "." + name, summary.most);
                metrics.put(Metric.STATE_LEAST.name() + "." + name, summary.least);
                metrics.put(Metric.STATE_END.name() + "." + name, summary.end / summary.ends);
            }
        });
    }

    private void add(int number, Summary summary) throws IOException {
        float[] last = {};
        for (int chunk = 0; chunk < reader.chunks(); chunk++) {
            for (float[] sample : reader.samples(chunk, number)) {
                summary.add(sample);
                last = sample;
            }
        }
        summary.end(last);
    }
}
