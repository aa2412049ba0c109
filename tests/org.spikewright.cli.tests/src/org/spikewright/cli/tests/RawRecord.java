package org.spikewright.cli.tests;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a run as they lie on the disk: JSON, and arrays in the format of safetensors. Read here without any class of the
 * product, so that figures computed from them are independent of it.
 *
 * @param folder of the record
 */
record RawRecord(Path folder) {

    /** The one record in a folder. */
    static RawRecord only(Path runs) throws IOException {
        try (Stream<Path> records = Files.list(runs)) {
            List<Path> all = records.toList();
            if (all.size() != 1) {
                throw new IOException(runs + " has " + all.size() + " records, but one is expected");
            }
            return new RawRecord(all.getFirst());
        }
    }

    JsonObject json(String... names) throws IOException {
        Path file = folder;
        for (String name : names) {
            file = file.resolve(name);
        }
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /** The metrics of a job. */
    Map<String, JsonElement> metrics(String job) throws IOException {
        return new TreeMap<>(json("metrics.json").getAsJsonObject("jobs").getAsJsonObject(job).getAsJsonObject("metrics").asMap());
    }

    /** The jobs that have metrics. */
    List<String> jobs() throws IOException {
        return List.copyOf(json("metrics.json").getAsJsonObject("jobs").keySet());
    }

    /** A column of whole numbers, through all files of a job that hold a part of it. */
    int[] whole(String job, String name) throws IOException {
        int[] all = {};
        for (Path file : files(job)) {
            ByteBuffer bytes = array(file, name, "I32");
            int[] part = new int[bytes.remaining() / 4];
            bytes.asIntBuffer().get(part);
            all = Arrays.copyOf(all, all.length + part.length);
            System.arraycopy(part, 0, all, all.length - part.length, part.length);
        }
        return all;
    }

    /** A column of single-precision numbers, through all files of a job that hold a part of it. */
    float[] reals(String job, String name) throws IOException {
        float[] all = {};
        for (Path file : files(job)) {
            float[] part = real(file, name);
            all = Arrays.copyOf(all, all.length + part.length);
            System.arraycopy(part, 0, all, all.length - part.length, part.length);
        }
        return all;
    }

    /** An array of single-precision numbers. */
    float[] real(String job, String file, String name) throws IOException {
        return real(folder.resolve(job).resolve(file), name);
    }

    private static float[] real(Path file, String name) throws IOException {
        ByteBuffer bytes = array(file, name, "F32");
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** How many numbers all arrays of a file have. */
    long size(String job, String file) throws IOException {
        return header(ByteBuffer.wrap(Files.readAllBytes(folder.resolve(job).resolve(file)))).entrySet().stream()
                .filter(entry -> !entry.getKey().equals("__metadata__")).mapToLong(entry -> entry.getValue().getAsJsonObject()
                        .getAsJsonArray("shape").asList().stream().mapToLong(JsonElement::getAsLong).reduce(1, (a, b) -> a * b))
                .sum();
    }

    private List<Path> files(String job) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(job))) {
            return files.filter(file -> file.getFileName().toString().matches("spikes(\\.[0-9]+)?\\.safetensors"))
                    .sorted((a, b) -> Integer.compare(number(a), number(b))).toList();
        }
    }

    private static int number(Path file) {
        String digits = file.getFileName().toString().replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }

    /** Eight bytes say how long the header is, a JSON text that says where behind it each array lies. */
    private static Map<String, JsonElement> header(ByteBuffer file) {
        byte[] text = new byte[Math.toIntExact(file.order(ByteOrder.LITTLE_ENDIAN).getLong())];
        file.get(text);
        return JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject().asMap();
    }

    private static ByteBuffer array(Path path, String name, String type) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
        JsonElement entry = header(file).get(name);
        if (entry == null || !entry.getAsJsonObject().get("dtype").getAsString().equals(type)) {
            throw new IOException(path + " has no array " + name + " of type " + type);
        }
        int from = entry.getAsJsonObject().getAsJsonArray("data_offsets").get(0).getAsInt();
        int to = entry.getAsJsonObject().getAsJsonArray("data_offsets").get(1).getAsInt();
        return file.slice(file.position() + from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }
}
