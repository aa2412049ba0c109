package org.spikewright.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spikewright.common.Work;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Recorder;

/**
 * Times a network of populations after it has been run warm. A busy machine takes turns away from a run: beside the wall
 * time stands the time of the processors, and the quickest of several runs is taken.
 *
 * @param wall seconds of the quickest run for one simulated second
 * @param processors seconds that all processors together spent in it
 * @param spikesOf each population in it
 * @param synapses of the network
 * @param synapseBytes their memory
 * @param neurons of the network
 * @param build seconds to make neurons and synapses
 * @param first wall seconds for the first simulated second, compilation included
 */
record Stopwatch(double wall, double processors, Map<String, Long> spikesOf, long synapses, long synapseBytes, long neurons,
        double build, double first) {

    private static final double DT = 1e-4;

    /** Runs the network for {@code warm} seconds, then {@code runs} times for {@code seconds}. */
    static Stopwatch of(PopulationNetwork network, int threads, double warm, int runs, double seconds) {
        return of(network, List.of(), threads, warm, runs, seconds);
    }

    /** The same while recorders record. */
    static Stopwatch of(PopulationNetwork network, List<Recorder> recorders, int threads, double warm, int runs,
            double seconds) {
        PopulationTask task = new PopulationTask("benchmark", network, DT, 1, threads, recorders);
        long opened = System.nanoTime();
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            double build = (System.nanoTime() - opened) * 1e-9;
            long begun = System.nanoTime();
            simulation.run(warm, Work.NONE);
            double first = (System.nanoTime() - begun) * 1e-9 / warm;
            List<Stopwatch> all = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                Map<String, Long> before = simulation.spikeCounts();
                long spent = processorNanos();
                long start = System.nanoTime();
                simulation.run(seconds, Work.NONE);
                double wall = (System.nanoTime() - start) * 1e-9 / seconds;
                all.add(new Stopwatch(wall, (processorNanos() - spent) * 1e-9 / seconds,
                        since(before, simulation.spikeCounts(), seconds), simulation.synapses(),
                        simulation.synapseBytes(), network.neurons(), build, first));
            }
            return all.stream().min((a, b) -> Double.compare(a.wall, b.wall)).orElseThrow();
        }
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /**
     * The quickest of networks made anew as often as another program is started: how fast memory is depends on where it happens
     * to be. All spikes are recorded.
     */
    static Stopwatch anew(PopulationNetwork network, int threads, int runs) {
        List<Recorder> recorders = network.populations().stream()
                .<Recorder>map(population -> new Recorder.Spikes(population.name(), Selection.ALL)).toList();
        return IntStream.range(0, runs).mapToObj(_ -> of(network, recorders, threads, 1, runs, 1))
                .min(Comparator.comparingDouble(Stopwatch::wall)).orElseThrow();
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now, double seconds) {
        return now.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                one -> Math.round((one.getValue() - before.get(one.getKey())) / seconds)));
    }

    /** Spikes of all populations in it. */
    long spikes() {
        return spikesOf.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Synaptic events in one simulated second. */
    double events() {
        return (double) spikes() * synapses / neurons;
    }

    /**
     * What a second costs. The limit is the time in which memory can bring the synapses once, 8 bytes an event, at the speed
     * of a copy (which reads and writes), shared by all threads.
     */
    String report(Machine machine) {
        double limit = events() * 8 / (machine.copy() * 1e9);
        return String.format(Locale.ROOT,
                "  %.2f Hz, %.3f G events, %.3f G updates a second; %.1f M synapses of %.2f bytes made in %.1f s%n"
                        + "  wall %.3f s, processors %.3f s, first second %.2f s; %.2f ns an event, %.2f ns an update "
                        + "if each were all; memory needs %.3f s: %.1f times the limit",
                (double) spikes() / neurons, events() * 1e-9, neurons / DT * 1e-9, synapses * 1e-6,
                synapses == 0 ? 0 : (double) synapseBytes / synapses, build, wall, processors, first,
                events() == 0 ? 0 : processors / events() * 1e9, processors * DT / neurons * 1e9, limit,
                limit == 0 ? 0 : wall / limit);
    }
}
