package org.spikewright.record.ui.internal;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.report.Quantity;
import org.spikewright.workspace.Progress;
import org.spikewright.workspace.Run;

/** What the columns of the runs say. */
final class RunTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** The measures that matter most, by their names in a record, as people call them. */
    private static final Map<String, String> MEASURES = measures();

    private RunTexts() {
    }

    private static Map<String, String> measures() {
        Map<String, String> measures = new LinkedHashMap<>();
        measures.put("test.accuracy", "accuracy");
        measures.put("accuracy", "accuracy");
        measures.put("cores.used", "cores");
        measures.put("energy.joule.perInference", "energy");
        measures.put("latency.second.mean", "latency");
        return measures;
    }

    static String name(Run run) {
        List<String> jobs = run.record().map(record -> record.manifest().jobs()).orElse(run.jobs());
        return jobs.isEmpty() ? "All jobs" : String.join(", ", jobs);
    }

    /** What it is doing while it goes on; then what each job measured, or why there is nothing. */
    static String result(Run run, String between) {
        return switch (run.state()) {
            case RUNNING -> progress(run.progress());
            case FAILED -> "failed: " + run.failure();
            case CANCELLED -> "cancelled";
            case INTERRUPTED -> "interrupted";
            case DONE -> run.record().map(record -> measures(record, between)).filter(text -> !text.isEmpty()).orElse("done");
        };
    }

    private static String progress(Progress progress) {
        return progress.share() < 0 ? progress.task() : String.format(Locale.ROOT, "%s, %.0f %%", progress.task(), 100 * progress.share());
    }

    private static String measures(RunRecord record, String between) {
        List<String> jobs = new ArrayList<>();
        for (String job : record.manifest().jobs()) {
            Map<String, Object> metrics = record.metrics().getOrDefault(job, Map.of());
            List<String> values = new ArrayList<>();
            MEASURES.forEach((name, word) -> {
                if (metrics.get(name) instanceof Number number) {
                    values.add(word + " " + Quantity.metric(name, number.doubleValue()));
                }
            });
            if (!values.isEmpty()) {
                jobs.add(job + ": " + String.join(", ", values));
            }
        }
        return String.join(between, jobs);
    }

    static String duration(Run run) {
        if (run.state() == RunState.INTERRUPTED) {
            return "";
        }
        Duration duration = run.duration();
        return duration.toMinutes() > 0 ? String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String started(Run run) {
        ZonedDateTime started = run.started().atZone(ZoneId.systemDefault());
        return started.toLocalDate().equals(LocalDate.now()) ? TIME.format(started) : DATE.format(started);
    }
}
