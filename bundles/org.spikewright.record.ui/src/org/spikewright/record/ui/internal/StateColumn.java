package org.spikewright.record.ui.internal;

import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Image;
import org.spikewright.workspace.Run;

/** Which jobs ran, with an icon for how the run stands. */
final class StateColumn extends ColumnLabelProvider {

    private static final String BUNDLE = "org.spikewright.record.ui";

    @Override
    public String getText(Object run) {
        return RunTexts.name((Run) run);
    }

    @Override
    public String getToolTipText(Object run) {
        return getText(run) + ": " + ((Run) run).state().word();
    }

    @Override
    public Image getImage(Object run) {
        String state = ((Run) run).state().word();
        ImageRegistry images = JFaceResources.getImageRegistry();
        String key = BUNDLE + "." + state;
        if (images.getDescriptor(key) == null) {
            images.put(key, ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + state + ".svg")
                    .orElseThrow(() -> new IllegalStateException("there is no icon " + state)));
        }
        return images.get(key);
    }
}
