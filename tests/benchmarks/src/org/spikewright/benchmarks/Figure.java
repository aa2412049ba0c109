package org.spikewright.benchmarks;

import java.util.Locale;

/**
 * One measured figure beside its reference.
 *
 * @param name of the benchmark
 * @param value what was measured
 * @param unit of both values
 * @param more whether more is better
 * @param reference where the reference comes from
 * @param referenceValue its value
 * @param machineFactor how much faster this machine is than the reference's
 */
record Figure(String name, double value, String unit, boolean more, String reference, double referenceValue,
        double machineFactor) {

    /** How many times better than the reference would be on this machine. */
    double ratio() {
        return more ? value / (referenceValue * machineFactor) : referenceValue / machineFactor / value;
    }

    /** As one line of JSON. */
    String json() {
        return String.format(Locale.ROOT,
                "{\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"reference\":\"%s\",\"referenceValue\":%.6g,\"ratio\":%.4g,"
                        + "\"machineFactor\":%.4g}",
                name, value, unit, reference, referenceValue, ratio(), machineFactor);
    }

    /** As one row of a table. */
    String row() {
        return String.format(Locale.ROOT, "%-12s %12.4g %-10s %12.4g %8.2f %8.2f  %s", name, value, unit,
                referenceValue, ratio(), machineFactor, reference);
    }

    /** The heading of the table. */
    static String heading() {
        return String.format(Locale.ROOT, "%-12s %12s %-10s %12s %8s %8s  %s", "name", "value", "unit", "reference",
                "ratio", "machine", "of");
    }
}
