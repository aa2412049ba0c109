package org.spikewright.ui.internal.example;

import java.lang.reflect.InvocationTargetException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;
import org.spikewright.workspace.Example;

/** Makes a project from an example, and opens its model. */
public final class ExampleWizard extends Wizard implements INewWizard {

    private final ExamplePage page = new ExamplePage();
    private IWorkbench workbench;

    @Override
    public void init(IWorkbench newWorkbench, IStructuredSelection selection) {
        workbench = newWorkbench;
        setWindowTitle("New Example Project");
        setNeedsProgressMonitor(true);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        Creation creation = new Creation(page.example(), page.project());
        try {
            getContainer().run(true, true, creation);
            IWorkbenchWindow window = workbench.getActiveWorkbenchWindow();
            BasicNewResourceWizard.selectAndReveal(creation.model, window);
            IDE.openEditor(window.getActivePage(), creation.model);
            return true;
        } catch (InvocationTargetException | CoreException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            StatusManager.getManager().handle(Status.error("The project cannot be made: " + cause.getMessage(), cause),
                    StatusManager.SHOW);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static final class Creation extends WorkspaceModifyOperation {

        private final Example example;
        private final IProject project;
        private volatile IFile model;

        Creation(Example example, IProject project) {
            this.example = example;
            this.project = project;
        }

        @Override
        protected void execute(IProgressMonitor monitor) throws CoreException {
            model = example.create(project, monitor);
        }
    }
}
