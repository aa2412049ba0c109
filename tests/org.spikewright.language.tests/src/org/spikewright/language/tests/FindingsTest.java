package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.Finding;
import org.spikewright.compile.Code;
import org.spikewright.language.Language;
import org.spikewright.testing.Repository;

/** Each finding has a file that provokes it, at the place that the file's first line names, and a documented meaning. */
class FindingsTest {

    private static final Path FIXTURES = Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/findings");
    private static final String EXPECT = "// expect ";

    private final Language language = new Language();

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void findsWhatTheFirstLineExpects(Path fixture) throws IOException {
        String first = Files.readAllLines(fixture).getFirst();
        assertTrue(first.startsWith(EXPECT), fixture + " does not say what it expects");
        // A file that another one uses need not have a finding of its own.
        List<String> expected = first.equals(EXPECT + "nothing") ? List.of() : Arrays.asList(first.substring(EXPECT.length()).split(", "));
        List<String> actual = language.read(fixture, "f").check().stream()
                .map(finding -> finding.location().line() + ":" + finding.location().column() + " " + finding.code()).toList();
        assertEquals(expected, actual);
    }

    /** What only a run finds is tried where models are run. */
    @ParameterizedTest
    @EnumSource(value = Code.class, mode = EnumSource.Mode.EXCLUDE, names = "UNMET")
    void eachCodeHasAFixtureThatIsNamedAfterIt(Code code) {
        Path fixture = FIXTURES.resolve(code.id() + ".spike");
        assertTrue(Files.exists(fixture), "no fixture for " + code);
        List<Finding> findings = language.read(fixture, "f").check();
        assertTrue(findings.stream().anyMatch(finding -> finding.code().equals(code.id())), fixture + " does not provoke " + code);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void eachCodeIsDocumentedWithAFix(Code code) throws IOException {
        String documentation = Files.readString(Repository.root().resolve("docs/findings.md"));
        int section = documentation.indexOf("## " + code.id() + " ");
        assertTrue(section >= 0, "docs/findings.md has no section on " + code);
        int end = documentation.indexOf("\n## ", section + 1);
        String text = documentation.substring(section, end < 0 ? documentation.length() : end);
        assertTrue(text.contains("**Quick fix.**") || text.contains("**No quick fix:**"), code + " has neither a quick fix nor a reason for none");
    }

    @Test
    void sentencesNameNoClassOfOurs() throws IOException {
        for (Path fixture : fixtures().toList()) {
            for (Finding finding : language.read(fixture, "f").check()) {
                assertFalse(finding.message().contains("org.") || finding.message().contains("Impl"), finding.toString());
            }
        }
    }
}
