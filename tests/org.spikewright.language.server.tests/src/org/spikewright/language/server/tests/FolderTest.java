package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.FileChangeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and folders come and go while the server is about to read them. */
class FolderTest {

    private static final String NEURON = "package own\n\nneuron Mine {\n\tstate v : Real = 0\n\tinput I : Real\n\tdv/dt = (I - v) / 5 ms\n}\n";
    private static final String MISTAKE = NEURON.replace("5 ms", "5 mV");

    @TempDir
    private Path root;
    private Path folder;
    private Editor editor;

    @BeforeEach
    void openAFile() throws Exception {
        folder = root.resolve("first");
        Editor.write(folder.resolve("own.spike"), NEURON);
        editor = new Editor(folder);
        editor.open("own.spike", NEURON);
        assertEquals(List.of(), editor.findings("own.spike"));
    }

    @AfterEach
    void nothingFailedUnseen() {
        assertEquals(List.of(), editor.failures());
    }

    private void stillChecks(String file) throws Exception {
        editor.change(file, MISTAKE);
        assertFalse(editor.findings(file).isEmpty());
        editor.change(file, NEURON);
        assertEquals(List.of(), editor.findings(file));
    }

    @Test
    void aFileMayBeGoneBeforeItIsRead() throws Exception {
        editor.saw(FileChangeType.Created, "gone.spike");
        stillChecks("own.spike");
    }

    @Test
    void aFolderMayBearTheNameOfAModel() throws Exception {
        Files.createDirectories(folder.resolve("folder.spike"));
        editor.saw(FileChangeType.Created, "folder.spike");
        stillChecks("own.spike");
    }

    @Test
    void aFolderMayCloseBeforeItIsRead() throws Exception {
        Path second = root.resolve("second");
        Editor.write(second.resolve("other.spike"), MISTAKE);
        editor.addFolder(second);
        assertFalse(editor.findings("../second/other.spike").isEmpty());
        Files.delete(second.resolve("other.spike"));
        editor.saw(FileChangeType.Changed, "../second/other.spike");
        editor.removeFolder(second);
        stillChecks("own.spike");
        Editor.write(second.resolve("other.spike"), NEURON.replace("Mine", "Yours"));
        editor.addFolder(second);
        editor.open("../second/other.spike", NEURON.replace("Mine", "Yours"));
        stillChecks("own.spike");
        editor.change("../second/other.spike", MISTAKE.replace("Mine", "Yours"));
        assertFalse(editor.findings("../second/other.spike").isEmpty());
    }

    @Test
    void aFileThatIsOpenMayLieInNoFolder() throws Exception {
        editor.open("../elsewhere.spike", NEURON);
        stillChecks("../elsewhere.spike");
        stillChecks("own.spike");
        editor.change("../elsewhere.spike", MISTAKE);
        assertFalse(editor.findings("../elsewhere.spike").isEmpty());
        editor.close("../elsewhere.spike");
        stillChecks("own.spike");
        assertEquals(List.of(), editor.findingsSoFar("../elsewhere.spike"));
    }

    @Test
    void theRecordsOfRunsAreNoModels() throws Exception {
        Editor.write(folder.resolve("runs/1/model/own.spike"), MISTAKE);
        editor.saw(FileChangeType.Created, "runs/1/model/own.spike");
        assertEquals(List.of(), editor.findings("runs/1/model/own.spike"));
        stillChecks("own.spike");
    }
}
