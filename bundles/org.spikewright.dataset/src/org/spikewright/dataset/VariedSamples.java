package org.spikewright.dataset;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Samples that are changed each time they are shown in training.
 *
 * @param samples as they are
 * @param augmentations one after the other
 */
public record VariedSamples(Samples samples, List<Augmentation> augmentations) implements Samples {

    /**
     * Those samples.
     *
     * @throws DataException if one of the changes cannot be done to them; the message says why
     */
    public VariedSamples {
        try {
            augmentations.forEach(augmentation -> augmentation.check(samples.form()));
        } catch (IllegalArgumentException e) {
            throw new DataException("samples cannot be augmented like this: " + e.getMessage(), e);
        }
    }

    @Override
    public SampleForm form() {
        return samples.form();
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public int[] extents() {
        return samples.extents();
    }

    @Override
    public int length() {
        return samples.length();
    }

    @Override
    public List<String> classNames() {
        return samples.classNames();
    }

    @Override
    public int label(int sample) {
        return samples.label(sample);
    }

    @Override
    public int targets() {
        return samples.targets();
    }

    @Override
    public void target(int sample, float[] values) {
        samples.target(sample, values);
    }

    @Override
    public boolean isMasked() {
        return samples.isMasked();
    }

    @Override
    public void mask(int sample, float[] counts) {
        samples.mask(sample, counts);
    }

    @Override
    public void read(int sample, float[] values) {
        samples.read(sample, values);
    }

    @Override
    public void readVaried(int sample, RandomGenerator random, float[] values) {
        samples.readVaried(sample, random, values);
        augmentations.forEach(augmentation -> augmentation.apply(values, samples.form(), random));
    }
}
