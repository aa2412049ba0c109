package org.spikewright.cli.tests;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What spikes cost on a chip, computed spike by spike from where each neuron lies.
 *
 * @param layers the input first
 * @param chip the recorded places of neurons
 * @param costs of the chip in joule, second and watt, by {@code energy.…} and {@code latency.…}; those that it does not say are missing
 * @param samples how many were run
 * @param steps of each sample
 */
record RawMapping(List<Layer> layers, JsonObject chip, Map<String, Double> costs, int samples, int steps) {

    /**
     * A layer and what it fired.
     *
     * @param source the layer that it hears, {@code null} for the input
     * @param dense whether each of its neurons hears all of the source; else the one of its own index
     */
    record Layer(String name, int size, String source, boolean dense, int[] sample, int[] step, int[] neuron) {
    }

    /** Neurons of a layer on a core. */
    private record Slice(int core, String layer, int from, int to) {
    }

    /** The metrics but those of limits. */
    Map<String, Double> metrics() {
        List<Slice> slices = slices();
        List<Integer> cores = slices.stream().map(Slice::core).distinct().toList();
        int columns = chip.get("columns").getAsInt();
        double[][][] work = new double[cores.size()][samples][steps];
        int[][] way = new int[samples][steps];
        Map<String, Double> links = new TreeMap<>();
        double operations = 0;
        double hops = 0;
        double messages = 0;
        double fired = 0;
        for (Layer source : layers) {
            boolean input = source.source() == null;
            fired += input ? 0 : source.neuron().length;
            for (int i = 0; i < source.neuron().length; i++) {
                int neuron = source.neuron()[i];
                int home = input ? 0 : slices.stream().filter(slice -> slice.layer().equals(source.name()) && slice.from() <= neuron
                        && neuron < slice.to()).findFirst().orElseThrow().core();
                for (int c = 0; c < cores.size(); c++) {
                    int core = cores.get(c);
                    int targets = targets(slices, core, source, neuron);
                    if (targets == 0) {
                        continue;
                    }
                    int distance = Math.abs(home / columns - core / columns) + Math.abs(home % columns - core % columns);
                    operations += targets;
                    work[c][source.sample()[i]][source.step()[i]] += targets * costs.getOrDefault("latency.synapse", 0.0);
                    hops += distance;
                    messages += input || home != core ? 1 : 0;
                    way[source.sample()[i]][source.step()[i]] = Math.max(way[source.sample()[i]][source.step()[i]], distance);
                    cross(links, home, core, columns);
                }
            }
        }
        double neurons = slices.stream().mapToInt(slice -> slice.to() - slice.from()).sum();
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("cores.used", (double) cores.size());
        metrics.put("synapticOperations.perInference", operations / samples);
        metrics.put("updates.perInference", neurons * steps);
        metrics.put("spikes.perInference", fired / samples);
        metrics.put("hops.perInference", hops / samples);
        metrics.put("hops.perMessage", messages == 0 ? 0 : hops / messages);
        metrics.put("link.spikes.max", links.values().stream().mapToDouble(spikes -> spikes / samples).max().orElse(0));
        double[] seconds = seconds(slices, cores, work, way);
        metrics.put("latency.second.mean", Arrays.stream(seconds).sum() / samples);
        metrics.put("latency.second.max", Arrays.stream(seconds).max().orElseThrow());
        metrics.put("energy.joule.perInference", operations / samples * costs.getOrDefault("energy.synapse", 0.0)
                + neurons * steps * costs.getOrDefault("energy.update", 0.0) + fired / samples * costs.getOrDefault("energy.firing", 0.0)
                + hops / samples * costs.getOrDefault("energy.hop", 0.0)
                + Arrays.stream(seconds).sum() / samples * costs.getOrDefault("energy.idle", 0.0));
        return metrics;
    }

