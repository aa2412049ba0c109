package org.spikewright.cli.tests;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is said about the recorded spikes of a population, computed by definition: pair by pair, bin by bin.
 *
 * @param neurons how many it has
 * @param recorded of how many of them spikes are recorded
 * @param steps how many were recorded
 * @param step length of one in seconds
 * @param at the step of each spike, counted from the start of the recording
 * @param neuron who fired it
 */
record RawPopulation(String name, int neurons, int recorded, int steps, double step, int[] at, int[] neuron) {

    /** The populations of a job. */
    static List<RawPopulation> of(RawRecord record, String job) throws IOException {
        JsonObject index = record.json(job, "populations.json");
        List<RawPopulation> all = new ArrayList<>();
        for (JsonElement element : index.getAsJsonArray("populations")) {
            JsonObject population = element.getAsJsonObject();
            String name = population.get("name").getAsString();
            all.add(new RawPopulation(name, population.get("neurons").getAsInt(), population.get("recorded").getAsInt(),
                    index.get("steps").getAsInt(), index.get("step").getAsDouble(), record.whole(job, name + ".step"),
                    record.whole(job, name + ".neuron")));
        }
        return all;
    }

    /** All metrics that follow from the spikes; those that are no number are missing. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("intervals.cv." + name, irregularity());
        metrics.put("correlation." + name, correlation());
        if (recorded == neurons) {
            metrics.put("spikes." + name, (double) at.length);
            metrics.put("rate.hertz." + name, at.length / (steps * step) / neurons);
            if (bins() >= 10) {
                double[] counts = together();
                metrics.put("synchrony." + name, variance(counts) / mean(counts));
                metrics.put("branching." + name, slope(Arrays.copyOf(counts, counts.length - 1), Arrays.copyOfRange(counts, 1, counts.length)));
            }
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** Steps of a bin: those that come nearest to 3 ms, one at least. */
    private int binSteps() {
        return (int) Math.max(1, Math.round(0.003 / step));
    }

    /** Whole bins; what is left at the end is in none. */
    private int bins() {
        return steps / binSteps();
    }

    private double[] together() {
        double[] counts = new double[bins()];
        Arrays.stream(at).map(step -> step / binSteps()).filter(bin -> bin < counts.length).forEach(bin -> counts[bin]++);
        return counts;
    }

    private double irregularity() {
        List<List<Integer>> trains = new ArrayList<>();
        IntStream.range(0, neurons).forEach(_ -> trains.add(new ArrayList<>()));
        for (int i = 0; i < at.length; i++) {
            trains.get(neuron[i]).add(at[i]);
        }
        return trains.stream().filter(train -> train.size() >= 3).mapToDouble(train -> {
            double[] intervals = IntStream.range(1, train.size()).mapToDouble(i -> (train.get(i) - train.get(i - 1)) * step).toArray();
            return Math.sqrt(variance(intervals)) / mean(intervals);
        }).average().orElse(Double.NaN);
    }

    private double correlation() {
        double[][] counts = new double[neurons][bins()];
        for (int i = 0; i < at.length; i++) {
            if (at[i] / binSteps() < bins()) {
                counts[neuron[i]][at[i] / binSteps()]++;
            }
        }
        double[][] trains = Arrays.stream(counts).filter(train -> Arrays.stream(train).distinct().count() > 1).map(train -> {
            double mean = mean(train);
            double deviation = Math.sqrt(variance(train));
            return Arrays.stream(train).map(count -> (count - mean) / deviation).toArray();
        }).toArray(double[][]::new);
        double sum = 0;
        long pairs = 0;
        for (int i = 0; i < trains.length; i++) {
            for (int j = 0; j < i; j++) {
                double product = 0;
                for (int bin = 0; bin < trains[i].length; bin++) {
                    product += trains[i][bin] * trains[j][bin];
                }
                sum += product / trains[i].length;
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double slope(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double[] products = IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).toArray();
        return mean(products) / variance(x);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / values.length;
    }
}
