package org.spikewright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.Recorder;

/**
 * Wall time of one simulated second on two threads, beside that of Brian 2 in the same run: compiled C++, the better of one
 * thread and two. Both record all spikes, neither counts compilation or the making of synapses, and of both the quickest of
 * several runs counts.
 *
 * @param script in the folder {@code brian}
 * @param network the same network
 */
record BrianSpeed(String name, String description, String script, Supplier<PopulationNetwork> network)
        implements Measurement {

    private static final int RUNS = 5;

    private record Peer(double seconds, long spikes) {
    }

    @Override
    public Figure measure(Machine machine) throws Exception {
        Peer one = peer(1);
        Peer two = peer(2);
        PopulationNetwork same = network.get();
        List<Recorder> recorders = same.populations().stream()
                .<Recorder>map(population -> new Recorder.Spikes(population.name(), Selection.ALL)).toList();
        // Made anew as often as Brian's program is started: how fast memory is depends on where it happens to be.
        Stopwatch time = IntStream.range(0, RUNS).mapToObj(_ -> Stopwatch.of(same, recorders, 2, 1, RUNS, 1))
                .min(Comparator.comparingDouble(Stopwatch::wall)).orElseThrow();
        System.out.println(time.report(machine));
        System.out.printf(Locale.ROOT, "  Brian 2: one thread %.3f s, %d spikes; two threads %.3f s, %d spikes; ours %d%n",
                one.seconds(), one.spikes(), two.seconds(), two.spikes(), time.spikes());
        return new Figure(name, time.wall(), "s", false, "Brian 2 in C++, measured now",
                Math.min(one.seconds(), two.seconds()), 1);
    }

    private Peer peer(int threads) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("brian");
        Path scripts = Path.of(System.getProperty("spikewright.root")).resolve("tests/benchmarks/brian");
        Process process = new ProcessBuilder("/usr/bin/python3", scripts.resolve(script).toString(),
                folder.resolve("build").toString(), Integer.toString(threads))
                .redirectError(folder.resolve("log").toFile()).start();
        List<String> lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0 || lines.isEmpty()) {
            throw new IllegalStateException("Brian 2 did not run; install the package python3-brian, or see "
                    + folder.resolve("log"));
        }
        String[] words = lines.getLast().split(" ");
        double least = Double.parseDouble(words[0]);
        Path build = folder.resolve("build");
        for (int run = 1; run < RUNS; run++) {
            int end = new ProcessBuilder(build.resolve("main").toString()).directory(build.toFile())
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start().waitFor();
            if (end != 0) {
                throw new IllegalStateException("Brian 2 did not run a second time; see " + folder.resolve("log"));
            }
            String info = Files.readString(build.resolve("results/last_run_info.txt"));
            least = Math.min(least, Double.parseDouble(info.split(" ")[0]));
        }
        return new Peer(least, Long.parseLong(words[1]));
    }
}
