package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.language.Language;
import org.spikewright.testing.Repository;

/** After each change the findings are those that a check of the whole text gives, though most of it is not checked again. */
class RecheckTest {

    private static final String FILE = "a.spike";
    private static final int CHANGES = 400;
    private static final String LAST = "package last\n\nblock Last {\n\tinput x\n\ty = x -> dense(4)\n\toutput y\n}\n";

    @TempDir
    private Path folder;

    @Test
    void findsWhatACheckOfTheWholeTextFinds() throws Exception {
        Mutations mutations = Mutations.ofAllModels();
        Editor editor = new Editor(folder);
        editor.open(FILE, "");
        String text = "";
        for (int i = 0; i < CHANGES; i++) {
            RandomStream random = RandomStream.of(5, "changes", i);
            text = i % 10 == 0 ? mutations.texts().get(random.nextInt(mutations.texts().size())) : mutations.changed(text, random);
            editor.change(FILE, text);
            assertEquals(whole(text), editor.findings(FILE), text);
        }
        assertEquals(List.of(), editor.failures());
    }

    @Test
    void findingsMoveWithTheirLines() throws Exception {
        String text = Files.readString(Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/networks/mistakes.spike"));
        Editor editor = new Editor(folder);
        editor.open(FILE, text);
        List<String> before = editor.findings(FILE);
        assertTrue(!before.isEmpty());
        editor.change(FILE, "// one\n\n// three\n" + text);
        assertEquals(before.stream().map(finding -> 3 + Integer.parseInt(finding.substring(0, finding.indexOf(':')))
                + finding.substring(finding.indexOf(':'))).sorted().toList(), editor.findings(FILE));
        assertEquals(whole("// one\n\n// three\n" + text), editor.findings(FILE));
    }

    @Test
    void aMistakeIsSeenThroughTheFilesBetween() throws Exception {
        Editor.write(folder.resolve("last.spike"), LAST);
        Editor.write(folder.resolve("middle.spike"),
                "package middle\n\nimport last.Last\n\nblock Middle {\n\tinput x\n\ty = x -> Last\n\toutput y\n}\n");
        Editor.write(folder.resolve("first.spike"),
                "package first\n\nimport middle.Middle\n\nnetwork N {\n\tinput x : [8]\n\ty = x -> Middle\n\toutput y\n}\n");
        Editor editor = new Editor(folder);
        editor.open("last.spike", LAST);
        assertEquals(List.of(), editor.findings("first.spike"));
        editor.change("last.spike", LAST.replace("dense(4)", "conv(4, 3)"));
        assertTrue(editor.findings("first.spike").toString().startsWith("[7:11: SW301: "), editor.findings("first.spike").toString());
        editor.change("last.spike", LAST);
        assertEquals(List.of(), editor.findings("first.spike"));
        assertEquals(List.of(), editor.failures());
    }

    /** What a check of the whole text finds; files that are missing are missing beside the text itself. */
    private List<String> whole(String text) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("runs")).resolve(FILE);
        Files.writeString(copy, text);
        return new Language().read(copy, FILE).check().stream().map(finding -> finding.location().line() + ":"
                + finding.location().column() + ": " + finding.code() + ": "
                + finding.message().replace(copy.getParent().toString(), folder.toString())).sorted().toList();
    }
}
