package org.spikewright.jobs;

import java.util.List;
import org.spikewright.common.Location;
import org.spikewright.language.ModelFile;

/**
 * A line of a model that says what is expected of a job's metrics.
 *
 * @param job in which it stands
 * @param text as it is written, on one line, without the word expect
 * @param location where it stands
 */
public record Expected(String job, String text, Location location) {

    /** All of a file, in its order; half-written ones too. */
    public static List<Expected> of(ModelFile model) {
        return model.jobs().stream().filter(job -> !job.name().isEmpty())
                .flatMap(job -> job.lines().stream().map(line -> new Expected(job.name(), line.text(), line.location()))).toList();
    }
}
