package org.spikewright.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.spikewright.common.NumPyArray;
import org.spikewright.common.Visible;

/** Arrays of NumPy by their names: in one file {@code .npz}, or alone in a file {@code .npy}. */
public final class ArrayFiles {

    private static final String ENDING = ".npy";

    private ArrayFiles() {
    }

    /**
     * All arrays of a file.
     *
     * @return by name; one that is alone has the name of the file without its ending
     * @throws IllegalArgumentException if it is none of both; the message says why
     */
    public static Map<String, NumPyArray> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return Map.of(name.substring(0, name.length() - ENDING.length()), NumPyArray.read("the array", in, Files.size(file)));
            }
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return packed(in);
        }
    }

    /** All arrays of a file {@code .npz}. */
    public static Map<String, NumPyArray> packed(byte[] bytes) throws IOException {
        return packed(new ByteArrayInputStream(bytes));
    }

    private static Map<String, NumPyArray> packed(InputStream in) throws IOException {
        Map<String, NumPyArray> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(ENDING)) {
                    String name = Visible.line(entry.getName().substring(0, entry.getName().length() - ENDING.length()));
                    // What is packed may be anything; reading it whole before it is believed would let a small file take all memory.
                    arrays.put(name, NumPyArray.read("the array " + name, zip, NumPyArray.UNKNOWN_LENGTH));
                }
            }
        } catch (ZipException e) {
            throw new IllegalArgumentException("it is damaged: " + e.getMessage(), e);
        }
        if (arrays.isEmpty()) {
            throw new IllegalArgumentException("it holds no arrays of NumPy");
        }
        return arrays;
    }
}
