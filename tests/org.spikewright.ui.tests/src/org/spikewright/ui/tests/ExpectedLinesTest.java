package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spikewright.testing.ui.Screenshot;
import org.spikewright.testing.ui.Ui;
import org.spikewright.testing.ui.WorkbenchLog;

/** Lines that a run does not meet are marked as errors, until their job runs again or they are changed. */
class ExpectedLinesTest {

    private static final String TYPE = "org.spikewright.workspace.unmet";
    private static final String MODEL = """
            package expected

            network Given { population G : given([[1 ms, 2 ms], [3 ms]]) [2] }

            simulate First {
            	network Given
            	time 10 ms
            	expect spikes(G) == 4
            	expect spikes(G) <= 3
            	expect rate(G)
            		> 200 Hz
            }

            simulate Second {
            	network Given
            	time 10 ms
            	expect spikes(G) < 3
            }
            """;

    private final IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("expected");
    private IFile file;
    private IDocument document;

    @BeforeEach
    void openModel() throws Exception {
        page.resetPerspective();
        project.create(null);
        project.open(null);
        file = project.getFile("expected.spike");
        file.create(MODEL.getBytes(), IResource.FORCE, null);
        ITextEditor editor = (ITextEditor) IDE.openEditor(page, file);
        document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
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

    /** Runs a job as the menu does, which saves the model first. */
    private void run(String job) throws Exception {
        ICommandService commands = PlatformUI.getWorkbench().getService(ICommandService.class);
        PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(ParameterizedCommand.generateCommand(
                commands.getCommand("org.spikewright.ui.run"), java.util.Map.of("org.spikewright.ui.run.job", job)), null);
    }

    private List<IMarker> markers() {
        try {
            return List.of(file.findMarkers(TYPE, false, IResource.DEPTH_ZERO));
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Long> marks() {
        return markers().stream().map(IMarker::getId).sorted().toList();
    }

    private List<String> marked() {
        return markers().stream()
                .map(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0) + " " + marker.getAttribute(IMarker.MESSAGE, "")).sorted().toList();
    }

    private void replace(String old, String now) throws Exception {
        document.replace(document.get().indexOf(old), old.length(), now);
    }

    @Test
    void linesThatDoNotHoldAreMarkedUntilTheyAreChangedOrRunAgain() throws Exception {
        run("First");
        List<String> both = List.of("10 expected rate(G) > 200 Hz, but it is 150 Hz, which misses 200 Hz by 50 Hz",
                "8 expected spikes(G) == 4, but it is 3, which misses 4 by 1");
        Ui.await("two lines of the first job", () -> marked().equals(both));
        IMarker count = markers().stream().filter(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0) == 8).findFirst().orElseThrow();
        assertEquals("spikes(G) == 4", document.get(count.getAttribute(IMarker.CHAR_START, 0),
                count.getAttribute(IMarker.CHAR_END, 0) - count.getAttribute(IMarker.CHAR_START, 0)));
        Screenshot.save(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), "expected-lines");

        replace("simulate Second", "// another\nsimulate Second");
        run("Second");
        Ui.await("that of the second job as well", () -> marked().size() == 3);
        assertEquals(both, marked().stream().filter(both::contains).toList(), "those of the first job stay");

        replace("spikes(G) == 4", "spikes(G) == 3");
        Ui.await("the line that was changed to be clear", () -> marked().size() == 2 && !marked().contains(both.getLast()));

        List<Long> before = marks();
        run("First");
        Ui.await("the run to mark what it does not meet, anew", () -> marked().stream().filter(line -> line.contains("rate(G)")).count() == 1
                && marked().size() == 2 && !marks().equals(before));
        replace("> 200 Hz", "> 100 Hz");
        replace("spikes(G) < 3", "spikes(G) < 4");
        Ui.await("no mark", () -> marked().isEmpty());
    }

    @Test
    void thePlaceAtWhichARunFailsIsMarked() throws Exception {
        replace("package expected\n", """
                package expected
                import std.neuron.*

                dataset Away { read idx("nowhere") encode rate(steps = 4) }
                network Small { input x : [1, 28, 28] y = x -> flatten -> dense(10) -> Integrator(tau = 10 ms) output y }
                train Learn { network Small data Away }
                """);
        run("Learn");
        Ui.await("the data set to be marked", () -> marked().size() == 1);
        assertTrue(marked().getFirst().startsWith("4 the files of 'Away' are not in "), marked()::toString);

        replace("idx(\"nowhere\")", "glyphs(height = 28, width = 28)");
        Ui.await("no mark on the line that was changed", () -> marked().isEmpty());
    }
}
