package org.spikewright.compile.job;

import java.util.List;
import java.util.OptionalLong;
import org.spikewright.compile.Settings;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Source;

/**
 * What a data set sets.
 *
 * @param source of its samples
 * @param encoder what makes input over time of a sample
 * @param train how many samples to train on, if said
 * @param test how many to test on, if said
 * @param validation how many of the training samples are set aside, if said
 * @param seed of what is drawn; of no use where samples are read
 * @param called the functions that were called for it
 */
public record DataSettings(Source source, Encoder encoder, OptionalLong train, OptionalLong test, OptionalLong validation, long seed,
        List<Called> called) {

    public DataSettings {
        called = List.copyOf(called);
    }

    /**
     * Reads a data set's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static DataSettings of(Settings settings) {
        Source source = settings.needed("read", Source.class);
        return new DataSettings(source, settings.needed("encode", Encoder.class), settings.count("train"), settings.count("test"), settings.count("validation"),
                source.folder().isEmpty() ? settings.count("seed").orElse(1) : 1, settings.called());
    }
}
