package org.spikewright.dataset.internal.transform;

import java.util.Optional;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Transform;

/**
 * Other numbers of rows and columns. Values in between are estimated from the four around them, as pixel centres lie (bilinear, without
 * aligned corners); where an image becomes smaller, each new pixel has the mean over the old ones that it covers, by area.
 */
public final class Resize implements Transform {

    private final int height;
    private final int width;

    /** So many rows and columns. */
    public Resize(int height, int width) {
        this.height = height;
        this.width = width;
    }

    @Override
    public Optional<SampleForm> form(SampleForm before) {
        int[] extents = before.extents().clone();
        if (before.kind() == SampleForm.Kind.EVENTS) {
            throw new IllegalArgumentException("resize estimates values, of which events have none; take downsample or crop, or count them with bins before");
        }
        if (extents.length - before.firstPlace() < 2) {
            throw new IllegalArgumentException("resize takes samples with rows and columns");
        }
        extents[extents.length - 2] = height;
        extents[extents.length - 1] = width;
        return Optional.of(before.with(extents));
    }

    @Override
    public DataSet apply(DataSet data, Work work) {
        return SampleMapping.of(data, this, this::mapping);
    }

    private SampleMapping mapping(SampleForm before, SampleForm after) {
        int axes = before.extents().length;
        int rows = before.extents()[axes - 2];
        int columns = before.extents()[axes - 1];
        int planes = before.size(0) / (rows * columns);
        float[][] down = weights(rows, height);
        float[][] across = weights(columns, width);
        return (own, values) -> {
            float[] narrow = new float[rows * width];
            for (int plane = 0; plane < planes; plane++) {
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < width; x++) {
                        narrow[y * width + x] = sum(across[x], own, plane * rows * columns + y * columns, 1);
                    }
                }
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        values[(plane * height + y) * width + x] = sum(down[y], narrow, x, width);
                    }
                }
            }
        };
    }

    /** A sum of values with weights of which the first entry says where they begin. */
    private static float sum(float[] weights, float[] values, int at, int stride) {
        float sum = 0;
        int from = at + (int) weights[0] * stride;
        for (int i = 1; i < weights.length; i++) {
            sum += weights[i] * values[from + (i - 1) * stride];
        }
        return sum;
    }

    /** How the old values of an axis make each new one: where they begin, then their weights, which sum to 1. */
    private static float[][] weights(int from, int to) {
        double scale = (double) from / to;
        float[][] all = new float[to][];
        for (int i = 0; i < to; i++) {
            double least = scale > 1 ? i * scale : (i + 0.5) * scale - 1;
            double most = scale > 1 ? (i + 1) * scale : (i + 0.5) * scale + 1;
            int first = Math.max(0, (int) Math.floor(least));
            int last = Math.min(from, (int) Math.ceil(most - 1e-9));
            float[] weights = new float[1 + last - first];
            weights[0] = first;
            double total = 0;
            for (int k = first; k < last; k++) {
                double weight = scale > 1 ? Math.min(most, k + 1) - Math.max(least, k) : Math.max(0, 1 - Math.abs(k + 0.5 - (i + 0.5) * scale));
                weights[1 + k - first] = (float) weight;
                total += weight;
            }
            for (int k = 1; k < weights.length; k++) {
                weights[k] /= (float) total;
            }
            all[i] = weights;
        }
        return all;
    }
}
