package org.spikewright.compile.job;

import java.util.List;
import java.util.OptionalLong;
import org.spikewright.compile.Settings;
import org.spikewright.dataset.Augmentation;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Transform;
import org.spikewright.dataset.TransformedSource;

/**
 * What a data set sets.
 *
 * @param source of its samples
 * @param augmentations how samples that are learnt from vary each time
 * @param encoder what makes input over time of a sample
 * @param train how many samples to train on, if said
 * @param test how many to test on, if said
 * @param validation how many of the training samples are set aside, if said
 * @param seed of what is drawn; of no use where samples are read
 * @param called the functions that were called for it
 */
public record DataSettings(Source source, List<Augmentation> augmentations, Encoder encoder, OptionalLong train, OptionalLong test,
        OptionalLong validation, long seed, List<Called> called) {

    public DataSettings {
        augmentations = List.copyOf(augmentations);
        called = List.copyOf(called);
    }

    /**
     * Reads a data set's settings.
     *
     * @throws IllegalArgumentException if one is missing or makes no value; the message says why
     */
    public static DataSettings of(Settings settings) {
        Source source = source(settings);
        return new DataSettings(source, settings.values("augment", Augmentation.class), settings.needed("encode", Encoder.class),
                settings.count("train"), settings.count("test"), settings.count("validation"),
                source.folder().isEmpty() ? settings.count("seed").orElse(1) : 1, settings.called());
    }

    /**
     * Where samples come from, with what is done to all of them.
     *
     * @throws IllegalArgumentException if it is missing or makes no value; the message says why
     */
    public static Source source(Settings settings) {
        Source source = settings.needed("read", Source.class);
        List<Transform> transforms = settings.values("read", Transform.class);
        return transforms.isEmpty() ? source : new TransformedSource(source, transforms);
    }
}
