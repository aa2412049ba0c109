package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.language.Language;
import org.spikewright.testing.Repository;

/** The models that users start from have nothing wrong with them. */
class GalleryTest {

    static Stream<Path> models() throws IOException {
        List<Path> files;
        try (Stream<Path> gallery = Files.walk(Repository.root().resolve("bundles/org.spikewright.gallery/models"));
                Stream<Path> library = Files.walk(Repository.root().resolve("bundles/org.spikewright.language/library"))) {
            files = Stream.concat(gallery, library).filter(file -> file.toString().endsWith(".spike")).sorted().toList();
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasNoFindings(Path model) {
        assertEquals(List.of(), new Language().read(model, model.getFileName().toString()).check());
    }
}
