package org.spikewright.compile.job;

import org.spikewright.common.Location;

/**
 * A data set as engines take it.
 *
 * @param location where it is declared
 */
public record DataSpec(String name, Location location, DataSettings settings) {
}
