package org.spikewright.record.ui.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.statushandlers.StatusManager;
import org.spikewright.record.RunRecord;
import org.spikewright.report.Report;
import org.spikewright.workspace.Run;

/** Opens the report of a run in the browser. */
final class OpenReport extends Action {

    private final Supplier<Run> selected;

    OpenReport(Supplier<Run> selected) {
        super("Open Report", ResourceLocator.imageDescriptorFromBundle("org.spikewright.record.ui", "icons/report.svg").orElse(null));
        this.selected = selected;
        setToolTipText("Open the report of the selected run in the browser");
    }

    @Override
    public void run() {
        Run run = selected.get();
        if (run != null && run.record().isPresent()) {
            open(run.record().get());
        }
    }

    private static void open(RunRecord record) {
        try {
            Path report = Report.write(record);
            if (!Program.launch(report.toUri().toString())) {
                show("There is no browser to show the report; it lies in " + report, null);
            }
        } catch (IOException e) {
            show("The report cannot be written: " + e.getMessage(), e);
        }
    }

    private static void show(String message, IOException cause) {
        StatusManager.getManager().handle(Status.error(message, cause), StatusManager.SHOW);
    }
}
