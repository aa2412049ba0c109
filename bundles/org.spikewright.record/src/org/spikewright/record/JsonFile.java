package org.spikewright.record;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.spikewright.common.TextFile;
import org.spikewright.common.Visible;

/** A value in a file, as JSON. */
final class JsonFile {

    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeSpecialFloatingPointValues()
            .create();
    private static final int LONGEST_REASON = 200;

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
            throw damaged(file, e);
        }
        if (value == null) {
            throw new IOException(file + " is empty");
        }
        return value;
    }

    /** What is thrown for a file whose content cannot be; of the parser's message the first line, since the rest is for programmers. */
    static IOException damaged(Path file, Exception e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new IOException(file + " is damaged: " + Visible.line(reason, LONGEST_REASON), e);
    }
}
