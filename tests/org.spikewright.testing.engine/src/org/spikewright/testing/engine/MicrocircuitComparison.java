package org.spikewright.testing.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spikewright.common.Work;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.SpikeStatistics;

/**
 * The comparison that is published with the microcircuit (INM-6/microcircuit-PD14-model, {@code PyNEST/reference_data}, after
 * Dasbach et al., Front. Neurosci. 15, 2021): in each population the distributions over neurons of rates and of the
 * variation of intervals, and over pairs of correlations in bins of 2 ms; between two runs the distance of Kolmogorov and
 * Smirnov of each. How far runs of the same network with other seeds are from each other is the model's own variability.
 *
 * <p>The reference is one run of NEST at a tenth of the size, 1 s after 0.5 s, so that this variability is taken from runs
 * of ours. The reference agrees where it is no farther from them, on average, than the two of them that are farthest apart.
 */
public final class MicrocircuitComparison {

    /** Of both the reference and what is compared with it. */
    public static final double SCALE = 0.1;

    private static final double START = 0.5;
    private static final double END = 1.5;
    private static final double STEP = 1e-4;

    /** What is compared. */
    public enum Measure {
        /** Each neuron's rate. */
        RATE(SpikeStatistics::rates),
        /** The coefficient of variation of each neuron's intervals. */
        IRREGULARITY(SpikeStatistics::irregularities),
        /** The correlation of each pair of some neurons. */
        CORRELATION(statistics -> statistics.correlations(2e-3, 200));

        private final Function<SpikeStatistics, double[]> values;

        Measure(Function<SpikeStatistics, double[]> values) {
            this.values = values;
        }

        private double[] of(Raster raster) {
            double[] all = values.apply(new SpikeStatistics(raster, START, END));
            Arrays.sort(all);
            return all;
        }
    }

    /**
     * One population in one measure.
     *
     * @param reference mean of the reference's distribution
     * @param ours mean of the means of our runs
     * @param distance mean distance of the reference from our runs
     * @param spread mean distance of two of our runs
     * @param bar greatest distance of two of our runs
     */
    public record Finding(String population, Measure measure, double reference, double ours, double distance, double spread,
            double bar) {
        /** Whether the reference could be one of our runs. */
        public boolean agrees() {
            return distance <= bar;
        }
    }

    private MicrocircuitComparison() {
    }

    /** Compares the reference with runs of those seeds, population by population. */
    public static List<Finding> of(List<Raster> reference, long[] seeds, int threads) {
        List<List<Raster>> runs = Arrays.stream(seeds).mapToObj(seed -> run(seed, threads)).toList();
        List<Finding> findings = new ArrayList<>();
        for (int p = 0; p < Microcircuit.NAMES.size(); p++) {
            for (Measure measure : Measure.values()) {
                int population = p;
                findings.add(compare(Microcircuit.NAMES.get(p), measure, measure.of(reference.get(p)),
                        runs.stream().map(run -> measure.of(run.get(population))).toList()));
            }
        }
        return findings;
    }

    private static Finding compare(String population, Measure measure, double[] reference, List<double[]> runs) {
        var between = IntStream.range(0, runs.size()).boxed()
                .flatMap(i -> runs.subList(0, i).stream().map(other -> distance(runs.get(i), other)))
                .collect(Collectors.summarizingDouble(Double::doubleValue));
        double distance = runs.stream().mapToDouble(run -> distance(reference, run)).average().orElseThrow();
        double ours = runs.stream().mapToDouble(MicrocircuitComparison::mean).average().orElseThrow();
        return new Finding(population, measure, mean(reference), ours, distance, between.getAverage(), between.getMax());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The greatest difference of two cumulative distributions; values ascend. */
    static double distance(double[] a, double[] b) {
        double greatest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            greatest = Math.max(greatest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return greatest;
    }

    /** The spikes of each population. */
    private static List<Raster> run(long seed, int threads) {
        List<Recorder> recorders = Microcircuit.NAMES.stream()
                .<Recorder>map(name -> new Recorder.Spikes(name, Selection.ALL)).toList();
        PopulationTask task = new PopulationTask("microcircuit", Microcircuit.scaled(SCALE), STEP, seed, threads, recorders);
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(END, Work.NONE);
            return Microcircuit.NAMES.stream().map(simulation::spikes).toList();
        }
    }

    /** The reference's spikes of each population, from the folder of its files. */
    public static List<Raster> reference(Path folder) throws IOException {
        List<Raster> all = new ArrayList<>();
        for (int p = 0; p < Microcircuit.NAMES.size(); p++) {
            all.add(reference(folder, p));
        }
        return all;
    }

    private static Raster reference(Path folder, int population) throws IOException {
        int[] range = Arrays.stream(Files.readAllLines(folder.resolve("population_nodeids.dat")).get(population).split(" "))
                .mapToInt(Integer::parseInt).toArray();
        // The recorders follow the neurons in NEST's numbering.
        Path file = folder.resolve("spike_recorder-" + (7718 + population) + "-0.dat");
        double[][] spikes = Files.readAllLines(file).stream().filter(line -> Character.isDigit(line.charAt(0)))
                .map(line -> Arrays.stream(line.split("\t")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
        return new Raster(Microcircuit.NAMES.get(population), range[1] - range[0] + 1, STEP,
                Arrays.stream(spikes).mapToLong(spike -> Math.round(1e-3 * spike[1] / STEP) - 1).toArray(),
                Arrays.stream(spikes).mapToInt(spike -> (int) spike[0] - range[0]).toArray());
    }
}
