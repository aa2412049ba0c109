package org.spikewright.network.population.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spikewright.common.TextFile;

/**
 * Rows of numbers in a file: a text with a row on each line, its numbers separated by commas, semicolons or white space, where #
 * starts a comment and the first line may hold names; or an array of NumPy (.npy, version 1 to 3, numbers of 4 or 8 bytes, with one
 * or two axes).
 */
final class NumberFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern KIND = Pattern.compile("'descr':\\s*'([<>|=])([fiu])(\\d)'");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\((\\d+),?\\s*(\\d*),?\\)");

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
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        if (bytes.remaining() < 12) {
            throw unreadable("is too short");
        }
        bytes.get(magic);
        int version = bytes.get();
        bytes.get();
        if (!java.util.Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
            throw unreadable("does not start as such an array does");
        }
        int length = version == 1 ? bytes.getShort() & 0xFFFF : bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw unreadable("ends within its header");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        String header = new String(text, StandardCharsets.UTF_8);
        Matcher kind = KIND.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!kind.find() || !shape.find()) {
            throw unreadable("has to hold numbers of one or two axes, but says " + header.strip());
        }
        long rows = Long.parseLong(shape.group(1));
        long columns = shape.group(2).isEmpty() ? 1 : Long.parseLong(shape.group(2));
        int size = kind.group(3).charAt(0) - '0';
        if (rows * columns * size != bytes.remaining()) {
            throw unreadable("has " + bytes.remaining() + " bytes of numbers, but its header says " + rows + " x " + columns + " of " + size);
        }
        bytes.order(kind.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean byColumns = header.contains("'fortran_order': True");
        double[][] values = new double[(int) rows][(int) columns];
        for (long k = 0; k < rows * columns; k++) {
            int row = (int) (byColumns ? k % rows : k / columns);
            int column = (int) (byColumns ? k / rows : k % columns);
            values[row][column] = number(bytes, kind.group(2).charAt(0), size);
            check(values[row][column], "row " + row);
        }
        return values;
    }

    private double number(ByteBuffer bytes, char kind, int size) {
        if (kind == 'f') {
            return switch (size) {
                case 8 -> bytes.getDouble();
                case 4 -> bytes.getFloat();
                default -> throw unreadable("holds numbers of " + size + " bytes, which cannot be read; save it as float64");
            };
        }
        boolean isUnsigned = kind == 'u';
        return switch (size) {
            case 8 -> bytes.getLong();
            case 4 -> isUnsigned ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getInt();
            case 2 -> isUnsigned ? Short.toUnsignedInt(bytes.getShort()) : bytes.getShort();
            case 1 -> isUnsigned ? Byte.toUnsignedInt(bytes.get()) : bytes.get();
            default -> throw unreadable("holds numbers of " + size + " bytes, which cannot be read; save it as float64");
        };
    }

    private IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException("the array " + name + " " + why);
    }
}
