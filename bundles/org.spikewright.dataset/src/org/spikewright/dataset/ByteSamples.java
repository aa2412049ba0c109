package org.spikewright.dataset;

import java.util.List;

/** Samples of bytes in memory; 0 to 255 stands for 0 to 1. */
final class ByteSamples implements Samples {

    private final byte[] bytes;
    private final byte[] labels;
    private final int[] extents;
    private final int length;
    private final List<String> classNames;

    ByteSamples(byte[] bytes, byte[] labels, int[] extents, List<String> classNames) {
        this.bytes = bytes;
        this.labels = labels;
        this.extents = extents;
        this.length = Samples.super.length();
        this.classNames = List.copyOf(classNames);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int[] extents() {
        return extents.clone();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int sample) {
        return labels[sample] & 0xFF;
    }

    @Override
    public void read(int sample, float[] values) {
        int from = sample * length;
        for (int i = 0; i < length; i++) {
            values[i] = (bytes[from + i] & 0xFF) / 255f;
        }
    }
}
