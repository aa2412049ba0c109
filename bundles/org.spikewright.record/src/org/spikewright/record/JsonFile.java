package org.spikewright.record;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A value in a file, as JSON. */
final class JsonFile {

    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeSpecialFloatingPointValues()
            .create();

    private JsonFile() {
    }

    /** The text of a file with that value. */
    static String text(Object value) {
        return JSON.toJson(value) + "\n";
    }

    /** Writes or replaces a file. */
    static void write(Path file, Object value) throws IOException {
        AtomicFile.write(file, text(value));
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        return read(file, TypeToken.get(type));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is empty or damaged; the message names it
     */
    static <T> T read(Path file, TypeToken<T> type) throws IOException {
        try {
            T value = JSON.fromJson(Files.readString(file), type);
            if (value == null) {
                throw new IOException(file + " is empty");
            }
            return value;
        } catch (JsonParseException e) {
            throw damaged(file, e);
        }
    }

    /** What is thrown for a file that is no JSON; of the parser's message the first line, since the rest is for programmers. */
    static IOException damaged(Path file, RuntimeException e) {
        return new IOException(file + " is damaged: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
}
