package org.spikewright.jobs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.compile.job.ExploreSettings;
import org.spikewright.record.Limit;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;

/**
 * What an exploration seeks, in terms of metrics.
 *
 * @param objectives what should be small or large
 * @param constraints what must hold
 */
record Goals(List<Objective> objectives, List<Constraint> constraints) {

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

    /** A metric that must keep a limit. */
    record Constraint(String metric, Limit limit) {

        boolean holds(Map<String, Object> metrics) {
            return metrics.get(metric) instanceof Number number && limit.holds(number.doubleValue());
        }
    }

    /** The goals of an exploration of a job. */
    static Goals of(ExploreSettings spec, DeclaredJob explored) {
        return new Goals(spec.objectives().stream().map(goal -> new Objective(metric(goal.measure(), explored), goal.isLarge())).toList(),
                spec.constraints().stream().map(limit -> new Constraint(metric(limit.measure(), explored), limit)).toList());
    }

    private static String metric(Measure measure, DeclaredJob explored) {
        return explored.metric(measure).map(Metric::name).orElseThrow(() -> new IllegalArgumentException("'" + explored.name() + "' gives no "
                + measure.word()));
    }

    boolean admits(Map<String, Object> metrics) {
        return constraints.stream().allMatch(constraint -> constraint.holds(metrics));
    }

    /**
     * Which of some results no other is better than: better in one objective, as good in all. A result that lacks an objective, or
     * that leaves out costs which others hold, is not among them.
     */
    List<Integer> best(List<Map<String, Object>> results) {
        List<Integer> best = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Map<String, Object> one = results.get(i);
            if (isComplete(one, results) && results.stream().filter(other -> isComplete(other, results))
                    .noneMatch(other -> dominates(other, one))) {
                best.add(i);
            }
        }
        return best;
    }

    /** Whether a result has all that is sought, and each of its estimates holds all costs that those of any other hold. */
    private boolean isComplete(Map<String, Object> result, List<Map<String, Object>> all) {
        return objectives.stream().allMatch(objective -> result.get(objective.metric()) instanceof Number
                && all.stream().allMatch(other -> unknown(other, objective.metric()).containsAll(unknown(result, objective.metric()))));
    }

    /** The costs that an estimate leaves out since the chip does not say them. */
    static Set<String> unknown(Map<String, Object> result, String metric) {
        String estimate = metric.contains(".") ? metric.substring(0, metric.indexOf('.')) : metric;
        return result.get(estimate + ".unknown") instanceof String causes ? Set.of(causes.split(", ")) : Set.of();
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
