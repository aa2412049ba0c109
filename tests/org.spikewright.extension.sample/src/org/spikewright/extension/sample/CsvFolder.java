package org.spikewright.extension.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.spikewright.common.TextFile;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Subset;

/** Samples in {@code train.csv} and {@code test.csv} of a folder: a line for each, its class and then its values. */
public record CsvFolder(String name) implements Source {

    @Override
    public Optional<String> folder() {
        return Optional.of(name);
    }

    @Override
    public List<Path> files(Path folder) {
        return List.of(folder.resolve("train.csv"), folder.resolve("test.csv"));
    }

    @Override
    public Optional<int[]> extents() {
        return Optional.empty();
    }

    @Override
    public OptionalInt classes() {
        return OptionalInt.empty();
    }

    @Override
    public DataSet load(Request request, Work work) {
        work.begin("Reading " + request.name(), 0);
        List<Path> files = files(request.files().orElseThrow());
        Samples train = read(files.getFirst(), request, work);
        Samples test = read(files.getLast(), request, work);
        if (test.length() != train.length()) {
            throw new DataException(files.getLast() + " has samples of " + test.length() + " values, but " + files.getFirst() + " of "
                    + train.length());
        }
        return new DataSet(request.name(), first(train, request.train()), first(test, request.test()));
    }

    private static Samples first(Samples all, OptionalLong count) {
        return count.isPresent() ? Subset.first(all, (int) count.getAsLong()) : all;
    }

    private static Samples read(Path file, Request request, Work work) {
        List<float[]> values = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (BufferedReader lines = TextFile.open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                work.checkCancelled();
                String[] fields = line.split(",", -1);
                if (values.isEmpty()) {
                    request.wanted().accept(new int[] {fields.length - 1});
                }
                labels.add((int) number(fields[0], 0, Short.MAX_VALUE, file, labels.size()));
                float[] sample = new float[fields.length - 1];
                for (int i = 0; i < sample.length; i++) {
                    sample[i] = (float) number(fields[i + 1], 0, 1, file, values.size());
                }
                if (!values.isEmpty() && sample.length != values.getFirst().length) {
                    throw wrong(file, values.size(), "has " + sample.length + " values, but the first line has " + values.getFirst().length);
                }
                values.add(sample);
            }
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (values.isEmpty()) {
            throw new DataException(file + " is empty");
        }
        int classes = labels.stream().mapToInt(label -> label + 1).max().orElseThrow();
        return new ArraySamples(values.toArray(float[][]::new), labels.stream().mapToInt(label -> label).toArray(),
                new int[] {values.getFirst().length}, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    private static double number(String text, double least, double most, Path file, int line) {
        try {
            double number = Double.parseDouble(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw wrong(file, line, "has '" + text + "' where a number from " + (long) least + " to " + (long) most + " belongs");
    }

    private static DataException wrong(Path file, int line, String what) {
        return new DataException("line " + (line + 1) + " of " + file + " " + what);
    }
}
