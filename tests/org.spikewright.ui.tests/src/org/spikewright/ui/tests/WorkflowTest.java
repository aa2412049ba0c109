package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IPageLayout;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
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
import org.spikewright.testing.Repository;
import org.spikewright.testing.ui.Screenshot;
import org.spikewright.testing.ui.Ui;
import org.spikewright.testing.ui.WorkbenchLog;

/** From an example to a chip, as a user goes. */
class WorkflowTest {

    private static final String RUNS = "org.spikewright.record.ui.runs";
    private static final String FLOOR_PLAN = "org.spikewright.mapping.ui.floorPlan";
    /** What the edge of a core in use is drawn with. */
    private static final int CORE = 0x2563eb;
    private static final int CORE_IN_THE_DARK = 0x7aa7ff;
    private static final Duration RUN = Duration.ofSeconds(60);

    private final IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    private final IWorkbenchPage page = window.getActivePage();

    @BeforeEach
    void resetTheWindow() {
        page.resetPerspective();
    }

    @AfterEach
    void nothingWentWrongUnseen() throws IOException {
        WorkbenchLog.assertEmpty();
    }

    @AfterEach
    void deleteProjects() throws CoreException {
        page.closeAllEditors(false);
        for (IProject project : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
            project.delete(true, true, null);
        }
        Ui.await("the runs to go with their projects", () -> rows().isEmpty());
    }

