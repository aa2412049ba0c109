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
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
        return read(file, _ -> true);
    }

    /**
     * Reads some arrays of a file, by their names.
     *
     * @throws IOException if the file is no such file or ends too early, even in other arrays
     */
    public static Map<String, Tensor> read(Path file, Predicate<String> wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long headerLength = channel.size() < 8 ? -1 : bytes(channel, file, 0, 8).getLong();
            if (headerLength < 0 || headerLength > Math.min(MOST_HEADER_BYTES, channel.size() - 8)) {
                throw new IOException(file + " is not a safetensors file or ends too early");
            }
            long start = 8 + headerLength;
            JsonObject header = JsonParser
                    .parseString(StandardCharsets.UTF_8.decode(bytes(channel, file, 8, (int) headerLength)).toString()).getAsJsonObject();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
                if (!entry.getKey().equals("__metadata__")) {
                    Described array = Described.of(entry.getValue().getAsJsonObject());
                    if (array.from < 0 || array.to < array.from || array.to > channel.size() - start
                            || array.to - array.from > Integer.MAX_VALUE) {
                        throw new IOException(file + " ends too early or is damaged: it does not hold all of " + entry.getKey());
                    }
                    if (wanted.test(entry.getKey())) {
                        tensors.put(entry.getKey(), array.read(bytes(channel, file, start + array.from, (int) (array.to - array.from))));
                    }
                }
            }
            return tensors;
        } catch (NoSuchFileException e) {
            throw new IOException(file + " is missing", e);
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | ClassCastException
                | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw JsonFile.damaged(file, e);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, Path file, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException(file + " ends too early");
            }
        }
        return bytes.flip();
    }

    /** What a header says of an array: its bytes are those from {@code from} to {@code to} behind the header. */
    private record Described(String type, int[] extents, long from, long to) {

        static Described of(JsonObject entry) {
            return new Described(part(entry, "dtype").getAsString(),
                    part(entry, "shape").getAsJsonArray().asList().stream().mapToInt(JsonElement::getAsInt).toArray(),
                    part(entry, "data_offsets").getAsJsonArray().get(0).getAsLong(),
                    part(entry, "data_offsets").getAsJsonArray().get(1).getAsLong());
        }

        private static JsonElement part(JsonObject entry, String name) {
            return Optional.ofNullable(entry.get(name)).orElseThrow(() -> new IllegalArgumentException("an array has no " + name));
        }

        Tensor read(ByteBuffer data) {
            return switch (type) {
                case "F32" -> {
                    float[] values = new float[data.remaining() / 4];
                    data.asFloatBuffer().get(values);
                    yield new Tensor(values, extents);
                }
                case "I32" -> {
                    int[] values = new int[data.remaining() / 4];
                    data.asIntBuffer().get(values);
                    yield new Tensor(values, extents);
                }
                default -> throw new IllegalArgumentException("arrays of type " + type + " are not read");
            };
        }
    }

    /** Whether a file can be read and does not end too early. */
    static boolean isWhole(Path file) {
        try {
            read(file, _ -> false);
            return true;
        } catch (IOException _) {
            return false;
        }
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
