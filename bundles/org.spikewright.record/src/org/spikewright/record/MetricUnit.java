package org.spikewright.record;

import java.util.Map;

/**
 * What a metric measures. Its name begins with what is measured, followed by whose it is: {@code rate.hertz.E} is the rate of
 * population E, in hertz, whatever E is called.
 */
public enum MetricUnit {
    /** A number of its own: a count, a ratio, a loss. */
    NUMBER,
    /** A share of 1. */
    SHARE,
    SECOND,
    HERTZ,
    JOULE;

    private static final Map<String, MetricUnit> MEASURED = Map.of("accuracy", SHARE, "train.accuracy", SHARE, "test.accuracy", SHARE,
            "core.load.max", SHARE, "rate.hertz", HERTZ, "latency.second.mean", SECOND, "latency.second.max", SECOND, "time.seconds", SECOND,
            "energy.joule.perInference", JOULE);

    /** The unit of a metric by its name: of itself, or of what its name begins with. */
    public static MetricUnit of(String metric) {
        for (String stem = metric; !stem.isEmpty(); stem = stem.contains(".") ? stem.substring(0, stem.lastIndexOf('.')) : "") {
            MetricUnit unit = MEASURED.get(stem);
            if (unit != null) {
                return unit;
            }
        }
        return NUMBER;
    }
}
