package org.spikewright.ui.internal.run;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.part.FileEditorInput;
import org.spikewright.workspace.Runs;
import org.spikewright.workspace.RunMarkers;

/** Runs one job of a model, or all, having saved it. A model with errors is not run. */
public final class RunHandler extends AbstractHandler {

    /** The command's parameter: the job's name. */
    static final String JOB = "org.spikewright.ui.run.job";
    static final String COMMAND = "org.spikewright.ui.run";

    private static final String RUNS_VIEW = "org.spikewright.record.ui.runs";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        String job = event.getParameter(JOB);
        ChosenModel.in(page).ifPresent(model -> run(page, model, job));
        return null;
    }

    private static void run(IWorkbenchPage page, IFile model, String job) {
        try {
            IEditorPart editor = page.findEditor(new FileEditorInput(model));
            if (editor != null && !page.saveEditor(editor, false)) {
                return;
            }
            if (hasErrors(model)) {
                page.showView(IPageLayout.ID_PROBLEM_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
                MessageDialog.openError(page.getWorkbenchWindow().getShell(), "Run",
                        model.getName() + " has errors, so it cannot run yet. The Problems view lists them.");
                return;
            }
            PlatformUI.getWorkbench().getService(Runs.class).start(model, job == null ? List.of() : List.of(job));
            show(page);
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the check finds errors; what a run did not give as expected is no reason not to run again. */
    private static boolean hasErrors(IFile model) throws CoreException {
        for (IMarker marker : model.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO)) {
            if (!marker.getType().equals(RunMarkers.TYPE) && marker.getAttribute(IMarker.SEVERITY, IMarker.SEVERITY_INFO) == IMarker.SEVERITY_ERROR) {
                return true;
            }
        }
        return false;
    }

    private static void show(IWorkbenchPage page) throws PartInitException {
        if (PlatformUI.getWorkbench().getViewRegistry().find(RUNS_VIEW) != null) {
            page.showView(RUNS_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
        }
    }
}
