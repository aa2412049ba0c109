package org.spikewright.dataset;

import java.util.List;

/** Samples for which numbers are right in place of a class. */
public final class TargetSamples implements Samples {

    private final Samples samples;
    private final float[][] targets;

    /**
     * Samples with other answers; the arrays are kept, not copied.
     *
     * @param samples what is shown
     * @param targets what is right for each, as many numbers for each
     */
    public TargetSamples(Samples samples, float[][] targets) {
        this.samples = samples;
        this.targets = targets;
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
    public void read(int sample, float[] values) {
        samples.read(sample, values);
    }
}
