package org.spikewright.mapping;

import java.util.Map;
import org.spikewright.record.ChipRecord;

/**
 * How a network lies on a chip.
 *
 * @param chip cores, links, limits, energy
 * @param metrics figures by name, for instance {@code energy.joule.perInference}; what depends on an unknown cost is missing
 */
public record MappingResult(ChipRecord chip, Map<String, Double> metrics) {
}
