package org.spikewright.mapping.ui.internal;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.ChipRecord.Core;
import org.spikewright.record.ChipRecord.Link;

/** Paints a chip from above: cores coloured by load, links by spikes, in colours that suit a light or a dark background. */
final class FloorPainter {

    private static final int SMALLEST_LABELLED = 30;

    private final Color background;
    private final Color text;
    private final Color line;
    private final Color load;
    private final Color traffic;

    FloorPainter(Color background) {
        this.background = background;
        RGB rgb = background.getRGB();
        boolean dark = rgb.red + rgb.green + rgb.blue < 3 * 128;
        text = dark ? new Color(0xe6, 0xea, 0xf0) : new Color(0x1b, 0x23, 0x30);
        line = dark ? new Color(0x4b, 0x56, 0x66) : new Color(0xcf, 0xd6, 0xde);
        load = dark ? new Color(0x7a, 0xa7, 0xff) : new Color(0x25, 0x63, 0xeb);
        traffic = dark ? new Color(0xf0, 0xb2, 0x5a) : new Color(0xb4, 0x53, 0x09);
    }

    void paint(GC gc, ChipRecord chip, Floor floor) {
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        wires(gc, floor);
        links(gc, chip, floor);
        cores(gc, chip, floor);
        entry(gc, floor);
    }

    private void wires(GC gc, Floor floor) {
        gc.setForeground(line);
        gc.setLineWidth(1);
        Rectangle shown = floor.shown(gc.getClipping());
        for (int row = shown.y; row < shown.y + shown.height; row++) {
            line(gc, floor.centre(row * floor.columns()), floor.centre((row + 1) * floor.columns() - 1));
        }
        for (int column = shown.x; column < shown.x + shown.width; column++) {
            line(gc, floor.centre(column), floor.centre((floor.rows() - 1) * floor.columns() + column));
        }
    }

    private void links(GC gc, ChipRecord chip, Floor floor) {
        double most = chip.links().stream().mapToDouble(Link::spikes).max().orElse(1);
        gc.setForeground(traffic);
        gc.setLineCap(SWT.CAP_ROUND);
        for (Link link : chip.links()) {
            double share = link.spikes() / most;
            gc.setLineWidth((int) Math.round(1 + share * Math.max(1, floor.cell() / 12)));
            gc.setAlpha((int) (90 + 165 * share));
            line(gc, floor.from(link), floor.to(link));
        }
        gc.setAlpha(255);
        gc.setLineWidth(1);
    }

    private void cores(GC gc, ChipRecord chip, Floor floor) {
        Map<Integer, Core> used = new HashMap<>();
        chip.cores().forEach(core -> used.put(core.core(), core));
        Rectangle shown = floor.shown(gc.getClipping());
        for (int row = shown.y; row < shown.y + shown.height; row++) {
            for (int column = shown.x; column < shown.x + shown.width; column++) {
                int core = row * floor.columns() + column;
                core(gc, floor, floor.square(core), used.get(core));
            }
        }
    }

    private void core(GC gc, Floor floor, Rectangle square, Core use) {
        int round = square.width / 4;
        gc.setBackground(use == null ? background : shade(use.load()));
        gc.fillRoundRectangle(square.x, square.y, square.width, square.height, round, round);
        gc.setForeground(use == null ? line : load);
        gc.drawRoundRectangle(square.x, square.y, square.width, square.height, round, round);
        if (use != null && floor.cell() >= SMALLEST_LABELLED) {
            String label = Math.round(100 * use.load()) + " %";
            Point extent = gc.textExtent(label);
            if (extent.x <= square.width) {
                gc.setForeground(use.load() > 0.4 ? background : text);
                gc.drawText(label, square.x + (square.width - extent.x) / 2, square.y + (square.height - extent.y) / 2, true);
            }
        }
    }

    /** Samples enter the mesh at its first core. */
    private void entry(GC gc, Floor floor) {
        Rectangle first = floor.square(0);
        int x = first.x - 3;
        int y = first.y + first.height / 2;
        gc.setBackground(traffic);
        gc.fillPolygon(new int[] {x, y, x - 9, y - 5, x - 9, y + 5});
    }

    /** What the colours mean, on one line. */
    void legend(GC gc, int x, int y) {
        gc.setForeground(text);
        int at = words(gc, "Load 0 %", x, y);
        int height = gc.getFontMetrics().getHeight();
        for (int i = 0; i < 5; i++) {
            gc.setBackground(shade(i / 4.0));
            gc.fillRectangle(at, y + 2, 14, height - 4);
            at += 14;
        }
        at = words(gc, "100 %", at + 6, y) + 14;
        gc.setForeground(traffic);
        gc.setLineWidth(3);
        gc.drawLine(at, y + height / 2, at + 18, y + height / 2);
        gc.setLineWidth(1);
        gc.setForeground(text);
        at = words(gc, "spikes", at + 24, y) + 14;
        gc.setBackground(traffic);
        gc.fillPolygon(new int[] {at + 9, y + height / 2, at, y + height / 2 - 5, at, y + height / 2 + 5});
        words(gc, "samples enter", at + 15, y);
    }

    private static int words(GC gc, String words, int x, int y) {
        gc.drawText(words, x, y, true);
        return x + gc.textExtent(words).x + 6;
    }

    void title(GC gc, String title, int x, int y) {
        gc.setForeground(text);
        gc.drawText(title, x, y, true);
    }

    private Color shade(double share) {
        double weight = 0.2 + 0.8 * Math.clamp(share, 0, 1);
        return new Color(blend(background.getRed(), load.getRed(), weight), blend(background.getGreen(), load.getGreen(), weight),
                blend(background.getBlue(), load.getBlue(), weight));
    }

    private static int blend(int from, int to, double weight) {
        return (int) Math.round(from + (to - from) * weight);
    }

    private static void line(GC gc, Point from, Point to) {
        gc.drawLine(from.x, from.y, to.x, to.y);
    }
}
