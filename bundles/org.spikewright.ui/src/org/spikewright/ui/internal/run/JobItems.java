package org.spikewright.ui.internal.run;

import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.workspace.Runs;

/** Menu items for the jobs of the chosen model, one for each. */
public final class JobItems extends CompoundContributionItem {

    @Override
    protected IContributionItem[] getContributionItems() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        List<String> jobs = page == null ? List.of() : ChosenModel.in(page).map(JobItems::jobs).orElse(List.of());
        return jobs.stream().map(job -> item(window, job)).toArray(IContributionItem[]::new);
    }

    private static List<String> jobs(IFile model) {
        try {
            return Runs.names(model);
        } catch (UnreadableModelException _) {
            return List.of(); // the editor says what is wrong with it
        }
    }

    private static IContributionItem item(IWorkbenchWindow window, String job) {
        CommandContributionItemParameter item = new CommandContributionItemParameter(window, null, RunHandler.COMMAND,
                CommandContributionItem.STYLE_PUSH);
        item.label = job;
        item.parameters = Map.of(RunHandler.JOB, job);
        return new CommandContributionItem(item);
    }
}
