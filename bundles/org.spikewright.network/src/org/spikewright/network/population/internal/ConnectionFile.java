package org.spikewright.network.population.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.common.TextFile;
import org.spikewright.network.population.ConnectionRule;

/**
 * A list of connections in a text file: on each line the source and the target, counted from 0; # starts a comment. Further columns are
 * for what weights and delays read.
 */
final class ConnectionFile {

    private ConnectionFile() {
    }

    /**
     * Reads a list.
     *
     * @param name of the file, as the model says it
     * @param file where it lies
     * @throws IllegalArgumentException if it cannot be read; the message names file and line
     */
    static ConnectionRule.Listed read(String name, Path file) {
        List<int[]> pairs = new ArrayList<>();
        try (BufferedReader lines = TextFile.open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String content = line.replaceFirst("#.*", "").strip();
                if (!content.isEmpty()) {
                    pairs.add(pair(content, name + " line " + number));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the list " + name + " cannot be read; it is looked for at " + file, e);
        }
        return new ConnectionRule.Listed(pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray());
    }

    private static int[] pair(String content, String place) {
        String[] columns = content.split("[\\s,;]+");
        try {
            if (columns.length >= 2) {
                return new int[] {Integer.parseInt(columns[0]), Integer.parseInt(columns[1])};
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place + " is not two whole numbers: " + content, e);
        }
        throw new IllegalArgumentException(place + " has " + columns.length + " columns, but takes a source and a target");
    }
}
