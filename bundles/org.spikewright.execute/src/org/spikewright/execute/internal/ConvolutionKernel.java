package org.spikewright.execute.internal;

import java.util.Arrays;
import org.spikewright.execute.Activation;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Primitives.Factor;
import org.spikewright.kernel.SparseRows;

/**
 * A convolution as a product of the weights, {@code [channels][incoming of a group × elements]}, with what lies in the windows,
 * {@code [incoming of a group × elements][windows]}. Where most of what comes in is 0, the weights of the others are added
 * instead, window by window, with the same bits.
 *
 * @param incoming channels that come in
 * @param channels channels that go out
 * @param siteOf which place decides whether there is anything at a window, by window; {@code null} where there always is; empty where all
 *               places of the window do
 */
record ConvolutionKernel(Windows windows, int incoming, int channels, int groups, int[] siteOf) implements OperatorKernel {

    private static final int COLUMNS = 0;
    private static final int SUMS = 1;
    private static final int GRADIENT = 2;

    private int depth() {
        return incoming / groups * windows.volume();
    }

    private int width() {
        return channels * windows.count();
    }

    @Override
    public boolean keepsZeros() {
        return siteOf != null;
    }

    @Override
    public boolean prepares() {
        return groups == 1;
    }

    /** The weights turned around, {@code [incoming × elements][channels]}. */
    @Override
    public Object prepare(float[][] parameters, Object before) {
        if (groups > 1) {
            return null;
        }
        float[] turned = before instanceof float[] last ? last : new float[parameters[0].length];
        int depth = depth();
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < depth; k++) {
                turned[k * channels + c] = parameters[0][c * depth + k];
            }
        }
        return turned;
    }

    /** Whether what comes in is better taken as lists. */
    private boolean isListed(Frame frame) {
        Activation received = frame.received(0);
        return groups == 1 && frame.isWhole() && received.isSparse()
                && received.spikes().entries() <= Primitives.DENSE_FROM * received.rows() * received.width();
    }

    @Override
    public void forward(Frame frame) {
        float[] y = frame.output();
        boolean isListed = isListed(frame);
        float[] columns = isListed ? null : frame.scratch(COLUMNS).ofLength(depth() * windows.count());
        SparseRows lists = new SparseRows(true);
        for (int row = 0; row < frame.rows(); row++) {
            int out = frame.output(row);
            if (isListed) {
                lists.clear();
                list(frame, row, lists);
                add(frame, lists, out);
            } else {
                bias(frame, out);
                for (int g = 0; g < groups; g++) {
                    columns(frame, row, g, columns);
                    int own = channels / groups;
                    frame.primitives().product(own, depth(), windows.count(), Factor.rows(frame.parameters()[0], g * own * depth(), depth()),
                            Factor.rows(columns, 0, windows.count()), y, out + g * own * windows.count());
                }
            }
            if (siteOf != null) {
                mask(frame, row, y, out);
            }
        }
    }

    private void bias(Frame frame, int out) {
        for (int c = 0; c < channels; c++) {
            Arrays.fill(frame.output(), out + c * windows.count(), out + (c + 1) * windows.count(),
                    frame.parameters().length > 1 ? frame.parameters()[1][c] : 0);
        }
    }

    private void columns(Frame frame, int row, int group, float[] columns) {
        int each = incoming / groups;
        for (int c = 0; c < each; c++) {
            windows.gather(frame.input(0), frame.input(0, row) + (group * each + c) * windows.places(), columns,
                    c * windows.volume() * windows.count());
        }
    }

    /** Adds to the lists one for each window of a row: which elements of which channels are not 0, in ascending order, and their values. */
    private void list(Frame frame, int row, SparseRows lists) {
        SparseRows spikes = frame.received(0).spikes();
        int[] columns = spikes.columns();
        int first = spikes.offsets()[row];
        int last = spikes.offsets()[row + 1];
        int count = windows.count();
        int entries = 0;
        int[] next = new int[count + 1];
        for (int s = first; s < last; s++) {
            int place = columns[s] % windows.places();
            for (int owner = windows.start(place); owner < windows.start(place + 1); owner++) {
                next[windows.window(owner) + 1]++;
                entries++;
            }
        }
        lists.reserve(count, entries);
        int start = lists.entries();
        int before = lists.rows();
        int[] offsets = lists.offsets();
        next[0] = start;
        for (int w = 0; w < count; w++) {
            next[w + 1] += next[w];
            offsets[before + w + 1] = next[w + 1];
        }
        for (int s = first; s < last; s++) {
            int place = columns[s] % windows.places();
            int channel = columns[s] / windows.places();
            for (int owner = windows.start(place); owner < windows.start(place + 1); owner++) {
                int at = next[windows.window(owner)]++;
                lists.columns()[at] = channel * windows.volume() + windows.element(owner);
                lists.values()[at] = spikes.valued() ? spikes.values()[s] : 1;
            }
        }
        lists.addRows(count);
    }

    /** One row by its lists: sums by window, then turned around to channels. */
    private void add(Frame frame, SparseRows lists, int out) {
        int count = windows.count();
        float[] sums = frame.scratch(SUMS).ofLength(width());
        for (int w = 0; w < count; w++) {
            if (frame.parameters().length > 1) {
                System.arraycopy(frame.parameters()[1], 0, sums, w * channels, channels);
            } else {
                Arrays.fill(sums, w * channels, (w + 1) * channels, 0f);
            }
        }
        frame.primitives().gather(lists, 0, count, (float[]) frame.prepared(), channels, sums, 0);
        turn(sums, 0, count, channels, frame.output(), out);
    }

    private static void turn(float[] source, int from, int rows, int columns, float[] target, int to) {
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                target[to + c * rows + r] = source[from + r * columns + c];
            }
        }
    }

    /** Makes 0 what belongs to windows where nothing came in. */
    private void mask(Frame frame, int row, float[] values, int from) {
        float[] x = frame.input(0);
        int in = frame.input(0, row);
        boolean[] isSite = new boolean[windows.places()];
        for (int i = 0; i < incoming * windows.places(); i++) {
            isSite[i % windows.places()] |= x[in + i] != 0;
        }
        boolean[] isActive = new boolean[windows.count()];
        if (siteOf.length > 0) {
            for (int w = 0; w < isActive.length; w++) {
                isActive[w] = isSite[siteOf[w]];
            }
        } else {
            for (int place = 0; place < isSite.length; place++) {
                for (int owner = windows.start(place); isSite[place] && owner < windows.start(place + 1); owner++) {
                    isActive[windows.window(owner)] = true;
                }
            }
        }
        for (int i = 0; i < width(); i++) {
            if (!isActive[i % windows.count()]) {
                values[from + i] = 0;
            }
        }
    }

    /** The derivatives by what a row gave. */
    private float[] gradient(Frame frame, int row) {
        float[] gradient = frame.scratch(GRADIENT).ofLength(width());
        System.arraycopy(frame.outputGradient(), frame.output(row), gradient, 0, width());
        if (siteOf != null) {
            mask(frame, row, gradient, 0);
        }
        return gradient;
    }

    @Override
    public void backward(Frame frame) {
        int own = channels / groups;
        int each = incoming / groups;
        int count = windows.count();
        float[] columns = frame.scratch(COLUMNS).ofLength(depth() * count);
        for (int row = 0; row < frame.rows(); row++) {
            float[] gradient = gradient(frame, row);
            for (int g = 0; g < groups; g++) {
                Arrays.fill(columns, 0, depth() * count, 0f);
                frame.primitives().product(depth(), own, count, Factor.transposed(frame.parameters()[0], g * own * depth(), depth()),
                        Factor.rows(gradient, g * own * count, count), columns, 0);
                for (int c = 0; c < each; c++) {
                    windows.scatter(columns, c * windows.volume() * count, frame.inputGradient(0),
                            frame.input(0, row) + (g * each + c) * windows.places());
                }
            }
        }
    }

    @Override
    public void parameterGradients(Frame frame) {
        if (frame.parameters().length > 1) {
            byBias(frame);
        }
        if (isListed(frame)) {
            byLists(frame);
            return;
        }
        int own = channels / groups;
        int count = windows.count();
        float[] columns = frame.scratch(COLUMNS).ofLength(depth() * count);
        for (int row = 0; row < frame.rows(); row++) {
            float[] gradient = gradient(frame, row);
            for (int g = 0; g < groups; g++) {
                columns(frame, row, g, columns);
                frame.primitives().product(own, count, depth(), Factor.rows(gradient, g * own * count, count),
                        Factor.transposed(columns, 0, count), frame.parameterGradients()[0], g * own * depth());
            }
        }
    }

    private void byBias(Frame frame) {
        int count = windows.count();
        for (int row = 0; row < frame.rows(); row++) {
            float[] gradient = gradient(frame, row);
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                for (int w = 0; w < count; w++) {
                    sum += gradient[c * count + w];
                }
                frame.parameterGradients()[1][c] += sum;
            }
        }
    }

    /** All rows at once: for each weight, the derivatives of the windows at which something came in. */
    private void byLists(Frame frame) {
        int count = windows.count();
        SparseRows lists = new SparseRows(true);
        float[] turned = frame.scratch(SUMS).ofLength(frame.rows() * width());
        for (int row = 0; row < frame.rows(); row++) {
            list(frame, row, lists);
            turn(gradient(frame, row), 0, channels, count, turned, row * width());
        }
        SparseRows byWeight = new SparseRows(true);
        byWeight.transpose(lists, depth());
        float[] sums = frame.scratch(COLUMNS).ofLength(depth() * channels);
        Arrays.fill(sums, 0, depth() * channels, 0f);
        frame.primitives().gather(byWeight, 0, depth(), turned, channels, sums, 0);
        float[] into = frame.parameterGradients()[0];
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < depth(); k++) {
                into[c * depth() + k] += sums[k * channels + c];
            }
        }
    }
}
