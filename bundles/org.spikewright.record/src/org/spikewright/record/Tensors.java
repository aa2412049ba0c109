package org.spikewright.record;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named arrays in a file in the safetensors format (github.com/huggingface/safetensors): the length of a JSON header as eight
 * bytes, the header with type, shape and place of each array, then the numbers, little-endian. NumPy, PyTorch and JAX read
 * it. Arrays are {@code float[]} (F32) or {@code int[]} (I32).
 */
public final class Tensors {

    private static final int MOST_HEADER_BYTES = 100_000_000;

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
            header.put(entry.getKey(), Map.of("dtype", tensor.values() instanceof float[] ? "F32" : "I32", "shape", tensor.extents(),
                    "data_offsets", new long[] {offset, end}));
            offset = end;
        }
        byte[] json = new Gson().toJson(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        AtomicFile.write(file, stream -> {
            try (OutputStream out = new BufferedOutputStream(stream, 1 << 16)) {
                out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).array());
                out.write(padded);
                for (Tensor tensor : tensors.values()) {
                    out.write(bytes(tensor));
                }
            }
        });
    }

    /**
     * Reads all arrays of a file.
     *
     * @throws IOException if the file is no such file or ends too early
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = bytes.remaining() < 8 ? -1 : bytes.getLong();
        if (headerLength < 0 || headerLength > Math.min(MOST_HEADER_BYTES, bytes.remaining())) {
            throw new IOException(file + " is not a safetensors file or ends too early");
        }
        int start = 8 + (int) headerLength;
        try {
            JsonObject header = JsonParser.parseString(new String(bytes.array(), 8, (int) headerLength, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put(entry.getKey(), tensor(bytes, start, entry.getValue().getAsJsonObject()));
                }
            }
            return tensors;
        } catch (JsonParseException | IllegalStateException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static Tensor tensor(ByteBuffer bytes, int start, JsonObject entry) {
        int[] extents = entry.getAsJsonArray("shape").asList().stream().mapToInt(JsonElement::getAsInt).toArray();
        int from = start + entry.getAsJsonArray("data_offsets").get(0).getAsInt();
        int to = start + entry.getAsJsonArray("data_offsets").get(1).getAsInt();
        ByteBuffer data = bytes.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
        return switch (entry.get("dtype").getAsString()) {
            case "F32" -> {
                float[] values = new float[(to - from) / 4];
                data.asFloatBuffer().get(values);
                yield new Tensor(values, extents);
            }
            case "I32" -> {
                int[] values = new int[(to - from) / 4];
                data.asIntBuffer().get(values);
                yield new Tensor(values, extents);
            }
            default -> throw new IllegalArgumentException("arrays of type " + entry.get("dtype") + " are not read");
        };
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
