package org.spikewright.record;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.spikewright.common.TextFile;
import org.spikewright.record.internal.NumberText;

/** A value in a file, as JSON. */
final class JsonFile {

    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .registerTypeAdapter(Double.class, NumberText.DOUBLE).registerTypeAdapter(double.class, NumberText.DOUBLE)
            .registerTypeAdapter(Float.class, NumberText.FLOAT).registerTypeAdapter(float.class, NumberText.FLOAT).create();

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

    /**
     * Reads a file. All parts of the value are there but those that {@link MayBeAbsent may be absent}.
     *
     * @param most how many bytes it may have
     * @param sound refuses values that cannot be, with an {@link IllegalArgumentException} that says why
     * @throws IOException if it cannot be read, is empty, incomplete or damaged; the message names it
     */
    static <T> T read(Path file, Class<T> type, long most, Consumer<T> sound) throws IOException {
        String text = TextFile.read(file, most);
        T value;
        try {
            value = JSON.fromJson(text, type);
            if (value != null) {
                Completeness.check(value);
                sound.accept(value);
            }
        } catch (RuntimeException e) {
            throw Damage.of(file, e);
        }
        if (value == null) {
            throw Damage.of(file, "it is empty");
        }
        return value;
    }
}
