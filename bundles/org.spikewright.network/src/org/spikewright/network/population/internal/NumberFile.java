package org.spikewright.network.population.internal;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.common.NumPyArray;
import org.spikewright.common.TextFile;

/**
 * Rows of numbers in a file: a text with a row on each line, its numbers separated by commas, semicolons or white space, where #
 * starts a comment and the first line may hold names; or an array of NumPy (.npy) with one or two axes.
 */
final class NumberFile {

    private final String name;
    private final Path file;

    private NumberFile(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /**
     * Reads all rows; each has as many numbers.
     *
     * @param name of the file, as the model says it
     * @param file where it lies
     * @throws IllegalArgumentException if it cannot be read; the message names file and place
     */
    static double[][] read(String name, Path file) {
        NumberFile numbers = new NumberFile(name, file);
        try {
            double[][] rows = name.toLowerCase(java.util.Locale.ROOT).endsWith(".npy") ? numbers.array() : numbers.text();
            if (rows.length == 0) {
                throw new IllegalArgumentException("the file " + name + " has no numbers");
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + name + " cannot be read; it is looked for at " + file, e);
        }
    }

    private double[][] text() throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader lines = TextFile.open(file)) {
            int number = 0;
            boolean isFirst = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String content = line.replaceFirst("#.*", "").strip();
                if (content.isEmpty()) {
                    continue;
                }
                String[] columns = content.split("\\s*[,;]\\s*|\\s+");
                if (!isFirst || !isHeader(columns)) {
                    rows.add(row(columns, number, rows.isEmpty() ? columns.length : rows.getFirst().length));
                }
                isFirst = false;
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static boolean isHeader(String[] columns) {
        for (String column : columns) {
            if (column.matches("[+-]?[0-9.].*|nan|NaN|[+-]?[iI]nf.*")) {
                return false;
            }
        }
        return true;
    }

    private double[] row(String[] columns, int number, int width) {
        if (columns.length != width) {
            throw new IllegalArgumentException(name + " line " + number + " has " + columns.length + " numbers, but the first has " + width);
        }
        double[] row = new double[width];
        for (int c = 0; c < width; c++) {
            try {
                row[c] = Double.parseDouble(columns[c]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " line " + number + " has no number in column " + c + ": " + columns[c], e);
            }
            check(row[c], "line " + number);
        }
        return row;
    }

    private void check(double value, String place) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " " + place + " holds " + value + ", which is no finite number");
        }
    }

    private double[][] array() throws IOException {
        NumPyArray array;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            array = NumPyArray.read("the array " + name, in, Files.size(file));
        }
        int[] extents = array.extents();
        if (extents.length < 1 || extents.length > 2) {
            throw new IllegalArgumentException("the array " + name + " has to have one or two axes, but has " + extents.length);
        }
        double[][] values = new double[extents[0]][extents.length == 1 ? 1 : extents[1]];
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                values[row][column] = array.value(row * values[row].length + column);
                check(values[row][column], "row " + row);
            }
        }
        return values;
    }
}
