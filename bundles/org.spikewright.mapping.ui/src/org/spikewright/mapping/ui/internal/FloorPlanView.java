package org.spikewright.mapping.ui.internal;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.RunRecord;
import org.spikewright.workspace.Run;
import org.spikewright.workspace.RunListener;
import org.spikewright.workspace.Runs;

/** The chip of the selected run from above: what lies on which core, and how busy cores and links are. */
public final class FloorPlanView extends ViewPart implements ISelectionListener, RunListener {

    private static final String NOTHING = "Nothing is mapped yet.\n\nRun a map job, or select a run with one in the Runs view; "
            + "its chip is drawn here.";

    /** Its selection counts even when it is not the active part. */
    private static final String RUNS_VIEW = "org.spikewright.record.ui.runs";

    private final Runs runs = PlatformUI.getWorkbench().getService(Runs.class);
    private FloorPlanCanvas canvas;
    private Run shown;

    @Override
    public void createPartControl(Composite parent) {
        canvas = new FloorPlanCanvas(parent, SWT.NONE);
        canvas.say(NOTHING);
        getSite().getPage().addSelectionListener(this);
        getSite().getPage().addSelectionListener(RUNS_VIEW, this);
        runs.addListener(this);
        selectionChanged(this, getSite().getPage().getSelection(RUNS_VIEW));
    }

    @Override
    public void selectionChanged(IWorkbenchPart part, ISelection selection) {
        if (selection instanceof IStructuredSelection structured && structured.getFirstElement() instanceof Run run) {
            show(run);
        }
    }

    private void show(Run run) {
        shown = run;
        if (run.isRunning()) {
            canvas.say("The run is still going on; its chip is drawn here once it has ended.");
        } else if (run.record().isEmpty() || !show(run, run.record().get())) {
            canvas.say("This run of " + run.model() + " mapped nothing onto a chip.");
        }
    }

    private boolean show(Run run, RunRecord record) {
        try {
            for (String job : record.manifest().jobs()) {
                Optional<ChipRecord> chip = record.chip(job);
                if (chip.isPresent()) {
                    canvas.show(Caption.of(run.model(), job, chip.get(), record.metrics().get(job)), chip.get());
                    return true;
                }
            }
        } catch (IOException e) {
            ILog.of(FloorPlanView.class).error("The record in " + record.folder() + " cannot be read.", e);
        }
        return false;
    }

    @Override
    public void added(Run run) {
        // it is shown when it is selected
    }

    @Override
    public void removed(Run run) {
        PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
            if (run == shown && !canvas.isDisposed()) {
                shown = null;
                canvas.say(NOTHING);
            }
        });
    }

    @Override
    public void changed(Run run) {
        if (!run.isRunning()) {
            PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
                if (run == shown && !canvas.isDisposed()) {
                    show(run);
                }
            });
        }
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public void dispose() {
        getSite().getPage().removeSelectionListener(this);
        getSite().getPage().removeSelectionListener(RUNS_VIEW, this);
        runs.removeListener(this);
        super.dispose();
    }
}
