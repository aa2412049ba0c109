package org.spikewright.mapping.ui.internal;

import java.util.Optional;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.ChipRecord.Link;

/**
 * Where the cores of a mesh lie in a drawing.
 *
 * @param rows rows of the mesh
 * @param columns columns of the mesh
 * @param left the left edge of the first column
 * @param top the top edge of the first row
 * @param cell the side of the square that a core and the links around it get
 */
record Floor(int rows, int columns, int left, int top, int cell) {

    private static final int LARGEST = 64;
    private static final int ENTRY = 16;

    /** The largest floor of a chip that fits into an area. */
    static Floor of(ChipRecord chip, Rectangle area) {
        int cell = Math.clamp(Math.min((area.width - ENTRY) / chip.columns(), area.height / chip.rows()), 4, LARGEST);
        int left = area.x + ENTRY + (int) Math.max(0, (area.width - ENTRY - (long) cell * chip.columns()) / 2);
        return new Floor(chip.rows(), chip.columns(), left, area.y, cell);
    }

    /** The rows that an area shows, and of each the columns. */
    Rectangle shown(Rectangle area) {
        int firstColumn = Math.clamp((area.x - left) / cell, 0, columns);
        int firstRow = Math.clamp((area.y - top) / cell, 0, rows);
        return new Rectangle(firstColumn, firstRow, Math.clamp(area.width / cell + 2, 0, columns - firstColumn),
                Math.clamp(area.height / cell + 2, 0, rows - firstRow));
    }

    Point centre(int core) {
        return new Point(left + core % columns * cell + cell / 2, top + core / columns * cell + cell / 2);
    }

    Rectangle square(int core) {
        int side = Math.max(3, cell * 2 / 3);
        Point centre = centre(core);
        return new Rectangle(centre.x - side / 2, centre.y - side / 2, side, side);
    }

    /** The core at a point, if there is one. */
    Optional<Integer> core(Point point) {
        int column = Math.floorDiv(point.x - left, cell);
        int row = Math.floorDiv(point.y - top, cell);
        if (column < 0 || column >= columns || row < 0 || row >= rows) {
            return Optional.empty();
        }
        int core = row * columns + column;
        return square(core).contains(point) ? Optional.of(core) : Optional.empty();
    }

    /** Whether a point lies on a link, between the squares of its cores. */
    boolean isOn(Link link, Point point) {
        Point a = from(link);
        Point b = to(link);
        int slack = 2;
        return point.x >= Math.min(a.x, b.x) - slack && point.x <= Math.max(a.x, b.x) + slack && point.y >= Math.min(a.y, b.y) - slack
                && point.y <= Math.max(a.y, b.y) + slack;
    }

    Point from(Link link) {
        return beside(link, centre(link.from()));
    }

    Point to(Link link) {
        return beside(link, centre(link.to()));
    }

    /** The two directions between neighbours are drawn side by side. */
    private Point beside(Link link, Point centre) {
        Point a = centre(link.from());
        Point b = centre(link.to());
        int gap = Math.max(1, cell / 16);
        return new Point(centre.x + gap * Integer.signum(b.y - a.y), centre.y + gap * Integer.signum(b.x - a.x));
    }

    int bottom() {
        return top + rows * cell;
    }
}
