package org.spikewright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How long a model of ten thousand lines takes: to be checked in the shell, beyond the start, and again after a key press. */
record CheckLargeModel() implements Measurement {

    private static final int RUNS = 5;
    private static final int WARM_UP = 100;
    private static final int KEYS = 50;

    @Override
    public String name() {
        return "check-10k";
    }

    @Override
    public String description() {
        return "10,000 lines: ./spikewright check after its start, and the language server from a key press to the findings";
    }

    @Override
    public Figure measure(Machine machine) throws Exception {
        return measureAll(machine).getFirst();
    }

    @Override
    public List<Figure> measureAll(Machine machine) throws Exception {
        Path folder = Files.createTempDirectory("check-10k");
        Path large = Files.writeString(folder.resolve("large.spike"), LargeModel.text());
        Path small = Files.writeString(folder.resolve("small.spike"), "");
        try {
            return List.of(check(large, small), keyPress(large));
        } finally {
            Files.delete(large);
            Files.delete(small);
            Files.delete(folder);
        }
    }

    private Figure check(Path large, Path small) throws Exception {
        check(small); // may build the product
        double[] seconds = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            seconds[i] = check(large) - check(small);
        }
        return new Figure(name(), median(seconds), "s", false, "the aim of the design", 3, 1);
    }

    private static double check(Path model) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(spikewright(), "check", model.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("spikewright check " + model + " ended with " + code);
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    private static Figure keyPress(Path model) throws Exception {
        String text = Files.readString(model);
        int at = text.indexOf(LargeModel.EDITED) + LargeModel.EDITED.length();
        double[] seconds = new double[KEYS];
        try (EditorProcess editor = new EditorProcess(spikewright(), model)) {
            editor.open(text);
            for (int i = 0; i < WARM_UP + KEYS; i++) {
                long start = System.nanoTime();
                editor.type(text, at, String.valueOf(1 + i % 9));
                seconds[Math.max(0, i - WARM_UP)] = (System.nanoTime() - start) * 1e-9;
            }
        }
        return new Figure("key-10k", median(seconds), "s", false, "the aim of the design", 0.1, 1);
    }

    private static String spikewright() {
        return Path.of(System.getProperty("spikewright.root")).resolve("spikewright").toString();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
