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
    private static final int OBJECTIVES = 20;

    private Trials() {
    }

    static Markup table(ExplorationRecord record) {
        List<String> metrics = metrics(record);
        Table table = new Table().row();
        record.varied().forEach(table::heading);
        metrics.forEach(table::numberHeading);
        table.heading("");
        for (Trial trial : record.trials()) {
            if (trial.best()) {
                table.row("class", "best");
            } else {
                table.row();
            }
            trial.values().forEach(table::cell);
            metrics.forEach(metric -> table.number(value(metric, trial.metrics())));
            table.cell(remark(trial));
        }
        return table.end();
    }

    /** Those that were sought, else those that differ most of all: that differ at all. */
    private static List<String> metrics(ExplorationRecord record) {
        if (!record.objectives().isEmpty()) {
            return record.objectives().stream().map(objective -> objective.replaceFirst("^-", "")).distinct().limit(OBJECTIVES).toList();
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
            case FAILED -> trial.message() == null ? "failed" : "failed: " + trial.message();
            case CANCELLED, RUNNING, INTERRUPTED -> "not run";
            case DONE -> trial.best() ? "best" : trial.admissible() ? "" : "breaks a constraint";
        };
    }
}
