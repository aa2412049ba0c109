package org.spikewright.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.spikewright.record.Metric;
import org.spikewright.record.MetricUnit;

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

    /** With five significant digits, and with an SI prefix where there is a unit: to be told from a bound that is near. */
    public static String exact(double value, String unit) {
        int group = unit.isEmpty() || value == 0 || !Double.isFinite(value) ? 0
                : Math.clamp((int) Math.floor(Math.log10(Math.abs(value)) / 3), -6, 4);
        double scaled = value / Math.pow(1000, group);
        String digits = !Double.isFinite(scaled) || Math.abs(scaled) >= 1e15 || scaled != 0 && Math.abs(scaled) < 1e-4
                ? String.format(Locale.ROOT, "%.4e", scaled)
                : scaled == Math.rint(scaled) ? String.format(Locale.ROOT, "%,d", (long) scaled)
                        : BigDecimal.valueOf(scaled).round(new MathContext(5)).stripTrailingZeros().toPlainString();
        return unit.isEmpty() ? digits : digits + " " + PREFIXES[group + 6] + unit;
    }

    /** A metric in its unit. */
    public static String metric(String name, double value) {
        return switch (Metric.of(name).map(Metric::unit).orElse(MetricUnit.NUMBER)) {
            case JOULE -> of(value, "J");
            case SECOND -> of(value, "s");
            case HERTZ -> of(value, "Hz");
            case SHARE -> share(value);
            case COUNT, NUMBER, WEIGHT, STATE, TEXT -> plain(value);
        };
    }

    /** A share of 1 in percent. */
    public static String share(double value) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * value);
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
        return String.format(Locale.ROOT, size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3g", value);
    }
}
