package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.navigator.CommonNavigator;
import org.eclipse.ui.navigator.resources.ProjectExplorer;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.spikewright.testing.ui.Screenshot;
import org.spikewright.testing.ui.Ui;
import org.spikewright.testing.ui.WorkbenchLog;
import org.spikewright.ui.SpikewrightUi;

class WorkbenchTest {

    private static final String MODEL = """
            package digits

            network Classifier {
            }
            """;

    private final IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    private final IWorkbenchPage page = window.getActivePage();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("digits");

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

    @Test
    void opensWithItsOwnPerspective() {
        assertEquals(SpikewrightUi.PERSPECTIVE, page.getPerspective().getId());
        assertTrue(window.getShell().getText().contains("Spikewright"), window.getShell().getText());
        assertNotNull(page.findView(ProjectExplorer.VIEW_ID));
    }

    @Test
    void opensAModelInTheGenericEditor() throws CoreException, IOException {
        IFile file = project.getFile("classifier.spike");
        file.create(MODEL.getBytes(StandardCharsets.UTF_8), IResource.FORCE, null);

        IEditorPart editor = IDE.openEditor(page, file);

        assertInstanceOf(ITextEditor.class, editor);
        assertEquals("org.eclipse.ui.genericeditor.GenericEditor", editor.getSite().getId());
        assertEquals(SpikewrightUi.CONTENT_TYPE, file.getContentDescription().getContentType().getId());
        CommonNavigator explorer = (CommonNavigator) page.findView(ProjectExplorer.VIEW_ID);
        explorer.selectReveal(new StructuredSelection(file));
        Ui.await("the model in the explorer", () -> !explorer.getCommonViewer().getStructuredSelection().isEmpty());
        ImageData picture = Screenshot.save(window.getShell(), "workbench");
        assertTrue(picture.width >= 1000 && picture.height >= 700, picture.width + " x " + picture.height);
    }
}
