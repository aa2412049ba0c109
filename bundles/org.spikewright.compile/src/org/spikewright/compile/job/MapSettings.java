package org.spikewright.compile.job;

import java.util.OptionalLong;
import org.spikewright.chip.Chip;
import org.spikewright.chip.CoreLimits;
import org.spikewright.compile.Settings;
import org.spikewright.mapping.Objective;

/**
 * What a map job sets.
 *
 * @param samples how many test samples are run for energy and time, the first ones
 * @param weight bits of a weight; what the chip stores if empty
 * @param step length of a time step in seconds
 */
public record MapSettings(Objective minimise, int samples, OptionalLong weight, long seed, double step) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static MapSettings of(Settings settings) {
        return new MapSettings(settings.needed("minimise", Objective.class), settings.neededCount("samples"), settings.count("weight"),
                settings.count("seed").orElse(1), settings.neededQuantity("step"));
    }

    /** How many bits a weight takes on a chip: what the job says, else what the chip stores. */
    public int weightBits(Chip chip) {
        return (int) weight.orElse(chip.core().weightBits().orElse(CoreLimits.UNSTATED_WEIGHT_BITS));
    }
}
