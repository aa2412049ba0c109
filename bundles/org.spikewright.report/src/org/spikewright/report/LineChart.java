package org.spikewright.report;

import java.util.Arrays;
import java.util.List;

/**
 * Curves over epochs: one axis, a line for each series, named at its end. Each value has a mark where there are few enough to be
 * told apart; of more, a line goes from the least to the largest of those that fall together. What is not a number has a gap.
 */
final class LineChart {

    private static final double WIDTH = 460;
    private static final double HEIGHT = 240;
    private static final double LEFT = 52;
    private static final double RIGHT = 84;
    private static final double TOP = 14;
    private static final double BOTTOM = 36;
    /** As many values as there are pixels. */
    private static final int MARKS = 300;

    /** A curve. */
    record Series(String name, String colour, double[] values) {
    }

    private final Svg svg;
    private final boolean percent;
    private final int count;
    private final double low;
    private final double high;

    private LineChart(String title, List<Series> series, boolean percent) {
        this.svg = new Svg(WIDTH, HEIGHT, title);
        this.percent = percent;
        this.count = series.getFirst().values().length;
        double[] all = series.stream().flatMapToDouble(s -> Arrays.stream(s.values())).filter(Double::isFinite).toArray();
        double least = Arrays.stream(all).min().orElse(0);
        double most = Arrays.stream(all).max().orElse(1);
        double tick = tick(least, most);
        this.low = Math.floor(least / tick) * tick;
        this.high = Math.max(low + tick, Math.ceil(most / tick) * tick);
    }

    /** A round step, of numbers that can be told apart. */
    private static double tick(double low, double high) {
        return Axis.tick(Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * 1e-12));
    }

    static Markup draw(String title, List<Series> series, boolean percent) {
        LineChart chart = new LineChart(title, series, percent);
        chart.axes();
        double above = Double.NEGATIVE_INFINITY;
        for (Series s : series.stream().sorted((a, b) -> Double.compare(last(b), last(a))).toList()) {
            chart.curve(s);
            double y = Math.max(above + 14, chart.y(Double.isFinite(last(s)) ? last(s) : chart.low) + 4);
            above = y;
            chart.svg.text(WIDTH - RIGHT + 10, y, "class=\"name\"", s.name());
        }
        return chart.svg.end();
    }

    private static double last(Series series) {
        return series.values()[series.values().length - 1];
    }

    private void axes() {
        double tick = tick(low, high);
        for (int i = 0; i <= Math.min(12, Math.round((high - low) / tick)); i++) {
            double value = low + i * tick;
            double y = y(value);
            svg.line(LEFT, y, WIDTH - RIGHT, y, "class=\"grid\"", "");
            svg.text(LEFT - 8, y + 4, "class=\"tick\" text-anchor=\"end\"", percent ? Svg.number(100 * value) + " %" : label(value));
        }
        int every = Math.max(1, count / 10);
        for (int i = 0; i < count; i += every) {
            svg.text(x(i), HEIGHT - BOTTOM + 18, "class=\"tick\" text-anchor=\"middle\"", Integer.toString(i + 1));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4, "class=\"tick\" text-anchor=\"middle\"", "epoch");
    }

    private static String label(double value) {
        return Math.abs(value) < 1e6 ? Svg.number(value) : Quantity.scientific(value);
    }

    private void curve(Series series) {
        StringBuilder path = new StringBuilder();
        int together = Math.max(1, Math.ceilDiv(count, MARKS));
        boolean pen = false;
        for (int i = 0; i < count; i += together) {
            double[] values = Arrays.stream(series.values(), i, Math.min(count, i + together)).filter(Double::isFinite).toArray();
            if (values.length > 0) {
                double least = Arrays.stream(values).min().getAsDouble();
                double most = Arrays.stream(values).max().getAsDouble();
                path.append(Svg.format("%s%s %s", pen ? "L" : "M", x(i), y(least)));
                if (most > least) {
                    path.append(Svg.format("V%s", y(most)));
                }
            }
            pen = values.length > 0;
        }
        svg.path(path.toString(), "fill=\"none\" stroke-width=\"2\" class=\"" + series.colour() + "\"");
        for (int i = 0; together == 1 && i < count; i++) {
            double value = series.values()[i];
            if (Double.isFinite(value)) {
                svg.circle(x(i), y(value), 3, "class=\"dot " + series.colour() + "\"", series.name() + ", epoch " + (i + 1) + ": "
                        + (percent ? Svg.number(100 * value) + " %" : Quantity.plain(value)));
            }
        }
    }

    private double x(int i) {
        return count == 1 ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + 8 + i * (WIDTH - LEFT - RIGHT - 16) / (count - 1);
    }

    private double y(double value) {
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
    }
}
