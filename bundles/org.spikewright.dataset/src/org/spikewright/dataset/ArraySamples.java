package org.spikewright.dataset;

import java.util.List;

/** Samples of floats in memory. */
public final class ArraySamples implements Samples {

    private final float[][] values;
    private final int[] labels;
    private final SampleForm form;
    private final List<String> classNames;

    /**
     * Those samples; the arrays are kept, not copied.
     *
     * @param values one array for each sample, row-major over the extents
     * @param labels the class of each sample
     */
    public ArraySamples(float[][] values, int[] labels, int[] extents, List<String> classNames) {
        this(values, labels, SampleForm.values(extents.clone()), classNames);
    }

    /**
     * Those samples, of such a form; the arrays are kept, not copied.
     *
     * @param values one array for each sample, row-major over the extents
     * @param labels the class of each sample
     */
    public ArraySamples(float[][] values, int[] labels, SampleForm form, List<String> classNames) {
        this.values = values;
        this.labels = labels;
        this.form = form;
        this.classNames = List.copyOf(classNames);
        if (values.length != labels.length) {
            throw new IllegalArgumentException(values.length + " samples have " + labels.length + " labels");
        }
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public SampleForm form() {
        return form;
    }

    @Override
    public int[] extents() {
        return form.extents().clone();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int sample) {
        return labels[sample];
    }

    @Override
    public void read(int sample, float[] target) {
        System.arraycopy(values[sample], 0, target, 0, values[sample].length);
    }
}
