package org.spikewright.editor.ui.internal;

import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.views.markers.MarkerField;
import org.eclipse.ui.views.markers.MarkerItem;
import org.spikewright.workspace.RunMarkers;

/** The code of a finding, by which the documentation lists findings. */
public final class CodeField extends MarkerField {

    private static final int WIDTH = 70;

    @Override
    public String getValue(MarkerItem item) {
        return item.getAttributeValue(DiagnosticMarkers.CODE, item.getAttributeValue(RunMarkers.CODE, ""));
    }

    @Override
    public int getDefaultColumnWidth(Control control) {
        return WIDTH;
    }
}
