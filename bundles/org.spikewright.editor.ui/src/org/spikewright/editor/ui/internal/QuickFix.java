package org.spikewright.editor.ui.internal;

import org.eclipse.core.resources.IMarker;
import org.eclipse.ui.IMarkerResolution;

/**
 * A change that makes a finding go away.
 *
 * @param title what it does
 * @param edits the change, which does nothing once the text is another
 */
record QuickFix(String title, Edits edits) implements IMarkerResolution {

    @Override
    public String getLabel() {
        return title;
    }

    @Override
    public void run(IMarker marker) {
        edits.apply();
    }
}
