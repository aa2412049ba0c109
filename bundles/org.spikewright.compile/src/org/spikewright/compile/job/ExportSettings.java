package org.spikewright.compile.job;

import java.util.Optional;
import org.spikewright.compile.Settings;
import org.spikewright.network.NetworkFormat;

/**
 * What an export job sets.
 *
 * @param format of the file
 * @param file its name in the folder of the job; that of the job if empty
 */
public record ExportSettings(NetworkFormat format, Optional<String> file) {

    /**
     * Reads a job's settings.
     *
     * @throws IllegalArgumentException if the format makes no value; the message says why
     */
    public static ExportSettings of(Settings settings) {
        return new ExportSettings(settings.needed("format", NetworkFormat.class), Optional.of(settings.text("file")).filter(name -> !name.isEmpty()));
    }

    /** The name of the file of a job. */
    public String file(String job) {
        return file.orElse(job + "." + format.extension());
    }
}
