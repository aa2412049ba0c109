package org.spikewright.record;

import java.util.Map;

/**
 * What a run read.
 *
 * @param folder where the model lay: names of files in it are relative to that
 * @param hashes SHA-256 of each file, by {@code model/NAME} for the texts of the model, which the record holds, by {@code data.SET/NAME} for
 *               the files of a data set, {@code connections.NAME}, {@code spikes.NAME} and {@code values.NAME} for those of populations
 */
public record Inputs(String folder, Map<String, String> hashes) {
}
