package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spikewright.testing.Repository;
import org.spikewright.testing.ui.Screenshot;
import org.spikewright.testing.ui.Ui;
import org.spikewright.testing.ui.WorkbenchLog;

/** What is wrong with a model can be read: under the pointer, and in the Problems view. */
class FindingsTest {

    private final IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    private final IWorkbenchPage page = window.getActivePage();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("findings");
    private IFile file;
    private IDocument document;
    private StyledText text;

    @BeforeEach
    void openAModelWithMistakes() throws Exception {
        page.resetPerspective();
        project.create(null);
        project.open(null);
        file = project.getFile("digits.spike");
        String digits = Files.readString(Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike"));
        file.create(digits.replace("-> flatten ", "").replace("loss crossEntropy", "loss crossEntropyy").getBytes(), IResource.FORCE, null);
        ITextEditor editor = (ITextEditor) IDE.openEditor(page, file);
        document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        text = (StyledText) editor.getAdapter(Control.class);
        page.activate(editor);
        Ui.await("two findings", () -> markers().length == 2);
        editor.selectAndReveal(document.get().indexOf("dense(256)"), 0);
        Ui.await("a squiggle", () -> Arrays.stream(text.getStyleRanges()).anyMatch(style -> style.underline));
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
    void aHoverSaysTheWholeSentence() throws Exception {
        String sentence = Arrays.stream(markers()).map(marker -> marker.getAttribute(IMarker.MESSAGE, "")).filter(message -> message.contains("flatten"))
                .findFirst().orElseThrow();
        Point place = text.getLocationAtOffset(document.get().indexOf("dense(256)") + 2);
        hover(place);

        Ui.await("a hover with the finding", () -> hovers().stream().anyMatch(shown -> shown.getText().contains(sentence + "  [SW301]")));

        StyledText shown = hovers().stream().filter(area -> area.getText().contains(sentence)).findFirst().orElseThrow();
        assertTrue(shown.getText().contains("function dense(units : Count, bias : Truth = true) : Layer"), shown.getText());
        assertTrue(shown.getWordWrap());
        int last = shown.getText().length() - 1;
        Rectangle seen = shown.getClientArea();
        Rectangle all = shown.getTextBounds(0, last);
        assertTrue(all.x >= seen.x && all.x + all.width <= seen.x + seen.width, all + " in " + seen);
        assertTrue(all.y + all.height <= seen.y + seen.height && all.height > seen.height / 2, all + " in " + seen);
        assertFalse(shown.getParent().getBackground().equals(shown.getBackground()), "a frame");
        Screenshot.save(window.getShell(), "hover-error");
    }

    @Test
    void aHoverOfANodeSaysWhatItLearns() throws Exception {
        text.replaceTextRange(document.get().indexOf("dense(256)"), 0, "flatten -> ");
        Ui.await("one finding", () -> markers().length == 1);
        Point place = text.getLocationAtOffset(document.get().indexOf("hidden =") + 2);
        hover(place);
        Ui.await("a hover", () -> hovers().stream().anyMatch(shown -> shown.getText().contains("learns 200,960 parameters")));
        Screenshot.save(window.getShell(), "hover-node");
    }

    private void hover(Point place) {
        window.getShell().forceActive();
        Ui.await("the window to be the active one", () -> Display.getCurrent().getActiveShell() == window.getShell());
        Point there = text.toDisplay(place.x + 2, place.y + 4);
        for (int step = 5; step >= 0; step--) {
            Event pointer = new Event();
            pointer.type = SWT.MouseMove;
            pointer.x = there.x - step;
            pointer.y = there.y;
            Display.getCurrent().post(pointer);
            Ui.handlePendingEvents();
        }
        for (int type : List.of(SWT.MouseEnter, SWT.MouseMove, SWT.MouseHover)) {
            Event event = new Event();
            event.x = place.x + 2;
            event.y = place.y + 4;
            text.notifyListeners(type, event);
        }
    }

    private List<StyledText> hovers() {
        return Arrays.stream(Display.getCurrent().getShells()).filter(shell -> shell.isVisible() && shell != window.getShell())
                .flatMap((Shell shell) -> Widgets.all(shell, StyledText.class).stream()).toList();
    }

    @Test
    void problemsShowSeverityCodeAndTheWholeSentence() throws Exception {
        text.replaceTextRange(document.get().indexOf("network Classifier {"), 0, "neuron Unused {\n\tparameter tau : Time = 5 ms\n\tstate v : Real = 0\n\tinput I : Real\n\toutput v\n}\n\n");
        page.showView(IPageLayout.ID_PROBLEM_VIEW);
        Tree tree = Widgets.find(Widgets.control(page.findView(IPageLayout.ID_PROBLEM_VIEW)), Tree.class).orElseThrow();
        Ui.await("the groups, open", () -> tree.getItemCount() > 0 && tree.getItem(0).getExpanded() && tree.getItem(0).getItemCount() == 3
                && !tree.getItem(0).getItem(0).getText().isEmpty());
        int code = Arrays.stream(tree.getColumns()).map(column -> column.getText()).toList().indexOf("Code");
        assertTrue(code > 0);
        assertEquals(1, indexOf(tree.getColumnOrder(), code));
        TreeItem item = row(tree, code);
        String sentence = Arrays.stream(markers()).filter(marker -> marker.getAttribute(IMarker.MESSAGE, "").contains("flatten")).findFirst()
                .orElseThrow().getAttribute(IMarker.MESSAGE, "");
        assertEquals(sentence, item.getText());
        assertIsAnImage(item.getImage());
        assertIsAnImage(tree.getItem(0).getImage());
        Ui.await("the whole sentence under the pointer", () -> {
            Event move = new Event();
            Rectangle row = row(tree, code).getBounds(0);
            move.x = row.x + 120;
            move.y = row.y + 4;
            tree.notifyListeners(SWT.MouseMove, move);
            return sentence.equals(tree.getToolTipText());
        });
        Screenshot.save(window.getShell(), "problems");
    }

    private static TreeItem row(Tree tree, int code) {
        Ui.await("the finding", () -> Arrays.stream(tree.getItem(0).getItems()).anyMatch(row -> row.getText(code).equals("SW301")));
        return Arrays.stream(tree.getItem(0).getItems()).filter(row -> row.getText(code).equals("SW301")).findFirst().orElseThrow();
    }

    private static int indexOf(int[] values, int value) {
        return Arrays.stream(values).boxed().toList().indexOf(value);
    }

    private static void assertIsAnImage(Image image) {
        assertNotNull(image);
        ImageData missing = ImageDescriptor.getMissingImageDescriptor().getImageData(100);
        assertFalse(Arrays.equals(missing.data, image.getImageData().data), "the square of a missing image");
    }

    private IMarker[] markers() {
        try {
            return file.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO);
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }
}
