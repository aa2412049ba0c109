package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.Severity;
import org.spikewright.compile.Code;
import org.spikewright.language.Language;
import org.spikewright.testing.Repository;

/** The systems of the literature that the language must be able to say: each is a file, or models of the gallery, and a row of the documentation. */
class SeedsTest {

    private static final Path FIXTURES = Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/seeds");

    static Stream<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void thereIsOneOfEach() throws IOException {
        List<String> numbers = Stream.concat(seeds().map(seed -> seed.getFileName().toString().substring(0, 2)),
                worked().map(row -> row.substring(2, 4))).sorted().toList();
        assertEquals(Stream.iterate(1, i -> i + 1).limit(57).map("%02d"::formatted).toList(), numbers);
    }

    /** The rows of those that are models of the gallery. */
    private static Stream<String> worked() throws IOException {
        return Files.readAllLines(Repository.root().resolve("docs/language.md")).stream().filter(row -> row.matches("\\| [0-9]{2}, `.*"));
    }

    @Test
    void whatIsSaidToBeInTheGalleryIsThere() throws IOException {
        List<String> named = worked().flatMap(row -> Pattern.compile("`([a-z0-9-]+)\\.spike`").matcher(row).results().map(found -> found.group(1))).toList();
        assertTrue(named.size() >= worked().count(), named.toString());
        for (String model : named) {
            Path file = Repository.root().resolve("bundles/org.spikewright.gallery/models/" + model + "/" + model + ".spike");
            assertTrue(Files.readString(file).contains("expect "), model + " expects nothing");
        }
    }

    /** Nothing is wrong with it; that no engine does some of its jobs yet is all that may be said. */
    @ParameterizedTest
    @MethodSource("seeds")
    void isAccepted(Path seed) {
        assertEquals(List.of(), new Language().read(seed, seed.getFileName().toString()).check().stream()
                .filter(finding -> finding.severity() == Severity.ERROR || !finding.code().equals(Code.NO_ENGINE.id())).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hasARowInTheDocumentation(Path seed) throws IOException {
        String name = seed.getFileName().toString().replace(".spike", "");
        List<String> rows = Files.readAllLines(Repository.root().resolve("docs/language.md")).stream()
                .filter(line -> line.startsWith("| " + name + " |")).toList();
        assertEquals(1, rows.size(), "rows for " + name);
        String[] cells = rows.getFirst().split("\\|");
        assertTrue(cells.length == 3 && !cells[2].isBlank(), rows.getFirst());
    }
}
