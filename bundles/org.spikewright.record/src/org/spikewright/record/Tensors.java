package org.spikewright.record;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Named arrays in a file in the safetensors format (github.com/huggingface/safetensors): the length of a JSON header as eight
 * bytes, the header with type, shape and place of each array, then the numbers, little-endian. NumPy, PyTorch and JAX read
 * it. Arrays are {@code float[]} (F32) or {@code int[]} (I32).
 */
public final class Tensors {

    private Tensors() {
    }

    /**
     * An array with its extents.
     *
     * @param values {@code float[]} or {@code int[]}, row-major
     */
    public record Tensor(Object values, int... extents) {

        int length() {
            return values instanceof float[] floats ? floats.length : ((int[]) values).length;
        }
    }

    /** Writes arrays; the file appears whole or not at all. */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            long end = offset + 4L * tensor.length();
            header.put(entry.getKey(), new Entry(tensor.values() instanceof float[] ? "F32" : "I32", tensor.extents(),
                    new long[] {offset, end}));
            offset = end;
        }
        byte[] json = new Gson().toJson(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        AtomicFile.write(file, stream -> {
            stream.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).array());
            stream.write(padded);
            for (Tensor tensor : tensors.values()) {
                stream.write(bytes(tensor));
            }
        });
    }

    /** What the header says of an array. */
    private record Entry(String dtype, int[] shape, @SerializedName("data_offsets") long[] offsets) {
    }

    /**
     * Reads all arrays of a file.
     *
     * @throws IOException if the file is no such file or ends too early
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        return read(file, _ -> true);
    }

    /**
     * Reads some arrays of a file, by their names.
     *
     * @throws IOException if the file is no such file or ends too early, even in other arrays
     */
    public static Map<String, Tensor> read(Path file, Predicate<String> wanted) throws IOException {
        TensorFile whole = TensorFile.open(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : whole.names()) {
            if (wanted.test(name)) {
                tensors.put(name, whole.read(name).orElseThrow());
            }
        }
        return tensors;
    }

    private static byte[] bytes(Tensor tensor) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * tensor.length()).order(ByteOrder.LITTLE_ENDIAN);
        if (tensor.values() instanceof float[] floats) {
            buffer.asFloatBuffer().put(floats);
        } else {
            buffer.asIntBuffer().put((int[]) tensor.values());
        }
        return buffer.array();
    }
}
