package org.spikewright.report;

import java.util.List;

/**
 * Right class against answered class; the darker, the larger the share of the right class. Of many classes, neighbours are taken
 * together.
 */
final class ConfusionMatrix {

    private static final double CELL = 30;
    private static final double LEFT = 58;
    private static final double TOP = 44;
    private static final int MOST = 32;

    private ConfusionMatrix() {
    }

    static Markup draw(int[][] counts, List<String> classes) {
        int each = Math.max(1, Math.ceilDiv(counts.length, MOST));
        long[][] cells = together(counts, each);
        int n = cells.length;
        Svg svg = new Svg(LEFT + n * CELL + 8, TOP + n * CELL + 8, "Confusion matrix");
        svg.text(LEFT + n * CELL / 2, 14, "class=\"tick\" text-anchor=\"middle\"", "answered");
        double middle = TOP + n * CELL / 2;
        svg.text(14, middle, Svg.format("class=\"tick\" text-anchor=\"middle\" transform=\"rotate(-90 14 %s)\"", middle), "right");
        for (int row = 0; row < n; row++) {
            String name = name(row * each, classes) + (each > 1 ? "…" : "");
            svg.text(LEFT - 8, TOP + row * CELL + CELL / 2 + 4, "class=\"tick\" text-anchor=\"end\"", name);
            svg.text(LEFT + row * CELL + CELL / 2, TOP - 8, "class=\"tick\" text-anchor=\"middle\"", name);
            row(svg, cells[row], row);
        }
        return svg.end();
    }

    private static long[][] together(int[][] counts, int each) {
        int n = Math.ceilDiv(counts.length, each);
        long[][] cells = new long[n][n];
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                cells[row / each][column / each] += counts[row][column];
            }
        }
        return cells;
    }

    private static String name(int number, List<String> classes) {
        return number < classes.size() ? classes.get(number) : Integer.toString(number);
    }

    private static void row(Svg svg, long[] cells, int row) {
        long total = 0;
        for (long cell : cells) {
            total += cell;
        }
        for (int column = 0; column < cells.length; column++) {
            double share = (double) cells[column] / Math.max(1, total);
            svg.rect(LEFT + column * CELL + 1, TOP + row * CELL + 1, CELL - 2, CELL - 2,
                    Svg.format("rx=\"3\" class=\"%s\" fill-opacity=\"%s\"", row == column ? "right" : "wrong",
                            share == 0 ? 0.04 : 0.15 + 0.85 * share),
                    cells[column] + " of " + Math.max(1, total));
            if (cells[column] > 0) {
                svg.text(LEFT + column * CELL + CELL / 2, TOP + row * CELL + CELL / 2 + 4,
                        "text-anchor=\"middle\" class=\"" + (share > 0.5 ? "inverse" : "tick") + "\"", Long.toString(cells[column]));
            }
        }
    }
}
