package org.spikewright.dataset;

import java.util.List;
import java.util.Optional;

/** Samples for which numbers are right in place of a class. */
public final class TargetSamples implements Samples {

    private final Samples samples;
    private final float[][] targets;
    private final Optional<float[][]> masks;

    /**
     * Samples with other answers; the arrays are kept, not copied.
     *
     * @param samples what is shown
     * @param targets what is right for each, as many numbers for each
     * @param masks which of them count, 1 or 0; all if empty
     */
    public TargetSamples(Samples samples, float[][] targets, Optional<float[][]> masks) {
        this.samples = samples;
        this.targets = targets;
        this.masks = masks;
        if (targets.length != samples.size()) {
            throw new IllegalArgumentException(samples.size() + " samples have " + targets.length + " targets");
        }
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public SampleForm form() {
        return samples.form();
    }

    @Override
    public int[] extents() {
        return samples.extents();
    }

    @Override
    public List<String> classNames() {
        return List.of();
    }

    @Override
    public int label(int sample) {
        return -1;
    }

    @Override
    public int targets() {
        return targets.length == 0 ? 0 : targets[0].length;
    }

    @Override
    public void target(int sample, float[] values) {
        System.arraycopy(targets[sample], 0, values, 0, targets[sample].length);
    }

    @Override
    public boolean isMasked() {
        return masks.isPresent();
    }

    @Override
    public void mask(int sample, float[] counts) {
        System.arraycopy(masks.orElseThrow()[sample], 0, counts, 0, counts.length);
    }

    @Override
    public void read(int sample, float[] values) {
        samples.read(sample, values);
    }
}
