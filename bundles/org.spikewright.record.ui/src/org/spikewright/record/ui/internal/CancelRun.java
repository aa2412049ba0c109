package org.spikewright.record.ui.internal;

import java.util.function.Supplier;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.resource.ResourceLocator;
import org.spikewright.workspace.Run;

/** Stops a run; what it has reached stays in its record. */
final class CancelRun extends Action {

    private final Supplier<Run> selected;

    CancelRun(Supplier<Run> selected) {
        super("Cancel Run", ResourceLocator.imageDescriptorFromBundle("org.spikewright.record.ui", "icons/cancel.svg").orElse(null));
        this.selected = selected;
        setToolTipText("Cancel the selected run; what it has reached is kept");
    }

    @Override
    public void run() {
        selected.get().cancel();
    }
}
