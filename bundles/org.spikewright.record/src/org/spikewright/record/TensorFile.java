package org.spikewright.record;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.common.TextFile;
import org.spikewright.record.Tensors.Tensor;

/**
 * A file of tensors whose header was read: each array lies in the file, apart from all others, and is as long as its extents say. Arrays
 * themselves are read one by one.
 */
final class TensorFile {

    private static final int MOST_HEADER_BYTES = 100_000_000;
    private static final int ELEMENT = 4;

    private final Path file;
    private final long start;
    private final Map<String, Described> arrays;

    private TensorFile(Path file, long start, Map<String, Described> arrays) {
        this.file = file;
        this.start = start;
        this.arrays = arrays;
    }

    /**
     * Reads the header of a file.
     *
     * @throws IOException if it is missing, no such file, or ends too early; the message names it
     */
    static TensorFile open(Path file) throws IOException {
        TextFile.requireRegular(file);
        try (FileChannel channel = FileChannel.open(file)) {
            long length = channel.size() < 8 ? -1 : bytes(channel, file, 0, 8).getLong();
            if (length < 0 || length > Math.min(MOST_HEADER_BYTES, channel.size() - 8)) {
                throw new IOException(file + " is not a safetensors file or ends too early");
            }
            String header = StandardCharsets.UTF_8.decode(bytes(channel, file, 8, (int) length)).toString();
            Map<String, Described> arrays = header(file, header);
            check(file, arrays, channel.size() - 8 - length);
            return new TensorFile(file, 8 + length, arrays);
        }
    }

    private static Map<String, Described> header(Path file, String text) throws IOException {
        Map<String, Described> arrays = new LinkedHashMap<>();
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (name.equals("__metadata__")) {
                    json.skipValue();
                } else if (arrays.put(name, Described.read(json)) != null) {
                    throw new IllegalArgumentException("there are two arrays " + name);
                }
            }
            json.endObject();
            return arrays;
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw JsonFile.damaged(file, e);
        }
    }

    private static void check(Path file, Map<String, Described> arrays, long size) throws IOException {
        long end = 0;
        List<Map.Entry<String, Described>> ordered = new ArrayList<>(arrays.entrySet());
        ordered.sort(Comparator.comparingLong((Map.Entry<String, Described> entry) -> entry.getValue().from)
                .thenComparingLong(entry -> entry.getValue().to));
        for (Map.Entry<String, Described> entry : ordered) {
            Described array = entry.getValue();
            if (array.from < 0 || array.to < array.from || array.to > size) {
                throw new IOException(file + " ends too early or is damaged: it does not hold all of " + entry.getKey());
            }
            if (array.from < end) {
                throw new IOException(file + " is damaged: " + entry.getKey() + " lies where another array lies");
            }
            end = array.to;
        }
    }

    Set<String> names() {
        return arrays.keySet();
    }

    /**
     * Reads an array, if there is one of that name.
     *
     * @throws IOException if its type is none that is read, or it is not as long as its extents say
     */
    Optional<Tensor> read(String name) throws IOException {
        Described array = arrays.get(name);
        if (array == null) {
            return Optional.empty();
        }
        if (!array.isWhole()) {
            throw new IOException(file + " is damaged: " + name + " is not as long as its extents " + array.extents + " of " + array.type
                    + " say");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return Optional.of(array.tensor(bytes(channel, file, start + array.from, (int) (array.to - array.from))));
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
    private record Described(String type, List<Long> extents, long from, long to) {

        static Described read(JsonReader json) throws IOException {
            String type = null;
            List<Long> extents = null;
            List<Long> offsets = null;
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "dtype" -> type = json.nextString();
                    case "shape" -> extents = numbers(json);
                    case "data_offsets" -> offsets = numbers(json);
                    default -> json.skipValue();
                }
            }
            json.endObject();
            if (type == null || extents == null || offsets == null || offsets.size() != 2) {
                throw new IllegalArgumentException("an array lacks its type, its shape or its two offsets");
            }
            return new Described(type, List.copyOf(extents), offsets.get(0), offsets.get(1));
        }

        private static List<Long> numbers(JsonReader json) throws IOException {
            List<Long> numbers = new ArrayList<>();
            json.beginArray();
            while (json.peek() != JsonToken.END_ARRAY) {
                numbers.add(json.nextLong());
            }
            json.endArray();
            return numbers;
        }

        /** Whether it is of a type that is read, and as long as its extents say. */
        boolean isWhole() {
            long size = 1;
            for (long extent : extents) {
                if (extent < 0 || extent > Integer.MAX_VALUE || size * extent > Integer.MAX_VALUE / ELEMENT) {
                    return false;
                }
                size *= extent;
            }
            return (type.equals("F32") || type.equals("I32")) && to - from == ELEMENT * size;
        }

        Tensor tensor(ByteBuffer data) {
            int[] shape = extents.stream().mapToInt(Long::intValue).toArray();
            if (type.equals("F32")) {
                float[] values = new float[data.remaining() / ELEMENT];
                data.asFloatBuffer().get(values);
                return new Tensor(values, shape);
            }
            int[] values = new int[data.remaining() / ELEMENT];
            data.asIntBuffer().get(values);
            return new Tensor(values, shape);
        }
    }
}
