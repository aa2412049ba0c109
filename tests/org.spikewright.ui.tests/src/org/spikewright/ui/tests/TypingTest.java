package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.testing.Repository;
import org.spikewright.testing.ui.Screenshot;
import org.spikewright.testing.ui.Ui;
import org.spikewright.testing.ui.WorkbenchLog;

/**
 * Keys write what they say. Models are typed key by key, with pauses in which lists of proposals open; what stands there in the end
 * is what was typed. {@code -Dspikewright.typing=all} types the whole gallery.
 */
class TypingTest {

    private static final boolean ALL = "all".equals(System.getProperty("spikewright.typing"));
    private static final int SEED = Integer.getInteger("spikewright.typing.seed", 1);
    private static final int CHARACTERS = 250;
    /** Longer than proposals take to come. */
    private static final long PAUSE = 450_000_000;
    /** What a list says that was asked for where nothing can be proposed, as within a comment. */
    private static final String NOTHING = "no proposals";

    private final IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    private final IWorkbenchPage page = window.getActivePage();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("typing");
    private ITextEditor editor;
    private IDocument document;
    private StyledText text;

    @BeforeEach
    void createProject() throws CoreException {
        project.create(null);
        project.open(null);
    }

    @AfterEach
    void nothingWentWrongUnseen() throws IOException {
        WorkbenchLog.assertEmpty();
    }

    @AfterEach
    void deleteProject() throws CoreException {
        page.closeAllEditors(false);
        project.delete(true, true, null);
    }

    private void open(String name, String content) throws CoreException {
        IFile file = project.getFile(name);
        file.create(content.getBytes(), IResource.FORCE, null);
        editor = (ITextEditor) IDE.openEditor(page, file);
        document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        text = (StyledText) editor.getAdapter(Control.class);
        page.activate(editor);
        window.getShell().forceActive();
        text.setFocus();
    }

    @Test
    void whatIsTypedStandsThere() throws Exception {
        List<Path> models;
        try (Stream<Path> files = Files.walk(Repository.root().resolve("bundles/org.spikewright.gallery/models"))) {
            models = files.filter(file -> file.toString().endsWith(".spike")).sorted().toList();
        }
        Random random = new Random(SEED);
        for (Path model : ALL ? models : List.of(models.get(random.nextInt(models.size())), models.get(random.nextInt(models.size())))) {
            String whole = Files.readString(model);
            int start = ALL ? 0 : Math.max(0, whole.indexOf("package"));
            String typed = whole.substring(start, ALL ? whole.length() : Math.min(whole.length(), start + CHARACTERS));
            open(model.getFileName().toString(), "");
            type(typed, random);
            assertEquals(typed, document.get(), model.toString());
            page.closeEditor(editor, false);
            WorkbenchLog.assertEmpty();
        }
    }

