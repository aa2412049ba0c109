package org.spikewright.compile.job;

import java.util.List;
import org.spikewright.compile.Settings;
import org.spikewright.simulate.population.RecorderRequest;
import org.spikewright.simulate.population.SpikeTiming;
import org.spikewright.simulate.population.StopCondition;

/**
 * What a simulate job sets whose network has populations: they run for a time. Times are in seconds.
 *
 * @param time how long anything is recorded
 * @param settle how long they run before that
 * @param record what is recorded beside all spikes, or instead of them
 * @param stop what ends the run early
 * @param frozen whether weights stay as they are
 * @param timing when they fire within a step
 * @param step length of a time step
 */
public record PopulationRunSettings(double time, double settle, List<RecorderRequest> record, List<StopCondition> stop, boolean frozen, SpikeTiming timing,
        long seed, double step) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static PopulationRunSettings of(Settings settings) {
        return new PopulationRunSettings(settings.neededQuantity("time"), settings.neededQuantity("settle"),
                settings.values("record", RecorderRequest.class), settings.values("stop", StopCondition.class),
                settings.truth("frozen"), settings.needed("timing", SpikeTiming.class), settings.count("seed").orElse(1), settings.neededQuantity("step"));
    }
}
