package org.spikewright.mapping.ui.internal;

import java.util.Objects;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.PaintEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.spikewright.record.ChipRecord;

/** Draws a floor plan as large as there is room, and explains what is under the pointer. */
final class FloorPlanCanvas extends Canvas {

    private static final int MARGIN = 10;

    private ChipRecord chip;
    private String words = "";

    FloorPlanCanvas(Composite parent, int style) {
        super(parent, style | SWT.DOUBLE_BUFFERED);
        setBackground(getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND));
        setForeground(getDisplay().getSystemColor(SWT.COLOR_LIST_FOREGROUND));
        addPaintListener(this::paint);
        addListener(SWT.MouseMove, event -> explain(new Point(event.x, event.y)));
    }

    /** Draws a chip. */
    void show(String caption, ChipRecord shown) {
        chip = shown;
        words = caption;
        redraw();
    }

    /** Says why there is nothing to draw. */
    void say(String text) {
        chip = null;
        words = text;
        setToolTipText(null);
        redraw();
    }

    private void paint(PaintEvent event) {
        GC gc = event.gc;
        Rectangle area = getClientArea();
        if (chip == null) {
            int width = Math.min(area.width - 2 * MARGIN, 420);
            TextLayout layout = new TextLayout(getDisplay());
            layout.setText(words);
            layout.setFont(getFont());
            layout.setWidth(Math.max(40, width));
            layout.setAlignment(SWT.CENTER);
            layout.draw(gc, (area.width - width) / 2, Math.max(MARGIN, (area.height - layout.getBounds().height) / 2));
            layout.dispose();
            return;
        }
        FloorPainter painter = new FloorPainter(getBackground());
        Floor floor = floor(gc);
        painter.title(gc, words, MARGIN, MARGIN);
        painter.paint(gc, chip, floor);
        painter.legend(gc, MARGIN, floor.bottom() + MARGIN);
    }

    private Floor floor(GC gc) {
        Rectangle area = getClientArea();
        int line = gc.getFontMetrics().getHeight();
        return Floor.of(chip, new Rectangle(MARGIN, 2 * MARGIN + 2 * line, area.width - 2 * MARGIN, area.height - 4 * MARGIN - 3 * line));
    }

    private void explain(Point point) {
        String text = chip == null ? null : at(point);
        if (!Objects.equals(text, getToolTipText())) {
            setToolTipText(text);
        }
    }

    private String at(Point point) {
        GC gc = new GC(this);
        Floor floor = floor(gc);
        gc.dispose();
        return floor.core(point)
                .map(core -> chip.cores().stream().filter(use -> use.core() == core).findFirst().map(Caption::of)
                        .orElse("Core " + core + " is not used"))
                .or(() -> chip.links().stream().filter(link -> floor.isOn(link, point)).findFirst().map(Caption::of)).orElse(null);
    }
}
