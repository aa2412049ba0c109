package org.spikewright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Wall time of a small command in a process of its own. */
record StartTime() implements Measurement {

    private static final int RUNS = 7;

    @Override
    public String name() {
        return "start-check";
    }

    @Override
    public String description() {
        return "wall time of ./spikewright check FILE, median of " + RUNS;
    }

    @Override
    public Figure measure(Machine machine) throws Exception {
        Path root = Path.of(System.getProperty("spikewright.root"));
        Path model = smallest(root.resolve("bundles/org.spikewright.gallery"));
        // The first run may build the product.
        check(root, model);
        double[] seconds = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            check(root, model);
            seconds[i] = (System.nanoTime() - start) * 1e-9;
        }
        Arrays.sort(seconds);
        return new Figure(name(), seconds[RUNS / 2], "s", false, "the aim of the design", 1, 1);
    }

    private static Path smallest(Path gallery) throws IOException {
        try (Stream<Path> files = Files.walk(gallery)) {
            return files.filter(file -> file.toString().endsWith(".spike"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .min((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow(() -> new IllegalStateException(gallery + " holds no model"));
        }
    }

    private static void check(Path root, Path model) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(root.resolve("spikewright").toString(), "check", model.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("spikewright check " + model + " ended with " + code);
        }
    }
}
