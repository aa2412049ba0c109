package org.spikewright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Brian 2 took for one simulated second, as compiled C++, without compilation and the making of synapses.
 *
 * @param seconds of the quickest of several runs
 * @param counts what the script says after the seconds: spikes, and more where it counts more
 */
record Brian(double seconds, List<Long> counts) {

    /** Runs a script of the folder {@code brian}. */
    static Brian run(String script, int threads, int runs) throws IOException, InterruptedException {
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
        for (int run = 1; run < runs; run++) {
            int end = new ProcessBuilder(build.resolve("main").toString()).directory(build.toFile())
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start().waitFor();
            if (end != 0) {
                throw new IllegalStateException("Brian 2 did not run a second time; see " + folder.resolve("log"));
            }
            String info = Files.readString(build.resolve("results/last_run_info.txt"));
            least = Math.min(least, Double.parseDouble(info.split(" ")[0]));
        }
        return new Brian(least, Arrays.stream(words).skip(1).map(Long::valueOf).toList());
    }
}
