package org.spikewright.dataset.internal.transform;

import java.util.List;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;

/** Samples that are made of others when they are read. */
final class MappedSamples implements Samples {

    private final Samples before;
    private final SampleForm form;
    private final int length;
    private final SampleMapping mapping;

    MappedSamples(Samples before, SampleForm form, SampleMapping mapping) {
        this.before = before;
        this.form = form;
        this.length = form.size(0);
        this.mapping = mapping;
    }

    @Override
    public SampleForm form() {
        return form;
    }

    @Override
    public int size() {
        return before.size();
    }

    @Override
    public int[] extents() {
        return form.extents().clone();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public List<String> classNames() {
        return before.classNames();
    }

    @Override
    public int label(int sample) {
        return before.label(sample);
    }

    @Override
    public int targets() {
        return before.targets();
    }

    @Override
    public void target(int sample, float[] values) {
        before.target(sample, values);
    }

    @Override
    public boolean isMasked() {
        return before.isMasked();
    }

    @Override
    public void mask(int sample, float[] counts) {
        before.mask(sample, counts);
    }

    @Override
    public void read(int sample, float[] values) {
        float[] own = new float[before.length()];
        before.read(sample, own);
        mapping.map(own, values);
    }
}
