package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.testing.Repository;

/** Formatting changes the white space and nothing else, and a formatted text not at all. */
class FormatterTest {

    private static final int VARIANTS = 12;
    private static final Pattern TOKENS = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*\n?|\"(?:\\\\.|[^\"\\\\\n])*\"|[ \t\n]+");
    private static final String[] SPACES = {" ", "\t", "  ", "\n", "\n\n", " \n\t\n\n ", "\t\n  ", " /* a */ ", " // b\n", "\n/** c */\n",
        "\n/*\n\t* d\n*/\n"};
    private static final String[] GAPS = {" ", "\t", "   ", " /* a */ "};

    @TempDir
    Path folder;

    private final Language language = new Language();

    static Stream<Path> models() throws IOException {
        return Stream.concat(GalleryTest.models(), FindingsTest.fixtures());
    }

    private ModelFile read(String text) throws IOException {
        return language.read(Files.writeString(folder.resolve("variant.spike"), text), "f");
    }

    private static Path layout(String name) {
        return Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/layout").resolve(name);
    }

    @Test
    void laysOutWhatIsUntidy() throws IOException {
        String expected = Files.readString(layout("expected.spike"));
        assertEquals(expected, language.read(layout("input.spike"), "f").formatted());
        preserves(Files.readString(layout("input.spike")));
    }

    @ParameterizedTest
    @MethodSource("org.spikewright.language.tests.GalleryTest#models")
    void whatUsersStartFromIsLaidOut(Path model) throws IOException {
        assertEquals(Files.readString(model), language.read(model, "f").formatted());
    }

    @ParameterizedTest
    @MethodSource("models")
    void preservesModelsWhateverTheirWhiteSpace(Path model) throws IOException {
        String text = Files.readString(model);
        preserves(text);
        for (int i = 0; i < VARIANTS; i++) {
            preserves(spaced(text, RandomStream.of(11, model.getFileName().toString(), i)));
        }
    }

    @Test
    void keepsTheLineEndsOfWindows() throws IOException {
        String expected = Files.readString(layout("expected.spike")).replace("\n", "\r\n");
        assertEquals(expected, read(Files.readString(layout("input.spike")).replace("\n", "\r\n")).formatted());
        assertEquals(expected, read(expected).formatted());
    }

    @Test
    void leavesBrokenTextsAlone() throws IOException {
        for (String text : List.of("", "  ", "network  N{(", "}", "package", "\n\n// only this  ", "neuron N {state v:Real=1e999}")) {
            assertEquals(text, read(text).formatted());
        }
    }

    private void preserves(String text) throws IOException {
        ModelFile before = read(text);
        List<String> findings = findings(before);
        String once = before.formatted();
        ModelFile after = read(once);
        assertTrue(before.model().isPresent() == after.model().isPresent() && (before.model().isEmpty()
                || EcoreUtil.equals(before.model().orElseThrow(), after.model().orElseThrow())), () -> text + "\n-- became --\n" + once);
        assertEquals(findings, findings(after), once);
        assertEquals(words(text), words(once), once);
        assertEquals(once, after.formatted(), text);
    }

    private static List<String> findings(ModelFile file) {
        return file.check().stream().map(finding -> finding.code() + " " + finding.message()).sorted().toList();
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** The text with other white space: on one line where it was, with the same line ends after numbers, where they matter. */
    private static String spaced(String text, RandomStream random) {
        StringBuilder spaced = new StringBuilder();
        Matcher gap = TOKENS.matcher(text);
        int at = 0;
        while (gap.find()) {
            spaced.append(text, at, gap.start());
            at = gap.end();
            boolean isSpace = gap.group().isBlank();
            boolean mattersToUnit = gap.start() > 0 && Character.isLetterOrDigit(text.charAt(gap.start() - 1));
            List<String> choices = new ArrayList<>(List.of(gap.group()));
            if (isSpace && (!mattersToUnit || gap.group().contains("\n"))) {
                choices.addAll(List.of(SPACES));
                if (mattersToUnit) {
                    choices.removeIf(choice -> !choice.contains("\n") || choice.contains("/"));
                }
            } else if (isSpace) {
                choices.addAll(List.of(GAPS).subList(0, 3));
            }
            spaced.append(choices.get(random.nextInt(choices.size())));
        }
        return spaced.append(text.substring(at)).toString();
    }
}