    @Test
    void makesAProjectFromAnExample() throws Exception {
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("New Example Project", wizard -> {
            Text name = Widgets.all(wizard, Text.class).stream().filter(text -> text.getText().equals("digits")).findFirst().orElseThrow();
            name.setText("my digits");
            Dialogs.save(wizard, "wizard");
            Dialogs.press(wizard, "Finish");
        });

        run("org.eclipse.ui.newWizard", Map.of("newWizardId", "org.spikewright.ui.example"));

        dialogs.rethrow();
        IEditorPart editor = page.getActiveEditor();
        assertEquals("digits.spike", editor.getTitle());
        IFile file = ResourcesPlugin.getWorkspace().getRoot().getProject("my digits").getFile("digits.spike");
        assertEquals(Files.readString(Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike")),
                file.readString());
        Ui.await("no mistakes in a path with a space", () -> errors(file) < IMarker.SEVERITY_ERROR);
    }

    @Test
    void learnsAndMapsAModel() throws Exception {
        IFile model = smallModel();
        IEditorPart editor = IDE.openEditor(page, model);
        page.showView(RUNS);
        save(window.getShell(), "no-runs");
        page.activate(editor);

        run("org.spikewright.ui.run", Map.of("org.spikewright.ui.run.job", "Learn"));

        Ui.await("the run", () -> rows().size() == 1);
        save(window.getShell(), "running");
        Ui.await("its result", RUN, () -> rows().getFirst().contains("Learn: accuracy "));
        IFolder records = model.getParent().getFolder(IPath.fromOSString("runs"));
        assertTrue(records.exists() && records.isDerived());
        save(window.getShell(), "learnt");

        page.activate(editor);
        run("org.spikewright.ui.run", Map.of());

        Ui.await("the next run", () -> rows().size() == 2);
        Ui.await("its mapping", RUN, () -> rows().getFirst().contains("energy "));
        Control floor = Widgets.control(page.findView(FLOOR_PLAN));
        Ui.await("a drawn chip", () -> pixels(floor, CORE) > 200);
        save(window.getShell(), "mapped");
        save(floor, "floor-plan");

        IThemeEngine themes = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        String light = themes.getActiveTheme().getId();
        themes.setTheme("org.eclipse.e4.ui.css.theme.e4_dark", false);
        Ui.await("a chip in colours for a dark window", () -> pixels(floor, CORE_IN_THE_DARK) > 200);
        StyledText text = (StyledText) editor.getAdapter(Control.class);
        Ui.await("bright keywords", () -> text.getStyleRangeAtOffset(text.getText().indexOf("network")).foreground.getRed() > 0x70);
        save(window.getShell(), "mapped-dark");
        themes.setTheme(light, false);
        Ui.await("the chip in its first colours", () -> pixels(floor, CORE) > 200);
    }

    @Test
    void doesNotRunAModelWithMistakes() throws Exception {
        IFile model = smallModel();
        IEditorPart editor = IDE.openEditor(page, model);
        Ui.await("the outline", () -> Widgets.find(Widgets.control(page.findView(IPageLayout.ID_OUTLINE)), Tree.class)
                .filter(tree -> tree.getItemCount() > 0).isPresent());
        StyledText text = (StyledText) editor.getAdapter(Control.class);
        text.replaceTextRange(text.getText().indexOf("dense(64)"), "dense".length(), "dens");
        Ui.await("the mistake", () -> errors(model) == IMarker.SEVERITY_ERROR);
        page.activate(editor);
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("Run", message -> {
            save(window.getShell(), "run-refused");
            Dialogs.press(message, "OK");
        });

        run("org.spikewright.ui.run", Map.of());

        dialogs.rethrow();
        assertEquals(List.of(), rows());
    }

    @Test
    void cancelsARun() throws Exception {
        IFile model = smallModel();
        makeLong(model);
        page.activate(IDE.openEditor(page, model));
        run("org.spikewright.ui.run", Map.of("org.spikewright.ui.run.job", "Learn"));
        Ui.await("its progress", () -> rows().size() == 1 && rows().getFirst().contains("epoch 2"));

        Widgets.press(page.findView(RUNS), "Cancel the selected run");

        Ui.await("its end", RUN, () -> rows().getFirst().contains("cancelled"));
        assertFalse(rows().getFirst().contains("%"), rows().getFirst());
    }

    @Test
    void deletesAProjectWhoseModelRuns() throws Exception {
        IFile model = smallModel();
        makeLong(model);
        page.activate(IDE.openEditor(page, model));
        run("org.spikewright.ui.run", Map.of("org.spikewright.ui.run.job", "Learn"));
        Ui.await("its progress", () -> rows().size() == 1 && rows().getFirst().contains("epoch 2"));
        Path folder = Path.of(model.getProject().getLocation().toOSString());
        page.closeAllEditors(false);

        model.getProject().delete(true, true, null);

        Ui.await("the run to go with its project", () -> rows().isEmpty());
        assertFalse(Files.exists(folder));
    }

    @Test
    void asksBeforeClosingEndsARun() throws Exception {
        IFile model = smallModel();
        makeLong(model);
        page.activate(IDE.openEditor(page, model));
        run("org.spikewright.ui.run", Map.of("org.spikewright.ui.run.job", "Learn"));
        Ui.await("its progress", () -> rows().size() == 1 && rows().getFirst().contains("epoch 2"));
        IWorkbench workbench = PlatformUI.getWorkbench();
        Dialogs dialogs = new Dialogs(window);
        dialogs.whenOpen("Close Spikewright", question -> {
            assertTrue(Widgets.all(question, Label.class).stream().anyMatch(label -> label.getText().contains("Learn of small.spike, for ")));
            Dialogs.save(question, "close-question");
            Dialogs.press(question, "Keep Running");
        });

        assertFalse(workbench.close());

        dialogs.rethrow();
        assertTrue(rows().getFirst().contains("epoch"), rows().getFirst());

        List<String> left = new ArrayList<>();
        IWorkbenchListener stay = new IWorkbenchListener() {
            @Override
            public boolean preShutdown(IWorkbench closing, boolean isForced) {
                Ui.handlePendingEvents(); // the table shows what it has been told
                left.addAll(rows());
                return false; // this test goes on in the same window
            }

            @Override
            public void postShutdown(IWorkbench closed) {
                // it is not
            }
        };
        workbench.addWorkbenchListener(stay);
        Dialogs again = new Dialogs(window);
        again.whenOpen("Close Spikewright", question -> Dialogs.press(question, "End Run and Close"));
        assertFalse(workbench.close());
        workbench.removeWorkbenchListener(stay);
        again.rethrow();
        assertTrue(left.size() == 1 && left.getFirst().contains("cancelled"), left.toString());
    }

    @Test
    void runsAJobFromAboveIt() throws Exception {
        IFile model = smallModel();
        IEditorPart editor = IDE.openEditor(page, model);
        page.activate(editor);
        StyledText text = (StyledText) editor.getAdapter(Control.class);
        int line = text.getLineAtOffset(text.getText().indexOf("train Learn"));
        ((ITextEditor) editor).selectAndReveal(text.getOffsetAtLine(line), 0);
        Ui.await("room above the job", () -> text.getLineVerticalIndent(line) > 0);
        save(window.getShell(), "editor-lenses");
        Event click = new Event();
        click.x = text.getLocationAtOffset(text.getOffsetAtLine(line)).x + 5;
        click.y = text.getLinePixel(line) + 5;
        click.button = 1;

        List.of(SWT.MouseMove, SWT.MouseDown, SWT.MouseUp).forEach(type -> text.notifyListeners(type, click));

        Ui.await("its result", RUN, () -> rows().size() == 1 && rows().getFirst().contains("Learn: accuracy "));
    }

    /** Gives a model a training of minutes, whose epochs can be followed. */
    private static void makeLong(IFile model) throws Exception {
        String text = model.readString().replace("epochs 4", "epochs 500").replace("train 1000", "train 20000");
        assertTrue(text.contains("epochs 500") && text.contains("train 20000"), text);
        model.setContents(text.getBytes(model.getCharset()), IResource.FORCE, null);
    }

    private static IFile smallModel() throws CoreException, IOException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("small");
        project.create(null);
        project.open(null);
        IFile file = project.getFile("small.spike");
        file.create(Files.readAllBytes(Repository.root().resolve("tests/org.spikewright.ui.tests/models/small.spike")), IResource.FORCE,
                null);
        return file;
    }

    private List<String> rows() {
        IViewPart runs = page.findView(RUNS);
        return runs == null || Widgets.control(runs) == null ? List.of() : Widgets.texts(Widgets.control(runs));
    }

    private static int errors(IFile file) {
        try {
            return file.findMaxProblemSeverity(IMarker.PROBLEM, true, IResource.DEPTH_ZERO);
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    private static long pixels(Control control, int colour) {
        try {
            ImageData picture = Screenshot.save(control, "floor-plan");
            return IntStream.range(0, picture.width * picture.height)
                    .map(i -> picture.getPixel(i % picture.width, i / picture.width)).mapToObj(picture.palette::getRGB)
                    .filter(rgb -> (rgb.red << 16 | rgb.green << 8 | rgb.blue) == colour).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void save(Control control, String name) {
        try {
            Screenshot.save(control, name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void run(String id, Map<String, String> parameters) throws CommandException {
        Command command = window.getService(ICommandService.class).getCommand(id);
        window.getService(IHandlerService.class).executeCommand(ParameterizedCommand.generateCommand(command, parameters), null);
    }
}
