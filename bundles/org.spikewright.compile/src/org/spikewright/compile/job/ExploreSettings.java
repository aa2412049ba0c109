package org.spikewright.compile.job;

import java.util.List;
import java.util.OptionalLong;
import org.spikewright.compile.Settings;
import org.spikewright.record.Goal;
import org.spikewright.record.Limit;

/**
 * What an explore job sets.
 *
 * @param search how values are chosen
 * @param objectives what is sought
 * @param constraints what must hold for a result to count
 * @param runs how many at most
 */
public record ExploreSettings(Search search, List<Goal> objectives, List<Limit> constraints, OptionalLong runs, long seed) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static ExploreSettings of(Settings settings) {
        return new ExploreSettings(settings.needed("search", Search.class), settings.values("objectives", Goal.class),
                settings.values("constraints", Limit.class), settings.count("runs"), settings.count("seed").orElse(1));
    }
}
