package org.spikewright.jobs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.spikewright.compile.Call;
import org.spikewright.compile.Settings;

/**
 * What an exploration seeks, in terms of metrics.
 *
 * @param objectives what should be small or large
 * @param constraints what must hold
 */
record Goals(List<Objective> objectives, List<Constraint> constraints) {

    private static final Map<String, String> METRICS = Map.of("energy", "energy.joule.perInference", "latency", "latency.second.mean",
            "congestion", "link.spikes.max", "cores", "cores.used", "accuracy", "test.accuracy");

    /** A metric to be small, or large. */
    record Objective(String metric, boolean large) {

        /** How good a value is: the larger the better. */
        double worth(Map<String, Object> metrics) {
            return metrics.get(metric) instanceof Number number ? (large ? 1 : -1) * number.doubleValue() : Double.NEGATIVE_INFINITY;
        }

        @Override
        public String toString() {
            return large ? metric : "-" + metric;
        }
    }

    /** A metric not below or not above a limit. */
    record Constraint(String metric, double limit, boolean atLeast) {

        boolean holds(Map<String, Object> metrics) {
            return metrics.get(metric) instanceof Number number
                    && (atLeast ? number.doubleValue() >= limit : number.doubleValue() <= limit);
        }
    }

    static Goals of(Settings settings) {
        return new Goals(settings.calls("objectives").stream().map(Goals::objective).toList(),
                settings.calls("constraints").stream().map(Goals::constraint).toList());
    }

    private static Objective objective(Call call) {
        return call.function().equals("most") ? new Objective(metric(call.call("metric").function()), true)
                : new Objective(metric(call.function()), false);
    }

    private static Constraint constraint(Call call) {
        return switch (call.function()) {
            case "least" -> new Constraint(metric(call.call("metric").function()), call.number("value"), true);
            case "energyBelow" -> new Constraint(METRICS.get("energy"), call.number("value"), false);
            default -> new Constraint(METRICS.get("latency"), call.number("value"), false);
        };
    }

    /** The metric that a word of the language stands for. */
    static String metric(String word) {
        return METRICS.getOrDefault(word, word);
    }

    boolean admits(Map<String, Object> metrics) {
        return constraints.stream().allMatch(constraint -> constraint.holds(metrics));
    }

    /** Which of some results no other is better than: better in one objective, as good in all. */
    List<Integer> best(List<Map<String, Object>> results) {
        List<Integer> best = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Map<String, Object> one = results.get(i);
            if (results.stream().noneMatch(other -> dominates(other, one))) {
                best.add(i);
            }
        }
        return best;
    }

    private boolean dominates(Map<String, Object> other, Map<String, Object> one) {
        boolean better = false;
        for (Objective objective : objectives) {
            int comparison = Double.compare(objective.worth(other), objective.worth(one));
            if (comparison < 0) {
                return false;
            }
            better |= comparison > 0;
        }
        return better;
    }
}
