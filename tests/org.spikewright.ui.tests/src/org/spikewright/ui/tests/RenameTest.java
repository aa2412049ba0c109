package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
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
import org.spikewright.testing.ui.Ui;
import org.spikewright.testing.ui.WorkbenchLog;

/** A name is changed in all files at once, seen before, and taken back at once. */
class RenameTest {

    private static final String CELLS = "package cells\n\nneuron Cell {\n\tstate v : Real = 0\n\tinput I : Real\n\tdv/dt = (I - v) / 5 ms\n\toutput v\n}\n"
            + "\nnetwork Pair {\n\tinput x : [4]\n\ty = x -> Cell -> Cell\n\toutput y\n}\n\nneuron Other {\n\tinput I : Real\n\toutput I\n}\n";
    private static final String NET = "package net\n\nimport cells.Cell\n\nnetwork N {\n\tinput x : [4]\n\ty = x -> Cell -> dense(2) -> Cell\n\toutput y\n}\n";

    private final IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    private final IWorkbenchPage page = window.getActivePage();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("renaming");
    private IFile cells;
    private IFile net;
    private ITextEditor editor;
    private IDocument document;

    @BeforeEach
    void openOneOfTwoFiles() throws CoreException {
        project.create(null);
        project.open(null);
        cells = project.getFile("cells.spike");
        cells.create(CELLS.getBytes(), IResource.FORCE, null);
        net = project.getFile("net.spike");
        net.create(NET.getBytes(), IResource.FORCE, null);
        editor = (ITextEditor) IDE.openEditor(page, cells);
        document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        Ui.await("the outline", () -> page.findView(IPageLayout.ID_OUTLINE) != null
                && !Widgets.texts(Widgets.control(page.findView(IPageLayout.ID_OUTLINE))).isEmpty());
        editor.selectAndReveal(CELLS.indexOf("Cell") + 2, 0);
        page.activate(editor);
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
    void showsWhatItChangesAndTakesItBackEverywhere() throws Exception {
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("Rename", dialog -> {
            name(dialog, "Unit");
            Ui.await("leave to look", () -> Dialogs.button(dialog, "Preview >").isEnabled());
            Dialogs.press(dialog, "Preview >");
            Ui.await("both files", () -> shown(dialog).stream().anyMatch(row -> row.contains("cells.spike"))
                    && shown(dialog).stream().anyMatch(row -> row.contains("net.spike")));
            Ui.await("what it becomes", () -> Widgets.all(dialog, StyledText.class).stream().anyMatch(area -> area.getText().contains("Unit -> Unit")));
            Dialogs.save(dialog, "rename-preview");
            assertEquals(NET, content(net), "nothing is changed yet");
            Dialogs.press(dialog, "OK");
        });
        run("org.spikewright.editor.ui.rename");
        dialogs.rethrow();
        assertEquals(CELLS.replace("Cell", "Unit").replace("package Units", "package cells"), document.get());
        assertEquals(NET.replace("cells.Cell", "cells.Unit").replace("-> Cell", "-> Unit"), content(net));
        Ui.await("names that mean something", () -> unknownNames() == 0);

        Dialogs question = new Dialogs(window);
        question.whenOpen("Undo", dialog -> Dialogs.press(dialog, "OK"));
        run("org.eclipse.ui.edit.undo");

        Ui.await("both files as they were", () -> document.get().equals(CELLS) && content(net).equals(NET));
        Ui.await("names that mean something", () -> unknownNames() == 0);
        question.whenOpen("Redo", dialog -> Dialogs.press(dialog, "OK"));
        run("org.eclipse.ui.edit.redo");
        Ui.await("both files renamed again", () -> document.get().contains("neuron Unit") && content(net).contains("cells.Unit"));
    }

    @Test
    void oneUndoTakesBackAllPlacesOfAFile() throws Exception {
        net.delete(true, null);
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("Rename", dialog -> {
            name(dialog, "Unit");
            Ui.await("leave to rename", () -> Dialogs.button(dialog, "OK").isEnabled());
            Dialogs.press(dialog, "OK");
        });
        run("org.spikewright.editor.ui.rename");
        dialogs.rethrow();
        assertTrue(document.get().contains("neuron Unit") && document.get().contains("x -> Unit -> Unit"), document.get());

        run("org.eclipse.ui.edit.undo");

        assertEquals(CELLS, document.get());
    }

    @Test
    void saysBeforeOkWhyANameCannotBe() throws Exception {
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("Rename", dialog -> {
            name(dialog, "Other");
            Ui.await("the reason", () -> labels(dialog).stream().anyMatch(text -> text.startsWith("There is a 'Other' already")));
            assertFalse(Dialogs.button(dialog, "OK").isEnabled());
            Dialogs.save(dialog, "rename-refused");
            name(dialog, "network");
            Ui.await("the other reason", () -> labels(dialog).stream().anyMatch(text -> text.contains("is a word of the language")));
            assertFalse(Dialogs.button(dialog, "OK").isEnabled());
            name(dialog, "Unit");
            Ui.await("leave to rename", () -> Dialogs.button(dialog, "OK").isEnabled());
            Dialogs.press(dialog, "Cancel");
        });

        run("org.spikewright.editor.ui.rename");

        dialogs.rethrow();
        assertEquals(CELLS, document.get());
        assertEquals(NET, content(net));
    }

    private static void name(Shell dialog, String name) {
        Widgets.find(dialog, Text.class).orElseThrow().setText(name);
    }

    private static List<String> shown(Shell dialog) {
        return Widgets.find(dialog, Tree.class).map(Widgets::texts).orElse(List.of());
    }

    private static List<String> labels(Shell dialog) {
        return Stream.concat(Widgets.all(dialog, Label.class).stream().map(Label::getText),
                Widgets.all(dialog, Text.class).stream().map(Text::getText)).toList();
    }

    private int unknownNames() {
        try {
            return (int) Arrays.stream(project.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_INFINITE))
                    .filter(marker -> marker.getAttribute("org.spikewright.editor.ui.code", "").equals("SW101")).count();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    private static String content(IFile file) {
        try {
            return file.readString();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    private void run(String command) throws CommandException {
        // Without a window manager, a dialog that closes need not leave the focus where it was.
        window.getShell().forceActive();
        window.getActivePage().getActiveEditor().setFocus();
        Ui.await("a use for " + command, () -> window.getService(ICommandService.class).getCommand(command).isEnabled());
        window.getService(IHandlerService.class).executeCommand(command, null);
    }
}
