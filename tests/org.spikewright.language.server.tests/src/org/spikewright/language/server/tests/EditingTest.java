package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.testing.Repository;

/** What the server changes in a text: its layout, and what findings ask for. */
class EditingTest {

    private static final String FILE = "edited.spike";
    private static final Path FIXTURES = Repository.root().resolve("tests/org.spikewright.language.tests/fixtures");
    private static final Set<String> FIXED = Set.of("SW101", "SW105", "SW301", "SW304");

    @TempDir
    private Path folder;
    private Editor editor;

    @BeforeEach
    void openAnEmptyFile() throws Exception {
        editor = new Editor(folder);
        editor.open(FILE, "");
    }

    private static String finding(String code) throws IOException {
        return Files.readString(FIXTURES.resolve("findings").resolve(code + ".spike"));
    }

    @Test
    void laysOutAFile() throws Exception {
        String expected = Files.readString(FIXTURES.resolve("layout/expected.spike"));
        assertEquals(expected, editor.format(FILE, Files.readString(FIXTURES.resolve("layout/input.spike"))));
        assertEquals(expected, editor.format(FILE, expected));
        assertEquals("network  N{(", editor.format(FILE, "network  N{("));
    }

    @Test
    void laysOutSomeLines() throws Exception {
        assertEquals("network N {\n\tinput   x:[4]\n\ty = x -> dense(2)\n  output   y\n}\n",
                editor.format(FILE, "network N {\n\tinput   x:[4]\n\ty=x->dense( 2 )\n  output   y\n}\n", 2, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SW101", "SW105", "SW301", "SW304"})
    void fixesLeaveNothingToFind(String code) throws Exception {
        Map<String, String> fixes = editor.fixes(FILE, finding(code));
        assertEquals(1, fixes.size(), fixes.toString());
        for (String fixed : fixes.values()) {
            editor.change(FILE, fixed);
            assertEquals(List.of(), editor.findings(FILE), fixed);
        }
    }

    @Test
    void whereNobodyKnowsWhatWasMeantThereIsNoFix() throws Exception {
        List<Path> fixtures;
        try (var files = Files.list(FIXTURES.resolve("findings"))) {
            fixtures = files.filter(file -> !FIXED.contains(file.getFileName().toString().replace(".spike", ""))).sorted().toList();
        }
        for (Path fixture : fixtures) {
            String text = Files.readString(fixture);
            if (!text.startsWith("// expect nothing")) { // those are right only beside other files
                assertEquals(Map.of(), editor.fixes(FILE, text), fixture.toString());
            }
        }
    }

    @Test
    void importsWhatIsMissing() throws Exception {
        String body = "network N {\n\tinput x : [4]\n\ty = x -> dense(2) -> Leaky\n\toutput y\n}\n";
        String title = "Import std.neuron";
        assertEquals("import std.neuron.*\n\n" + body, editor.fixes(FILE, body).get(title));
        assertEquals("package p\n\nimport std.neuron.*\n\n" + body, editor.fixes(FILE, "package p\n\n" + body).get(title));
        assertEquals("import std.data.*\nimport std.neuron.*\n\n" + body, editor.fixes(FILE, "import std.data.*\n\n" + body).get(title));
        editor.change(FILE, "import std.neuron.*\n\n" + body);
        assertEquals(List.of(), editor.findings(FILE));
    }

    @Test
    void fixesFitBlocksOnOneLine() throws Exception {
        assertEquals(Map.of("Add output y", "network N { input x : [4] y = x -> dense(2) output y }\n"),
                editor.fixes(FILE, "network N { input x : [4] y = x -> dense(2) }\n"));
        assertEquals(Map.of("Remove this 'train'", "dataset D { read glyphs() train 1 test 2 }\n"),
                editor.fixes(FILE, "dataset D { read glyphs() train 1 train 5 test 2 }\n"));
    }

    @Test
    void fixesKeepComments() throws Exception {
        assertEquals("dataset D {\n\tread glyphs()\n\ttrain 1 // one\n // two\n}\n",
                editor.fixes(FILE, "dataset D {\n\tread glyphs()\n\ttrain 1 // one\n\ttrain 2 // two\n}\n").get("Remove this 'train'"));
    }
}
