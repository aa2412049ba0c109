package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionAnnotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.MarkerAnnotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spikewright.testing.Repository;
import org.spikewright.testing.ui.Screenshot;
import org.spikewright.testing.ui.Ui;
import org.spikewright.testing.ui.WorkbenchLog;

class EditorTest {

    private final IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    private final IWorkbenchPage page = window.getActivePage();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("editing");
    private IFile file;
    private ITextEditor editor;
    private IDocument document;
    private StyledText text;

    @BeforeEach
    void openAModel() throws CoreException, IOException {
        project.create(null);
        project.open(null);
        file = project.getFile("digits.spike");
        file.create(Files.readAllBytes(Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike")),
                IResource.FORCE, null);
        editor = (ITextEditor) IDE.openEditor(page, file);
        document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        text = (StyledText) editor.getAdapter(Control.class);
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

    @Test
    void showsMistakesWhileTheyAreThereAndNoLonger() throws Exception {
        IAnnotationModel annotations = editor.getDocumentProvider().getAnnotationModel(editor.getEditorInput());
        Ui.await("the outline", () -> outline().stream().anyMatch(item -> item.startsWith("Classifier")));
        int offset = document.get().indexOf("4 ms)") + 2;

        replace(offset, 2, "mV");

        Ui.await("a marker", () -> markers().length == 1);
        IMarker marker = markers()[0];
        assertEquals(IMarker.SEVERITY_ERROR, marker.getAttribute(IMarker.SEVERITY));
        assertEquals(document.getLineOfOffset(offset) + 1, marker.getAttribute(IMarker.LINE_NUMBER));
        assertTrue(marker.getAttribute(IMarker.MESSAGE, "").contains("Time"), marker.getAttribute(IMarker.MESSAGE, ""));
        Ui.await("a squiggle", () -> errors(annotations).size() == 1);
        int shown = annotations.getPosition(errors(annotations).getFirst()).getOffset();
        assertEquals(document.getLineOfOffset(offset), document.getLineOfOffset(shown));
        page.showView(IPageLayout.ID_PROBLEM_VIEW);
        Ui.await("a group of problems", () -> problems().stream().anyMatch(row -> row.startsWith("Errors (1 item)")));
        Widgets.find(Widgets.control(page.findView(IPageLayout.ID_PROBLEM_VIEW)), Tree.class).ifPresent(Widgets::expand);
        Ui.await("the mistake among the problems", () -> problems().stream().anyMatch(row -> row.contains("Time")));
        page.activate(editor);
        editor.selectAndReveal(offset, 0);
        Screenshot.save(window.getShell(), "editor-mistake");

        run("org.eclipse.ui.edit.undo");

        Ui.await("no marker", () -> markers().length == 0);
        Ui.await("no squiggle", () -> errors(annotations).isEmpty());
        assertFalse(document.get().contains("mV"));
    }

    @Test
    void coloursWordsAtOnce() {
        StyleRange keyword = text.getStyleRangeAtOffset(document.get().indexOf("network Classifier"));
        StyleRange comment = text.getStyleRangeAtOffset(3);
        assertNotNull(keyword);
        assertNotNull(comment);
        assertEquals(SWT.BOLD, keyword.fontStyle);
        assertFalse(keyword.foreground.equals(comment.foreground));
    }

    @Test
    void coloursNamesByWhatTheyName() {
        int neuron = document.get().indexOf("Leaky(");
        Ui.await("a colour for neurons", () -> text.getStyleRangeAtOffset(neuron) != null && text.getStyleRangeAtOffset(neuron).foreground != null);
        assertEquals(text.getStyleRangeAtOffset(document.get().indexOf("Classifier {")).foreground, text.getStyleRangeAtOffset(neuron).foreground);
        assertFalse(text.getStyleRangeAtOffset(neuron).foreground.equals(text.getStyleRangeAtOffset(document.get().indexOf("Learn {")).foreground));

        replace(0, 0, "\n");

        assertEquals(text.getStyleRangeAtOffset(document.get().indexOf("Classifier {")).foreground,
                text.getStyleRangeAtOffset(document.get().indexOf("Leaky(")).foreground);
    }

    @Test
    void showsShapesBehindNodes() throws Exception {
        int behind = document.get().indexOf("hidden =") + "hidden".length();
        editor.selectAndReveal(behind, 0);
        Ui.await("room for a shape", () -> Arrays.stream(text.getStyleRanges(behind - 1, 3)).anyMatch(range -> range.metrics != null));
        Screenshot.save(window.getShell(), "editor-hints");
    }

    @Test
    void foldsDeclarations() throws Exception {
        int start = document.getLineOffset(document.getLineOfOffset(document.get().indexOf("network Classifier")));
        Ui.await("a fold at the network", () -> fold(start) != null);
        ProjectionAnnotationModel folds = folds();
        String folded = document.get(start, folds.getPosition(fold(start)).getLength());
        assertTrue(folded.endsWith("output readout\n}\n"), folded);
        int lines = text.getLineCount();

        editor.selectAndReveal(document.get().indexOf("chip Mesh128"), 0);
        folds.collapse(fold(start));

        Ui.await("fewer lines", () -> text.getLineCount() == lines - (int) folded.lines().count() + 1);
        Screenshot.save(window.getShell(), "editor-folded");
        replace(0, 0, "\n");
        Ui.await("a fold where the network is now", () -> fold(start + 1) != null && fold(start + 1).isCollapsed());
        folds.expand(fold(start + 1));
        Ui.await("all lines", () -> text.getLineCount() == lines + 1);
    }

    private ProjectionAnnotationModel folds() {
        return ((ProjectionViewer) editor.getAdapter(ITextViewer.class)).getProjectionAnnotationModel();
    }

    private ProjectionAnnotation fold(int start) {
        ProjectionAnnotationModel folds = folds();
        return StreamSupport.stream(((Iterable<Annotation>) folds::getAnnotationIterator).spliterator(), false)
                .filter(annotation -> folds.getPosition(annotation).getOffset() == start).map(ProjectionAnnotation.class::cast)
                .findFirst().orElse(null);
    }

    @Test
    void renamesInEditorsAndOnDisk() throws Exception {
        IFile other = project.getFile("other.spike");
        other.create("package other\n\nimport digits.*\n\nevaluate Again { network Classifier from Learn data Glyphs }\n".getBytes(), IResource.FORCE, null);
        Ui.await("the outline", () -> !outline().isEmpty());
        editor.selectAndReveal(document.get().indexOf("network Classifier") + 10, 0);
        page.activate(editor);
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("Rename", dialog -> {
            Widgets.find(dialog, Text.class).orElseThrow().setText("Reader");
            Ui.await("leave to rename", () -> Dialogs.button(dialog, "OK").isEnabled());
            Dialogs.save(dialog, "editor-rename");
            Dialogs.press(dialog, "OK");
        });

        run("org.spikewright.editor.ui.rename");

        dialogs.rethrow();
        assertFalse(document.get().contains("Classifier"));
        assertTrue(editor.isDirty());
        assertTrue(other.readString().contains("network Reader from Learn"), other.readString());
        Ui.await("what is right to stay so", () -> outline().stream().anyMatch(item -> item.startsWith("Reader")) && markers().length == 0);
    }

    @Test
    void listsReferences() throws Exception {
        Ui.await("the outline", () -> !outline().isEmpty());
        editor.selectAndReveal(document.get().indexOf("train Learn") + 7, 0);
        page.activate(editor);
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("References", dialog -> {
            Table places = Widgets.find(dialog, Table.class).orElseThrow();
            Dialogs.save(dialog, "editor-references");
            assertTrue(Arrays.stream(places.getItems()).map(TableItem::getText)
                    .anyMatch(place -> place.startsWith("digits.spike:") && place.endsWith("network Classifier from Learn")));
            places.select(0);
            Dialogs.press(dialog, "OK");
        });

        run("org.spikewright.editor.ui.references");

        dialogs.rethrow();
        assertEquals("Learn", ((ITextSelection) editor.getSelectionProvider().getSelection()).getText());
    }

    @Test
    void completesALossAndExplainsIt() throws Exception {
        Ui.await("the outline", () -> !outline().isEmpty());
        int offset = document.get().indexOf("crossEntropy");
        editor.selectAndReveal(offset, 0);
        Ui.await("coloured names", () -> text.getStyleRangeAtOffset(offset) != null && text.getStyleRangeAtOffset(offset).foreground != null);
        Ui.await("what stands above jobs", () -> text.getLineVerticalIndent(text.getLineAtOffset(document.get().indexOf("train Learn"))) > 0);
        replace(offset, "crossEntropy".length(), "cross");
        editor.selectAndReveal(offset + "cross".length(), 0);
        page.activate(editor);

        Ui.await("proposals", () -> {
            if (proposals() == null) { // the editor's folding, which comes late, closes them once
                propose();
            }
            return proposals() != null && proposals().getItemCount() == 3;
        });
        Table table = proposals();
        assertTrue(table.getItem(0).getText().startsWith("crossEntropy"), table.getItem(0).getText());
        Ui.await("the description", () -> shells().stream().anyMatch(shell -> shell != window.getShell() && shown(shell).contains("softmax")));
        Screenshot.save(window.getShell(), "editor-completion");
        table.notifyListeners(SWT.DefaultSelection, new Event());
        Ui.await("the chosen loss", () -> document.get().contains("loss crossEntropy"));
    }

    @Test
    void opensDefinitionsInTheLibrary() throws Exception {
        Ui.await("the outline", () -> !outline().isEmpty());
        editor.selectAndReveal(document.get().indexOf("Leaky(") + 2, 0);
        page.activate(editor);

        run("org.eclipse.ui.edit.text.open.hyperlink");

        Ui.await("the library", () -> page.getActiveEditor() != editor && page.getActiveEditor().getTitle().equals("neuron.spike"));
        ITextEditor library = (ITextEditor) page.getActiveEditor();
        assertFalse(library.isDirty());
        Screenshot.save(window.getShell(), "editor-definition");
    }

    @Test
    void explainsAStageUnderThePointer() throws Exception {
        Ui.await("the outline", () -> !outline().isEmpty());
        int offset = document.get().indexOf("dense(256)") + 2;
        editor.selectAndReveal(offset, 0);
        page.activate(editor);

        run("org.eclipse.ui.edit.text.showInformation");

        Ui.await("the explanation", () -> shells().stream().anyMatch(shell -> Widgets.all(shell, StyledText.class).stream()
                .anyMatch(shown -> shown.getText().contains("learns 200,960 parameters"))));
        Screenshot.save(window.getShell(), "editor-hover");
    }

    @Test
    void formatsInOneStep() throws Exception {
        Ui.await("the outline", () -> !outline().isEmpty());
        String tidy = document.get();
        String untidy = tidy.replace("\tepochs 5\n\tseed 1", " epochs   5\n\n\n\n\t\tseed 1 ").replace("flatten ->", "flatten->");
        document.set(untidy);
        page.activate(editor);

        run("org.spikewright.editor.ui.format");

        Ui.await("the usual layout", () -> document.get().equals(tidy.replace("epochs 5\n", "epochs 5\n\n")));
        Ui.await("something to undo", () -> window.getService(ICommandService.class).getCommand("org.eclipse.ui.edit.undo").isEnabled());
        run("org.eclipse.ui.edit.undo");
        assertEquals(untidy, document.get());
    }

    @Test
    void fixesAMistake() throws Exception {
        Ui.await("the outline", () -> !outline().isEmpty());
        String right = document.get();
        replace(right.indexOf("crossEntropy"), "crossEntropy".length(), "crossEntropi");
        Ui.await("a marker", () -> markers().length == 1);

        IMarkerResolution[] fixes = IDE.getMarkerHelpRegistry().getResolutions(markers()[0]);

        assertEquals(List.of("Replace by 'crossEntropy'"), Arrays.stream(fixes).map(IMarkerResolution::getLabel).toList());
        fixes[0].run(markers()[0]);
        assertEquals(right, document.get());
        Ui.await("no marker", () -> markers().length == 0);
    }

    private void replace(int offset, int length, String by) {
        text.replaceTextRange(offset, length, by);
    }

    private IMarker[] markers() {
        try {
            return file.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO);
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Annotation> errors(IAnnotationModel model) {
        Iterator<Annotation> all = model.getAnnotationIterator();
        return StreamSupport.stream(((Iterable<Annotation>) () -> all).spliterator(), false)
                .filter(annotation -> annotation instanceof MarkerAnnotation && annotation.getType().contains("error")).toList();
    }

    private List<String> outline() {
        return trees(page.findView(IPageLayout.ID_OUTLINE));
    }

    private List<String> problems() {
        return trees(page.findView(IPageLayout.ID_PROBLEM_VIEW));
    }

    private static List<String> trees(IViewPart view) {
        return view == null ? List.of() : Widgets.texts(Widgets.control(view));
    }

    private static List<Shell> shells() {
        return Arrays.stream(Display.getCurrent().getShells()).filter(Shell::isVisible).toList();
    }

    private Table proposals() {
        return shells().stream().filter(shell -> shell != window.getShell()).flatMap(shell -> Widgets.find(shell, Table.class).stream())
                .findFirst().orElse(null);
    }

    private static String shown(Shell shell) {
        return Widgets.find(shell, StyledText.class).map(StyledText::getText).orElse("");
    }

    private void propose() {
        try {
            run("org.eclipse.ui.edit.text.contentAssist.proposals");
        } catch (CommandException e) {
            throw new AssertionError(e);
        }
    }

    private void run(String command) throws CommandException {
        window.getService(IHandlerService.class).executeCommand(command, null);
    }
}