    /** Each step waits for the core with the most to do, for the spike with the longest way, and for the barrier. */
    private double[] seconds(List<Slice> slices, List<Integer> cores, double[][][] work, int[][] way) {
        double[] seconds = new double[samples];
        for (int sample = 0; sample < samples; sample++) {
            for (int step = 0; step < steps; step++) {
                double slowest = 0;
                for (int c = 0; c < cores.size(); c++) {
                    int core = cores.get(c);
                    double moved = slices.stream().filter(slice -> slice.core() == core).mapToInt(slice -> slice.to() - slice.from()).sum();
                    slowest = Math.max(slowest, work[c][sample][step] + moved * costs.getOrDefault("latency.update", 0.0));
                }
                seconds[sample] += slowest + way[sample][step] * costs.getOrDefault("latency.hop", 0.0)
                        + costs.getOrDefault("latency.barrier", 0.0);
            }
        }
        return seconds;
    }

    /** How many neurons on a core hear one of a source. */
    private int targets(List<Slice> slices, int core, Layer source, int neuron) {
        int targets = 0;
        for (Slice slice : slices) {
            Layer target = layer(slice.layer());
            if (slice.core() == core && source.name().equals(target.source())) {
                targets += target.dense() ? slice.to() - slice.from() : slice.from() <= neuron && neuron < slice.to() ? 1 : 0;
            }
        }
        return targets;
    }

    /** A spike goes along the row first, then along the column. */
    private static void cross(Map<String, Double> links, int from, int to, int columns) {
        int at = from;
        while (at != to) {
            int next = at % columns != to % columns ? at + Integer.signum(to % columns - at % columns)
                    : at + columns * Integer.signum(to / columns - at / columns);
            links.merge(at + ">" + next, 1.0, Double::sum);
            at = next;
        }
    }

    /**
     * The share of its fullest limit that the fullest core takes.
     *
     * @param limits {@code neurons}, {@code synapses} in bit, {@code inputs}, {@code outputs}
     * @param bits of a weight
     */
    double fullest(Map<String, Double> limits, int bits) {
        List<Slice> slices = slices();
        double fullest = 0;
        for (int core : slices.stream().map(Slice::core).distinct().toList()) {
            List<Slice> here = slices.stream().filter(slice -> slice.core() == core).toList();
            double neurons = 0;
            double synapses = 0;
            double outputs = 0;
            for (Slice slice : here) {
                Layer layer = layer(slice.layer());
                neurons += slice.to() - slice.from();
                synapses += (double) (slice.to() - slice.from()) * (layer.dense() ? layer(layer.source()).size() : 0);
                for (int neuron = slice.from(); neuron < slice.to(); neuron++) {
                    int sender = neuron;
                    outputs += slices.stream().map(Slice::core).distinct().filter(to -> targets(slices, to, layer, sender) > 0).count();
                }
            }
            double inputs = 0;
            for (Layer source : layers) {
                for (int neuron = 0; neuron < source.size(); neuron++) {
                    inputs += targets(here, core, source, neuron) > 0 ? 1 : 0;
                }
            }
            fullest = Math.max(fullest, Math.max(neurons / limits.get("neurons"), synapses * bits / limits.get("synapses")));
            fullest = Math.max(fullest, Math.max(inputs / limits.get("inputs"), outputs / limits.get("outputs")));
        }
        return fullest;
    }

    private Layer layer(String name) {
        return layers.stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
    }

    private List<Slice> slices() {
        List<Slice> slices = new ArrayList<>();
        for (JsonElement core : chip.getAsJsonArray("cores")) {
            for (JsonElement slice : core.getAsJsonObject().getAsJsonArray("slices")) {
                slices.add(new Slice(core.getAsJsonObject().get("core").getAsInt(), slice.getAsJsonObject().get("layer").getAsString(),
                        slice.getAsJsonObject().get("from").getAsInt(), slice.getAsJsonObject().get("to").getAsInt()));
            }
        }
        return slices;
    }
}
