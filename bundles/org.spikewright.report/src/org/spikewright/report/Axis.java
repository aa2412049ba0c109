package org.spikewright.report;

/**
 * A horizontal axis with round numbers.
 *
 * @param left where its low end is drawn
 * @param right where its high end is drawn
 * @param low the number there
 * @param high the number there
 */
record Axis(double left, double right, double low, double high) {

    /** More than a round step ever gives; where a span is less than the numbers' precision, all ticks are at one place. */
    private static final int MOST_TICKS = 12;

    /** Writes the numbers, and below them what they are. */
    void draw(Svg svg, double top, String name) {
        double tick = tick(high - low);
        double first = Math.ceil(low / tick - 1e-6);
        for (int i = 0; i < MOST_TICKS && (first + i) * tick <= high + tick * 1e-6; i++) {
            double value = (first + i) * tick;
            svg.text(left + (value - low) / (high - low) * (right - left), top, "class=\"tick\" text-anchor=\"middle\"",
                    Quantity.plain(value));
        }
        svg.text((left + right) / 2, top + 16, "class=\"tick\" text-anchor=\"middle\"", name);
    }

    /** A round step that divides a span into about five. */
    static double tick(double span) {
        double raw = Math.max(span, 1e-6) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
