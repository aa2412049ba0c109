package org.spikewright.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Quantity {

    private static final String[] PREFIXES = {"a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T"};

    private Quantity() {
    }

    /** With an SI prefix and three significant digits: {@code 1.42 µJ}. */
    public static String of(double value, String unit) {
        if (value == 0 || !Double.isFinite(value)) {
            return plain(value) + " " + unit;
        }
        int group = Math.clamp((int) Math.floor(Math.log10(Math.abs(value)) / 3), -6, 4);
        return significant(value / Math.pow(1000, group)) + " " + PREFIXES[group + 6] + unit;
    }

    /** A metric by its name: names that hold a unit get it. */
    public static String metric(String name, double value) {
        if (name.contains("joule")) {
            return of(value, "J");
        }
        if (name.contains("second")) {
            return of(value, "s");
        }
        if (name.contains("hertz")) {
            return of(value, "Hz");
        }
        if (name.contains("accuracy") || name.contains("load")) {
            return String.format(Locale.ROOT, "%.2f %%", 100 * value);
        }
        return plain(value);
    }

    /** A number without a unit. */
    public static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        if (Math.abs(value) >= 1e15 && Double.isFinite(value)) {
            return scientific(value);
        }
        return Math.abs(value) >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : significant(value);
    }

    /** Three digits and an exponent, for numbers that fit nowhere. */
    static String scientific(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }

    private static String significant(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3g", value);
    }
}
