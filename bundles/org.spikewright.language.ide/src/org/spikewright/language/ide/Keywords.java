package org.spikewright.language.ide;

import com.google.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** What the words of the language are for. */
@Singleton
public class Keywords {

    private final Properties sentences = new Properties();

    /** As {@code keywords.properties} says. */
    public Keywords() {
        try (Reader text = new InputStreamReader(Keywords.class.getResourceAsStream("keywords.properties"), StandardCharsets.UTF_8)) {
            sentences.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("what the words of the language are for cannot be read", e);
        }
    }

    /** A sentence or two about a word; empty for punctuation. */
    public Optional<String> sentence(String word) {
        return Optional.ofNullable(sentences.getProperty(word));
    }
}
