package org.spikewright.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.spikewright.chip.Chip;
import org.spikewright.chip.Synapses;
import org.spikewright.common.Work;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Operator;
import org.spikewright.network.SpikeTrains;

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
                .filter(layer -> layer.operator() instanceof Operator.Neurons || layer.operator() instanceof Operator.Input).toList();
    }

    /** Weights added to neurons of a part over the whole recorded run. */
    long synapticOperations(Part part) {
        return sources.stream().mapToLong(source -> (long) task.spikesOf(source.name()).count() * targets(part, source)).sum();
    }

    /** How many neurons of a part each spike of a source reaches. */
    private int targets(Part part, Layer source) {
        Network network = task.network();
        return part.slices().stream().filter(slice -> Synapses.source(network, slice.layer()) == source)
                .mapToInt(slice -> Synapses.weighted(network, slice.layer()).isPresent() ? slice.size() : 1).sum();
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
        return sources.stream().filter(layer -> layer.operator() instanceof Operator.Neurons)
                .mapToLong(layer -> task.spikesOf(layer.name()).count()).sum();
    }

    /** Joule per inference by cause; unknown costs are missing. */
    Map<String, Double> energy() {
        Chip chip = task.chip();
        Map<String, Double> energy = new LinkedHashMap<>();
        put(energy, "synapse", chip.energy().synapse(), operations());
        put(energy, "update", chip.energy().update(), updates());
        put(energy, "firing", chip.energy().spike(), fired());
        put(energy, "hop", chip.energy().hop(), routes.hops());
        return energy;
    }

    private void put(Map<String, Double> energy, String cause, OptionalDouble each, long events) {
        each.ifPresent(cost -> energy.put(cause, cost * events / task.samples()));
    }

    /** Costs that the chip does not say. */
    List<String> unknown() {
        Chip chip = task.chip();
        Map<String, OptionalDouble> costs = new LinkedHashMap<>();
        costs.put("energy.synapse", chip.energy().synapse());
        costs.put("energy.update", chip.energy().update());
        costs.put("energy.firing", chip.energy().spike());
        costs.put("energy.hop", chip.energy().hop());
        costs.put("latency.synapse", chip.latency().synapse());
        costs.put("latency.update", chip.latency().update());
        costs.put("latency.hop", chip.latency().hop());
        costs.put("latency.barrier", chip.latency().barrier());
        return costs.entrySet().stream().filter(cost -> cost.getValue().isEmpty()).map(Map.Entry::getKey).toList();
    }

    /** Whether the chip says anything about time. */
    boolean knowsTime() {
        return task.chip().latency().synapse().isPresent() || task.chip().latency().update().isPresent()
                || task.chip().latency().hop().isPresent() || task.chip().latency().barrier().isPresent();
    }

    /** Seconds for each sample. */
    double[] seconds(Work work) {
        double perSynapse = task.chip().latency().synapse().orElse(0);
        double perUpdate = task.chip().latency().update().orElse(0);
        double perHop = task.chip().latency().hop().orElse(0);
        double barrier = task.chip().latency().barrier().orElse(0);
        List<int[][]> counts = new ArrayList<>();
        sources.forEach(source -> counts.add(countBySampleAndStep(task.spikesOf(source.name()))));
        int[][] targets = new int[parts.size()][sources.size()];
        int[] farthest = new int[sources.size()];
        for (int s = 0; s < sources.size(); s++) {
            for (int p = 0; p < parts.size(); p++) {
                targets[p][s] = targets(parts.get(p), sources.get(s));
            }
            farthest[s] = farthest(sources.get(s));
        }
        double[] seconds = new double[task.samples()];
        for (int sample = 0; sample < seconds.length; sample++) {
            work.checkCancelled();
            for (int step = 0; step < task.steps(); step++) {
                double slowest = 0;
                for (int p = 0; p < parts.size(); p++) {
                    double operations = 0;
                    for (int s = 0; s < targets[p].length; s++) {
                        operations += (double) counts.get(s)[sample][step] * targets[p][s];
                    }
                    slowest = Math.max(slowest, operations * perSynapse + parts.get(p).neurons() * perUpdate);
                }
                int way = 0;
                for (int s = 0; s < farthest.length; s++) {
                    way = counts.get(s)[sample][step] > 0 ? Math.max(way, farthest[s]) : way;
                }
                seconds[sample] += slowest + way * perHop + barrier;
            }
        }
        return seconds;
    }

    private int[][] countBySampleAndStep(SpikeTrains trains) {
        int[][] counts = new int[task.samples()][task.steps()];
        for (int i = 0; i < trains.count(); i++) {
            counts[trains.sample()[i]][trains.step()[i]]++;
        }
        return counts;
    }

    /** The most links that a spike of a source crosses. */
    private int farthest(Layer source) {
        int most = 0;
        boolean isInput = source.operator() instanceof Operator.Input;
        for (int to = 0; to < parts.size(); to++) {
            if (Traffic.receives(task, parts.get(to), source)) {
                for (int from = 0; from < parts.size(); from++) {
                    if (isInput) {
                        most = Math.max(most, task.chip().mesh().distance(Routes.EDGE, core[to]));
                    } else if (parts.get(from).holds(source)) {
                        most = Math.max(most, task.chip().mesh().distance(core[from], core[to]));
                    }
                }
            }
        }
        return most;
    }
}
