package org.spikewright.report;

import java.util.List;

/** Curves over epochs: one axis, a line for each series with a mark at each value, named at its end. */
final class LineChart {

    private static final double WIDTH = 460;
    private static final double HEIGHT = 240;
    private static final double LEFT = 52;
    private static final double RIGHT = 84;
    private static final double TOP = 14;
    private static final double BOTTOM = 36;

    /** A curve. */
    record Series(String name, String colour, double[] values) {
    }

    private LineChart() {
    }

    static String draw(String title, List<Series> series, boolean percent) {
        double low = series.stream().flatMapToDouble(s -> java.util.Arrays.stream(s.values())).min().orElse(0);
        double high = series.stream().flatMapToDouble(s -> java.util.Arrays.stream(s.values())).max().orElse(1);
        double tick = Axis.tick(high - low);
        low = Math.floor(low / tick) * tick;
        high = Math.max(low + tick, Math.ceil(high / tick) * tick);
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        int count = series.getFirst().values().length;
        for (int i = 0; i <= Math.round((high - low) / tick); i++) {
            double value = low + i * tick;
            double y = y(value, low, high);
            svg.line(LEFT, y, WIDTH - RIGHT, y, "class=\"grid\"", "");
            svg.text(LEFT - 8, y + 4, "class=\"tick\" text-anchor=\"end\"",
                    percent ? Svg.number(100 * value) + " %" : Svg.number(value));
        }
        int every = Math.max(1, count / 10);
        for (int i = 0; i < count; i += every) {
            svg.text(x(i, count), HEIGHT - BOTTOM + 18, "class=\"tick\" text-anchor=\"middle\"", Integer.toString(i + 1));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4, "class=\"tick\" text-anchor=\"middle\"", "epoch");
        double above = Double.NEGATIVE_INFINITY;
        for (Series s : series.stream().sorted((a, b) -> Double.compare(b.values()[count - 1], a.values()[count - 1])).toList()) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < count; i++) {
                path.append(Svg.format("%s%s %s", i == 0 ? "M" : "L", x(i, count), y(s.values()[i], low, high)));
            }
            svg.path(path.toString(), "fill=\"none\" stroke-width=\"2\" class=\"" + s.colour() + "\"");
            for (int i = 0; i < count; i++) {
                String value = percent ? Svg.number(100 * s.values()[i]) + " %" : Quantity.plain(s.values()[i]);
                svg.circle(x(i, count), y(s.values()[i], low, high), 3, "class=\"dot " + s.colour() + "\"",
                        s.name() + ", epoch " + (i + 1) + ": " + value);
            }
            double y = Math.max(above + 14, y(s.values()[count - 1], low, high) + 4);
            above = y;
            svg.text(WIDTH - RIGHT + 10, y, "class=\"name\"", s.name());
        }
        return svg.toString();
    }

    private static double x(int i, int count) {
        return count == 1 ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + 8 + i * (WIDTH - LEFT - RIGHT - 16) / (count - 1);
    }

    private static double y(double value, double low, double high) {
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
    }
}
