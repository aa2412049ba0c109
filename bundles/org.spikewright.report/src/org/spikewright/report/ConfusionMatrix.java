package org.spikewright.report;

import java.util.Arrays;
import java.util.List;

/** Right class against answered class; the darker, the larger the share of the right class. */
final class ConfusionMatrix {

    private static final double CELL = 30;
    private static final double LEFT = 58;
    private static final double TOP = 44;

    private ConfusionMatrix() {
    }

    static String draw(int[][] counts, List<String> classes) {
        int n = counts.length;
        Svg svg = new Svg(LEFT + n * CELL + 8, TOP + n * CELL + 8, "Confusion matrix");
        svg.text(LEFT + n * CELL / 2, 14, "class=\"tick\" text-anchor=\"middle\"", "answered");
        double middle = TOP + n * CELL / 2;
        svg.text(14, middle, Svg.format("class=\"tick\" text-anchor=\"middle\" transform=\"rotate(-90 14 %s)\"", middle), "right");
        for (int row = 0; row < n; row++) {
            String name = row < classes.size() ? classes.get(row) : Integer.toString(row);
            svg.text(LEFT - 8, TOP + row * CELL + CELL / 2 + 4, "class=\"tick\" text-anchor=\"end\"", name);
            svg.text(LEFT + row * CELL + CELL / 2, TOP - 8, "class=\"tick\" text-anchor=\"middle\"", name);
            int total = Math.max(1, Arrays.stream(counts[row]).sum());
            for (int column = 0; column < n; column++) {
                double share = (double) counts[row][column] / total;
                svg.rect(LEFT + column * CELL + 1, TOP + row * CELL + 1, CELL - 2, CELL - 2,
                        Svg.format("rx=\"3\" class=\"%s\" fill-opacity=\"%s\"", row == column ? "right" : "wrong",
                                share == 0 ? 0.04 : 0.15 + 0.85 * share),
                        counts[row][column] + " of " + total);
                if (counts[row][column] > 0) {
                    svg.text(LEFT + column * CELL + CELL / 2, TOP + row * CELL + CELL / 2 + 4,
                            "text-anchor=\"middle\" class=\"" + (share > 0.5 ? "inverse" : "tick") + "\"",
                            Integer.toString(counts[row][column]));
                }
            }
        }
        return svg.toString();
    }
}
