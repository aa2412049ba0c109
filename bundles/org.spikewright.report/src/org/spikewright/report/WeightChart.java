package org.spikewright.report;

import org.spikewright.record.PopulationRecord;

/** How the weights of a plastic connection are distributed: bars after the run, a line before it. */
final class WeightChart {

    private static final double WIDTH = 760;
    private static final double HEIGHT = 180;
    private static final double LEFT = 60;
    private static final double RIGHT = 28;
    private static final double TOP = 10;
    private static final double BOTTOM = 40;
    private static final int BINS = 50;

    private WeightChart() {
    }

    static Markup draw(PopulationRecord.Weights weights) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float[] all : new float[][] {weights.before(), weights.after()}) {
            for (float weight : all) {
                if (Float.isFinite(weight)) {
                    low = Math.min(low, weight);
                    high = Math.max(high, weight);
                }
            }
        }
        if (!(low < high)) {
            low = Double.isFinite(low) ? low - 0.5 : 0;
            high = low + 1;
        }
        int[] before = counts(weights.before(), low, high);
        int[] after = counts(weights.after(), low, high);
        int most = 1;
        for (int bin = 0; bin < BINS; bin++) {
            most = Math.max(most, Math.max(before[bin], after[bin]));
        }
        return draw(before, after, most, low, high);
    }

    private static int[] counts(float[] weights, double low, double high) {
        int[] counts = new int[BINS];
        for (float weight : weights) {
            if (Float.isFinite(weight)) {
                counts[(int) Math.clamp((weight - low) / (high - low) * BINS, 0, BINS - 1)]++;
            }
        }
        return counts;
    }

    private static Markup draw(int[] before, int[] after, int most, double low, double high) {
        Svg svg = new Svg(WIDTH, HEIGHT, "Distribution of weights");
        double column = (WIDTH - LEFT - RIGHT) / BINS;
        double height = HEIGHT - TOP - BOTTOM;
        svg.rect(LEFT, TOP, WIDTH - LEFT - RIGHT, height, "class=\"plot\"", "");
        StringBuilder line = new StringBuilder();
        StringBuilder bars = new StringBuilder();
        for (int bin = 0; bin < BINS; bin++) {
            double x = LEFT + bin * column;
            bars.append(Svg.format("M%s %sV%s", x + column / 2, TOP + height, TOP + height * (1 - after[bin] / (double) most)));
            line.append(Svg.format("%s%s %sh%s", bin == 0 ? "M" : "L", x, TOP + height * (1 - before[bin] / (double) most), column));
        }
        svg.path(bars.toString(), Svg.format("stroke-width=\"%s\" class=\"series0\"", column - 2));
        svg.path(line.toString(), "fill=\"none\" stroke-width=\"1.5\" class=\"series2\"");
        svg.text(LEFT - 8, TOP + 10, "class=\"tick\" text-anchor=\"end\"", Integer.toString(most));
        svg.text(LEFT - 8, TOP + height, "class=\"tick\" text-anchor=\"end\"", "0");
        new Axis(LEFT, WIDTH - RIGHT, low, high).draw(svg, TOP + height + 16, "weight, in the unit of the input");
        return svg.end();
    }
}
