package org.spikewright.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.spikewright.chip.Energy;
import org.spikewright.chip.Latency;
import org.spikewright.common.Work;
import org.spikewright.network.Layer;
import org.spikewright.network.SpikeTrains;
import org.spikewright.network.operator.Input;

/**
 * What the recorded spikes cost on the chip. Energy is counted by cause: weights added, neurons moved on, spikes fired, links
 * crossed. Time is the sum over steps of the slowest core's work, the longest way a spike goes, and the barrier.
 */
final class Estimate {

    private final MappingTask task;
    private final List<Part> parts;
    private final int[] core;
    private final Routes routes;
    private final List<Layer> sources;

    Estimate(MappingTask task, List<Part> parts, int[] core, Routes routes) {
        this.task = task;
        this.parts = parts;
        this.core = core;
        this.routes = routes;
        this.sources = task.network().layers().stream()
                .filter(layer -> layer.operator().isNeurons() || layer.operator() instanceof Input).toList();
    }

    /** Weights added to neurons of a part over the whole recorded run. */
    long synapticOperations(Part part) {
        long operations = 0;
        for (Layer source : sources) {
            long[] counts = task.spikesOf(source.name()).countByNeuron();
            int[] targets = part.targets(source);
            for (int neuron = 0; neuron < counts.length; neuron++) {
                operations += counts[neuron] * targets[neuron];
            }
        }
        return operations;
    }

    /** Neurons moved on, over the whole recorded run. */
    long updates() {
        return parts.stream().mapToLong(Part::neurons).sum() * task.samples() * task.steps();
    }

    long operations() {
        return parts.stream().mapToLong(this::synapticOperations).sum();
    }

    /** Spikes fired by neurons, over the whole recorded run. */
    long fired() {
        return sources.stream().filter(layer -> layer.operator().isNeurons())
                .mapToLong(layer -> task.spikesOf(layer.name()).count()).sum();
    }

    /**
     * Joule per inference by cause; unknown costs are missing.
     *
     * @param seconds of each sample, for what the chip takes in any case; empty if nothing is known about time
     */
    Map<String, Double> energy(double[] seconds) {
        Energy costs = task.chip().energy();
        Map<String, Double> energy = new LinkedHashMap<>();
        put(energy, "synapse", costs.synapse(), operations());
        put(energy, "update", costs.update(), updates());
        put(energy, "firing", costs.spike(), fired());
        put(energy, "hop", costs.hop(), routes.hops());
        if (seconds.length > 0) {
            put(energy, "idle", costs.idle(), Arrays.stream(seconds).sum());
        }
        return energy;
    }

    private void put(Map<String, Double> energy, String cause, OptionalDouble each, double amount) {
        each.ifPresent(cost -> energy.put(cause, cost * amount / task.samples()));
    }

    /** Costs of what happened that the chip does not say, so that estimates leave them out. */
    List<String> unknown() {
        Energy energy = task.chip().energy();
        Latency latency = task.chip().latency();
        List<String> unknown = new ArrayList<>();
        unknown(unknown, "energy.synapse", energy.synapse(), operations());
        unknown(unknown, "energy.update", energy.update(), updates());
        unknown(unknown, "energy.firing", energy.spike(), fired());
        unknown(unknown, "energy.hop", energy.hop(), routes.hops());
        unknown(unknown, "energy.idle", knowsTime() ? energy.idle() : OptionalDouble.empty(), 1);
        unknown(unknown, "latency.synapse", latency.synapse(), operations());
        unknown(unknown, "latency.update", latency.update(), updates());
        unknown(unknown, "latency.hop", latency.hop(), routes.hops());
        unknown(unknown, "latency.barrier", latency.barrier(), 1);
        return unknown;
    }

    private static void unknown(List<String> unknown, String cost, OptionalDouble value, long events) {
        if (value.isEmpty() && events > 0) {
            unknown.add(cost);
        }
    }

    /** Whether the chip says anything about time. */
    boolean knowsTime() {
        return task.chip().latency().synapse().isPresent() || task.chip().latency().update().isPresent()
                || task.chip().latency().hop().isPresent() || task.chip().latency().barrier().isPresent();
    }

    /** Seconds for each sample: of each step, the slowest core's work, the longest way that a spike of it goes, and the barrier. */
    double[] seconds(Work work) {
        double perSynapse = task.chip().latency().synapse().orElse(0);
        double perUpdate = task.chip().latency().update().orElse(0);
        double perHop = task.chip().latency().hop().orElse(0);
        double barrier = task.chip().latency().barrier().orElse(0);
        long[][][] operations = new long[parts.size()][][];
        for (int p = 0; p < operations.length; p++) {
            work.checkCancelled();
            operations[p] = operations(parts.get(p));
        }
        int[][] ways = ways(work);
        double[] seconds = new double[task.samples()];
        for (int sample = 0; sample < seconds.length; sample++) {
            for (int step = 0; step < task.steps(); step++) {
                double slowest = 0;
                for (int p = 0; p < operations.length; p++) {
                    slowest = Math.max(slowest, operations[p][sample][step] * perSynapse + parts.get(p).neurons() * perUpdate);
                }
                seconds[sample] += slowest + ways[sample][step] * perHop + barrier;
            }
        }
        return seconds;
    }

    /** Weights added on a part, by sample and step. */
    private long[][] operations(Part part) {
        long[][] operations = new long[task.samples()][task.steps()];
        for (Layer source : sources) {
            SpikeTrains trains = task.spikesOf(source.name());
            int[] targets = part.targets(source);
            for (int i = 0; i < trains.count(); i++) {
                operations[trains.sample()[i]][trains.step()[i]] += targets[trains.neuron()[i]];
            }
        }
        return operations;
    }

    /** The most links that any spike crosses, by sample and step. */
    private int[][] ways(Work work) {
        int[][] ways = new int[task.samples()][task.steps()];
        for (Layer source : sources) {
            work.checkCancelled();
            SpikeTrains trains = task.spikesOf(source.name());
            int[] farthest = farthest(source);
            for (int i = 0; i < trains.count(); i++) {
                int[] steps = ways[trains.sample()[i]];
                steps[trains.step()[i]] = Math.max(steps[trains.step()[i]], farthest[trains.neuron()[i]]);
            }
        }
        return ways;
    }

    /** The most links that a spike of each neuron of a source crosses. */
    private int[] farthest(Layer source) {
        int[] farthest = new int[source.shape().size()];
        int[] from = new int[farthest.length];
        Arrays.fill(from, Routes.EDGE);
        if (!(source.operator() instanceof Input)) {
            for (int p = 0; p < parts.size(); p++) {
                for (Part.Slice slice : parts.get(p).slices()) {
                    if (slice.layer() == source) {
                        Arrays.fill(from, slice.from(), slice.to(), core[p]);
                    }
                }
            }
        }
        for (int to = 0; to < parts.size(); to++) {
            int[] targets = parts.get(to).targets(source);
            for (int neuron = 0; neuron < targets.length; neuron++) {
                if (targets[neuron] > 0) {
                    farthest[neuron] = Math.max(farthest[neuron], task.chip().mesh().distance(from[neuron], core[to]));
                }
            }
        }
        return farthest;
    }
}
