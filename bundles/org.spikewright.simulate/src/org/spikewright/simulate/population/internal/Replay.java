package org.spikewright.simulate.population.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.spikewright.common.TextFile;
import org.spikewright.network.population.Population;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.RunRecord;

/** Reads the spikes of files. */
final class Replay {

    private final Population population;
    private final Path file;
    private final DoubleStream.Builder[] trains;

    private Replay(Population population, Path file) {
        this.population = population;
        this.file = file;
        this.trains = new DoubleStream.Builder[population.size()];
        Arrays.setAll(trains, _ -> DoubleStream.builder());
    }

    /**
     * When each cell of a population fires, in seconds.
     *
     * @throws IllegalArgumentException if the file cannot be read or has other cells; the message names file and line
     */
    static double[][] of(Population population, Population.ReplayedTrains trains) {
        Replay replay = new Replay(population, trains.file());
        try {
            if (Files.isDirectory(trains.file())) {
                replay.record(trains.of());
            } else {
                replay.text();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the spikes of " + population.name() + " cannot be read from " + trains.file()
                    + ": " + e.getMessage(), e);
        }
        return Arrays.stream(replay.trains).map(train -> train.build().sorted().toArray()).toArray(double[][]::new);
    }

    private void record(String of) throws IOException {
        Path job = file.toAbsolutePath().normalize();
        PopulationReader record = RunRecord.open(job.getParent()).readPopulations(job.getFileName().toString()).orElseThrow(
                () -> new IOException("no populations ran in it"));
        PopulationOutline outline = record.outline();
        int recorded = IntStream.range(0, outline.populations().size()).filter(p -> outline.populations().get(p).name().equals(of))
                .findFirst().orElseThrow(() -> new IOException("it has no population " + of));
        for (int chunk = 0; chunk < record.chunks(); chunk++) {
            PopulationRecord.Spikes spikes = record.spikes(chunk, recorded);
            for (int k = 0; k < spikes.count(); k++) {
                add(spikes.neuron()[k], spikes.time(k) * outline.step(), "population " + of);
            }
        }
    }

    private void text() throws IOException {
        try (BufferedReader lines = TextFile.open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String content = line.replaceFirst("#.*", "").strip();
                if (!content.isEmpty()) {
                    spike(content, "line " + number);
                }
            }
        }
    }

    private void spike(String content, String where) {
        String[] columns = content.split("[\\s,;]+");
        try {
            if (columns.length == 2) {
                add(Integer.parseInt(columns[0]), Double.parseDouble(columns[1]), where);
                return;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place(where) + " is not a cell and a time: " + content, e);
        }
        throw new IllegalArgumentException(place(where) + " is not a cell and a time: " + content);
    }

    private void add(int cell, double second, String where) {
        if (cell < 0 || cell >= trains.length) {
            throw new IllegalArgumentException(place(where) + " has a spike of cell " + cell + ", but " + population.name()
                    + " has cells 0 to " + (trains.length - 1));
        }
        trains[cell].add(second);
    }

    private String place(String where) {
        return file + " " + where;
    }
}