    /** What Enter repeats of the line that it ends. */
    private static String indentation(String text) {
        String line = text.substring(text.lastIndexOf('\n') + 1);
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    /** As Enter writes the indentation of the line before, keys take away what is too much of it. */
    private void type(String typed, Random random) throws CommandException {
        for (int i = 0; i < typed.length(); i++) {
            String soFar = typed.substring(0, i + 1);
            String indentation = indentation(typed.substring(0, i));
            key(typed.charAt(i));
            if (typed.charAt(i) == '\n' && !indentation.isEmpty()) {
                assertEquals(soFar + indentation, document.get());
                for (int tab = 0; tab < indentation.length(); tab++) {
                    key(SWT.BS);
                }
            }
            int choice = random.nextInt(ALL ? 200 : 45);
            boolean isEnd = i + 1 < typed.length() && typed.charAt(i + 1) == '\n' && random.nextInt(ALL ? 20 : 4) == 0;
            if (choice == 0 || isEnd) {
                pause();
            } else if (choice == 1) {
                pause();
                key(SWT.ESC);
            } else if (choice == 2 && soFar.length() > 1) {
                proposeAndTakeBack(soFar, random);
            } else if (choice == 3) {
                run("org.eclipse.ui.edit.undo");
                run("org.eclipse.ui.edit.redo");
                text.setSelection(text.getCharCount());
                Ui.handlePendingEvents();
            }
            if (!document.get().equals(soFar)) {
                assertEquals(soFar, document.get(), () -> "after " + soFar.substring(Math.max(0, soFar.length() - 60)));
            }
        }
    }

    /** Chooses any proposal: it stands there, and one undo takes it back. */
    private void proposeAndTakeBack(String soFar, Random random) throws CommandException {
        pause();
        key(SWT.ESC);
        propose();
        pause();
        Table list = proposals();
        if (list == null) {
            return;
        }
        for (int down = random.nextInt(Math.min(list.getItemCount(), 4)); down > 0; down--) {
            press((char) 0, SWT.ARROW_DOWN);
        }
        String chosen = list.getItem(list.getSelectionIndex()).getText().replaceFirst(" : .*", "");
        key('\n');
        Ui.await("the chosen " + chosen, () -> proposals() == null);
        if (chosen.equals(NOTHING)) {
            assertEquals(soFar, document.get());
            return;
        }
        assertTrue(document.get().contains(chosen), "no " + chosen + " in\n" + document.get());
        if (!document.get().equals(soFar)) {
            run("org.eclipse.ui.edit.undo");
            assertEquals(soFar, document.get(), "after taking back " + chosen);
        }
        text.setSelection(text.getCharCount());
    }

    /** What stands before the pause and Enter; a list that opens there must not take Enter. */
    @ParameterizedTest
    @ValueSource(strings = {"neuron N {\n\tstate v : Real = 0", "// note", "// this is a comment", "/* block of it", "/** neuron", "neuron N {",
            "train Two {", "dataset D {\n\tread idx(\"dat", "train T {\n\tdata Glyphs", "train T {\n\tepochs 3",
            "neuron N {\n\tparameter tau : Time = 10 ms", "neuron N {\n\tparameter tau : Time = 3e", "network N {\n\tinput x : [4]\n\ty = x -> dense(3)",
            "network N {\n\tinput x : [4]\n\ty = x -> flatten", "import std.neuron.*", "package own", "network N {\n\tinput x : [4"})
    void enterIsANewLine(String before) throws Exception {
        open("line.spike", before);
        awaitServer();
        text.setSelection(text.getCharCount());
        char last = before.charAt(before.length() - 1);
        key(SWT.BS);
        key(last);
        pause();
        assertNull(proposals(), "a list of proposals behind " + before);

        key('\n');

        String line = before + "\n" + indentation(before);
        assertEquals(line, document.get());
        key('\t');
        key('x');
        assertEquals(line + "\tx", document.get());
    }

    @Test
    void enterOnAnEmptyLastLineIsAnEmptyLine() throws Exception {
        String before = "network N {\n\tinput x : [4]\n";
        open("empty.spike", before);
        text.setSelection(text.getCharCount());
        key('\n');
        assertEquals(before + "\n", document.get());
    }

    @ParameterizedTest
    @ValueSource(chars = {'\n', '\t'})
    void enterAndTabTakeWhatIsChosen(char key) throws Exception {
        String before = "network N {\n\tinput x : [4]\n\ty = x -> fla";
        open("word.spike", before.substring(0, before.length() - 1));
        awaitServer();
        text.setSelection(text.getCharCount());
        key('a');
        Ui.await("proposals by a prefix", () -> proposals() != null && proposals().getItemCount() > 0);
        Screenshot.save(window.getShell(), "typing-proposals");

        key(key);

        assertEquals(before.replace("fla", "flatten"), document.get());
        Ui.await("the list's end", () -> proposals() == null);
        key('\n');
        assertEquals(before.replace("fla", "flatten") + "\n\t", document.get());
    }

    @Test
    void aPointOpensTheListAndAWholeWordClosesIt() throws Exception {
        String before = "network N {\n\tinput x : [4]\n\ty = x -> std";
        open("point.spike", before);
        awaitServer();
        text.setSelection(text.getCharCount());
        key('.');
        Ui.await("proposals behind a point", () -> proposals() != null && proposals().getItemCount() > 0);
        for (char c : "neuron.Leaky".toCharArray()) {
            key(c);
        }
        Ui.await("the list's end", () -> proposals() == null);
        pause();
        assertNull(proposals());
        key('\n');
        assertEquals(before + ".neuron.Leaky\n\t", document.get());
    }

    private void awaitServer() {
        Ui.await("the outline", () -> page.findView(IPageLayout.ID_OUTLINE) == null
                || Widgets.find(Widgets.control(page.findView(IPageLayout.ID_OUTLINE)), Tree.class).isPresent());
    }

    private void key(char c) {
        char character = c == '\n' ? SWT.CR : c;
        press(character, Character.toLowerCase(character));
    }

    private void press(char character, int keyCode) {
        Event event = new Event();
        event.character = character;
        event.keyCode = keyCode;
        event.stateMask = Character.isUpperCase(character) ? SWT.SHIFT : 0;
        event.doit = true;
        text.notifyListeners(SWT.KeyDown, event);
        text.notifyListeners(SWT.KeyUp, event);
        Ui.handlePendingEvents();
    }

    /** As long as somebody thinks. */
    private static void pause() {
        long end = System.nanoTime() + PAUSE;
        Ui.await("the end of a pause", () -> System.nanoTime() > end);
    }

    private Table proposals() {
        return Arrays.stream(Display.getCurrent().getShells()).filter(Shell::isVisible).filter(shell -> shell != window.getShell())
                .flatMap(shell -> Widgets.find(shell, Table.class).stream()).findFirst().orElse(null);
    }

    private void propose() throws CommandException {
        run("org.eclipse.ui.edit.text.contentAssist.proposals");
    }

    private void run(String command) throws CommandException {
        Ui.await("a use for " + command, () -> window.getService(ICommandService.class).getCommand(command).isEnabled());
        window.getService(IHandlerService.class).executeCommand(command, null);
    }
}
