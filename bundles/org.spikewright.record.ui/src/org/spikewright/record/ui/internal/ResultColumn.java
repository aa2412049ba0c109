package org.spikewright.record.ui.internal;

import org.eclipse.jface.viewers.StyledCellLabelProvider;
import org.eclipse.jface.viewers.ViewerCell;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TableItem;
import org.spikewright.workspace.Run;

/** What a run measured; while it goes on what it is doing, over a bar that says how far it is. */
final class ResultColumn extends StyledCellLabelProvider {

    private static final int BAR = 3;

    private final int column;
    private final Color bar = new Color(0x25, 0x63, 0xeb);
    private final Color groove = new Color(0x9c, 0xa3, 0xaf);

    ResultColumn(int column) {
        this.column = column;
    }

    @Override
    public void update(ViewerCell cell) {
        cell.setText(RunTexts.result((Run) cell.getElement(), "  ·  "));
        super.update(cell);
    }

    @Override
    public String getToolTipText(Object run) {
        return RunTexts.result((Run) run, "\n");
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
}
