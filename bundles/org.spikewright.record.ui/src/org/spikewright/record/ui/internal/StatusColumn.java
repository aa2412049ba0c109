package org.spikewright.record.ui.internal;

import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.StyledCellLabelProvider;
import org.eclipse.jface.viewers.ViewerCell;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TableItem;
import org.spikewright.record.RunState;
import org.spikewright.workspace.Run;

/** How a run stands: an icon and a word, or a bar under what it is doing. */
final class StatusColumn extends StyledCellLabelProvider {

    private static final String BUNDLE = "org.spikewright.record.ui";
    private static final int BAR = 3;

    private final int column;
    private final Color bar = new Color(0x25, 0x63, 0xeb);
    private final Color groove = new Color(0x9c, 0xa3, 0xaf);

    StatusColumn(int column) {
        this.column = column;
    }

    @Override
    public void update(ViewerCell cell) {
        Run run = (Run) cell.getElement();
        cell.setText(RunTexts.status(run));
        cell.setImage(image(run.state()));
        super.update(cell);
    }

    @Override
    protected void paint(Event event, Object element) {
        super.paint(event, element);
        Run run = (Run) element;
        if (run.isRunning() && run.progress().share() >= 0) {
            Rectangle bounds = ((TableItem) event.item).getBounds(column);
            int width = Math.max(0, bounds.width - 12);
            int y = bounds.y + bounds.height - BAR;
            GC gc = event.gc;
            gc.setAdvanced(true);
            gc.setAntialias(SWT.ON);
            gc.setAlpha(90);
            gc.setBackground(groove);
            gc.fillRoundRectangle(bounds.x + 4, y, width, BAR, BAR, BAR);
            gc.setAlpha(255);
            gc.setBackground(bar);
            gc.fillRoundRectangle(bounds.x + 4, y, (int) (width * run.progress().share()), BAR, BAR, BAR);
        }
    }

    private static Image image(RunState state) {
        ImageRegistry images = JFaceResources.getImageRegistry();
        String key = BUNDLE + "." + state.word();
        if (images.getDescriptor(key) == null) {
            images.put(key, ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + state.word() + ".svg")
                    .orElseThrow(() -> new IllegalStateException("there is no icon " + state.word())));
        }
        return images.get(key);
    }
}
