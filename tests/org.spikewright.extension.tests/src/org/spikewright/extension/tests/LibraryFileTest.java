package org.spikewright.extension.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Finding;
import org.spikewright.language.Language;

/** What the library file of a bundle declares is checked, completed, shown and found as the standard library is. */
class LibraryFileTest {

    private static final String BEFORE = "package own import sample.* network N { input x : [4] y = x -> ";

    @TempDir
    private Path folder;

    private List<Finding> check(String text) throws IOException {
        Path file = folder.resolve("own.spike");
        Files.writeString(file, text);
        return new Language().read(file, "own.spike").check();
    }

    @Test
    void aModelThatUsesAllOfItHasNoFindings() throws IOException {
        assertEquals(List.of(), check(Shell.fixture("bars.spike")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gain(1.5)         | gain(initial = 0)          | SW207 | 'initial' of 'gain' must be above 0
            gain(1.5)         | gain(1, 2)                 | SW104 | 'gain' takes one argument, but 2 are given
            gain(1.5)         | gain(initial = 2 mV)       | SW201 | 'initial' of 'gain' is a number without a unit
            gain(1.5)         | gai(1.5)                   | SW101 | did you mean 'gain'?
            margin = 0.5      | margin = 4 ms              | SW201 | 'margin' of 'hinge' is a number without a unit
            hinge(margin      | adam(rate                  | SW101 | there is no loss 'adam' here
            rule = bptt(resetGradient = true) | rule = adam() | SW101 | there is no quantity or function 'adam' here
            size = 6          | size = 1                   | SW207 | 'size' of 'bars' must be at least 2
            size = 6          | size = 7                   | SW302 | [7, 7]
            import sample.*   | import simple.*            | SW101 | did you mean 'sample'?
            package bars      | package sample             | SW102 | a bundle has a library package of this name
            """)
    void mistakesAreFoundInTheLine(String right, String wrong, String code, String message) throws IOException {
        String text = Shell.fixture("bars.spike");
        int line = 1 + (int) text.substring(0, text.indexOf(right)).chars().filter(c -> c == '\n').count();
        List<Finding> findings = check(text.replace(right, wrong));
        assertTrue(findings.stream().anyMatch(finding -> finding.code().equals(code) && finding.message().contains(message)
                && (finding.location().line() == line || code.equals("SW302") || code.equals("SW102"))), wrong + ": " + findings);
    }

    @Test
    void completionOffersWhatIsImportedWithItsDocumentation() throws Exception {
        List<CompletionItem> items = new Editor(folder).complete(BEFORE + "ga|\n output y }");
        CompletionItem gain = items.stream().filter(item -> item.getLabel().startsWith("gain")).findFirst()
                .orElseThrow(() -> new AssertionError(items.stream().map(CompletionItem::getLabel).toList().toString()));
        assertTrue(gain.toString().contains("which is learnt from the initial value on"), gain.toString());
    }

    @Test
    void aHoverShowsTheDocumentation() throws Exception {
        String hover = new Editor(folder).hover(BEFORE + "ga|in output y }");
        assertTrue(hover.contains("Each element times a number of its own"), hover);
        assertTrue(hover.contains("initial"), hover);
    }

    @Test
    void aNameLeadsToAFileThatNobodyCanChangeAndThatHasNoFindings() throws Exception {
        Editor editor = new Editor(folder);
        Location found = editor.definition(BEFORE + "ga|in output y }");
        Path file = Path.of(URI.create(found.getUri()));
        String text = Files.readString(file);
        assertEquals("sample.spike", file.getFileName().toString());
        assertTrue(text.lines().toList().get(found.getRange().getStart().getLine()).contains("function gain"), text);
        assertTrue(!file.toFile().canWrite() || System.getProperty("user.name").equals("root"));
        assertFalse(Files.getPosixFilePermissions(file).toString().contains("WRITE"));
        assertEquals(List.of(), editor.open(file, text));
    }

    @Test
    void aNameCannotBeChanged() throws Exception {
        Editor editor = new Editor(folder);
        Throwable refused = assertThrows(ExecutionException.class, () -> editor.rename(BEFORE + "ga|in output y }", "amplify"));
        assertTrue(refused.getMessage().contains("'gain' belongs to the library of a bundle and cannot be renamed"), refused.getMessage());
    }
}
