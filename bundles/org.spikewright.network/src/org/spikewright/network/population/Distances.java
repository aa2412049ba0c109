package org.spikewright.network.population;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Distances between neurons of two sides, in metres; in a space that closes, by the shorter way. */
public final class Distances {

    private final double[][] from;
    private final double[][] to;
    private final double[] periods;

    Distances(double[][] from, double[][] to, double[] periods) {
        this.from = from;
        this.to = to;
        this.periods = periods;
    }

    /** The layout of a population that needs one. */
    public static Layout layout(Population population) {
        return population.layout().orElseThrow(() -> new IllegalArgumentException(
                population.name() + " has no positions, but something depends on distance; give it a layout"));
    }

    /** After which lengths the space of some populations repeats. */
    static double[] periods(List<Population> sources, List<Population> targets) {
        double[] periods = null;
        for (Population population : Stream.concat(sources.stream(), targets.stream()).toList()) {
            double[] own = layout(population).periods(population.size());
            for (int axis = 0; periods != null && axis < 3; axis++) {
                if (Math.abs(own[axis] - periods[axis]) > 1e-9 * Math.max(own[axis], periods[axis])) {
                    throw new IllegalArgumentException("distances between " + sources.getFirst().name() + " and " + population.name()
                            + " are not defined, since their spaces close after different lengths, " + micrometres(periods) + " and "
                            + micrometres(own) + "; give both the same");
                }
            }
            periods = own;
        }
        return periods;
    }

    private static String micrometres(double[] lengths) {
        return Arrays.stream(lengths).anyMatch(length -> length > 0)
                ? Arrays.stream(lengths).filter(length -> length > 0).mapToObj(length -> String.format(Locale.ROOT, "%.4g um", length * 1e6))
                        .collect(Collectors.joining(" by "))
                : "none";
    }

    /** The distance between a source and a target, by their numbers. */
    public double between(int source, int target) {
        double x = along(0, source, target);
        double y = along(1, source, target);
        double z = along(2, source, target);
        return Math.sqrt(x * x + y * y + z * z);
    }

    private double along(int axis, int source, int target) {
        double way = from[axis][source] - to[axis][target];
        return periods[axis] == 0 ? way : way - periods[axis] * Math.rint(way / periods[axis]);
    }
}
