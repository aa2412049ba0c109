package org.spikewright.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.spikewright.record.ExplorationRecord;
import org.spikewright.record.ExplorationRecord.Trial;
import org.spikewright.record.RunState;

/** What an exploration tried, as a table: the varied values, the metrics that were sought, and what is best. */
final class Trials {

    private static final int METRICS = 6;

    private Trials() {
    }

    static String table(ExplorationRecord record) {
        List<String> metrics = metrics(record);
        StringBuilder table = new StringBuilder("<table><tr>");
        record.varied().forEach(path -> table.append("<th>").append(Svg.escape(path)).append("</th>"));
        metrics.forEach(metric -> table.append("<th class=\"number\">").append(Svg.escape(metric)).append("</th>"));
        table.append("<th></th></tr>");
        for (Trial trial : record.trials()) {
            table.append(trial.best() ? "<tr class=\"best\">" : "<tr>");
            trial.values().forEach(value -> table.append("<td>").append(Svg.escape(value)).append("</td>"));
            metrics.forEach(metric -> table.append("<td class=\"number\">").append(value(metric, trial.metrics())).append("</td>"));
            table.append("<td>").append(Svg.escape(remark(trial))).append("</td></tr>");
        }
        return table.append("</table>").toString();
    }

    /** Those that were sought, else those that differ most of all: that differ at all. */
    private static List<String> metrics(ExplorationRecord record) {
        if (!record.objectives().isEmpty()) {
            return record.objectives().stream().map(objective -> objective.replaceFirst("^-", "")).distinct().toList();
        }
        Set<String> differing = new TreeSet<>();
        List<Trial> done = record.trials().stream().filter(trial -> trial.state() == RunState.DONE).toList();
        for (Trial trial : done) {
            trial.metrics().forEach((name, value) -> {
                if (value instanceof Number && !value.equals(done.getFirst().metrics().get(name))) {
                    differing.add(name);
                }
            });
        }
        return differing.stream().limit(METRICS).toList();
    }

    private static String value(String metric, Map<String, Object> metrics) {
        return metrics.get(metric) instanceof Number number ? Quantity.metric(metric, number.doubleValue()) : "";
    }

    private static String remark(Trial trial) {
        return switch (trial.state()) {
            case FAILED -> "failed: " + trial.message();
            case CANCELLED, RUNNING -> "not run";
            case DONE -> trial.best() ? "best" : trial.admissible() ? "" : "breaks a constraint";
        };
    }
}
