package org.spikewright.record.ui.internal;

import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.StyledCellLabelProvider;
import org.eclipse.jface.viewers.ViewerCell;
import org.eclipse.swt.graphics.Image;
import org.spikewright.workspace.Run;

/** Which jobs ran, with an icon for how the run stands. */
final class StateColumn extends StyledCellLabelProvider {

    private static final String BUNDLE = "org.spikewright.record.ui";

    @Override
    public void update(ViewerCell cell) {
        Run run = (Run) cell.getElement();
        cell.setText(RunTexts.name(run));
        cell.setImage(image(run.state().word()));
        super.update(cell);
    }

    @Override
    public String getToolTipText(Object run) {
        return RunTexts.name((Run) run) + ": " + ((Run) run).state().word();
    }

    private static Image image(String state) {
        ImageRegistry images = JFaceResources.getImageRegistry();
        String key = BUNDLE + "." + state;
        if (images.getDescriptor(key) == null) {
            images.put(key, ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + state + ".svg")
                    .orElseThrow(() -> new IllegalStateException("there is no icon " + state)));
        }
        return images.get(key);
    }
}
