package org.spikewright.execute.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.execute.Activation;
import org.spikewright.execute.DeferredKernel;
import org.spikewright.execute.Frame;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Primitives.Factor;
import org.spikewright.kernel.SparseRows;

/**
 * {@code y = W x + b} at each of some positions. The weights are turned around, {@code [fanIn][units]}. All rows go through one product;
 * where most of what comes in is 0, the rows of weights of the others are added instead, with the same bits.
 */
record DenseKernel(int fanIn, int units, int positions) implements DeferredKernel {

    /** What a chunk received, as a matrix or as lists by input, and the derivatives by what it gave. */
    private static final class Kept {
        private final SparseRows byInput;
        private float[] received = new float[0];
        private float[] gradient;
        private int rows;
        private boolean isDense;

        Kept(boolean isValued) {
            byInput = new SparseRows(isValued);
        }
    }

    @Override
    public void forward(Frame frame) {
        float[] output = frame.output();
        float[][] weights = frame.parameters();
        for (int row = 0; row < frame.rows(); row++) {
            for (int p = 0; p < positions; p++) {
                int at = frame.output(row) + p * units;
                if (weights.length > 1) {
                    System.arraycopy(weights[1], 0, output, at, units);
                } else {
                    Arrays.fill(output, at, at + units, 0f);
                }
            }
        }
        Activation received = frame.received(0);
        if (frame.isWhole()) {
            int rows = frame.rows() * positions;
            if (isListed(received)) {
                frame.primitives().gather(received.spikes(positions), 0, rows, weights[0], units, output, 0);
            } else {
                frame.primitives().product(rows, fanIn, units, Factor.rows(received.dense(), 0, fanIn), Factor.rows(weights[0], 0, units), output,
                        0);
            }
        } else if (received.isSparse()) {
            step(frame, received, weights[0]);
        } else {
            strided(frame, (rows, from, pitch) -> frame.primitives().product(rows, fanIn, units, new Factor(received.dense(), from * fanIn,
                    pitch * fanIn, 1), Factor.rows(weights[0], 0, units), output, from * units, pitch * units));
        }
    }

    /** Rows that are apart, each by its own list. */
    private void step(Frame frame, Activation received, float[] matrix) {
        SparseRows lists = new SparseRows(true);
        for (int row = 0; row < frame.rows(); row++) {
            lists.clear();
            frame.primitives().list(received.dense(), frame.input(0, row), positions, fanIn, lists);
            frame.primitives().gather(lists, 0, positions, matrix, units, frame.output(), frame.output(row) / units);
        }
    }

    private interface Rows {
        /**
         * Computes rows that are equally far apart.
         *
         * @param from the first
         * @param pitch from one to the next
         */
        void compute(int rows, int from, int pitch);
    }

    /** Rows of a window, as many at once as are equally far apart. */
    private void strided(Frame frame, Rows rows) {
        int span = frame.last() - frame.first();
        if (span == 1 && positions == 1) {
            rows.compute(frame.samples(), frame.first(), frame.steps());
        } else {
            for (int sample = 0; sample < frame.samples(); sample++) {
                rows.compute(span * positions, (sample * frame.steps() + frame.first()) * positions, 1);
            }
        }
    }

    /** Whether what comes in is better taken as lists. */
    private boolean isListed(Activation received) {
        return received.isSparse()
                && received.spikes(positions).entries() <= Primitives.DENSE_FROM * received.rows() * positions * fanIn;
    }

    @Override
    public void backward(Frame frame) {
        float[] gradient = frame.outputGradient();
        float[] into = frame.inputGradient(0);
        Rows rows = (count, from, pitch) -> frame.primitives().product(count, units, fanIn, new Factor(gradient, from * units, pitch * units, 1),
                Factor.transposed(frame.parameters()[0], 0, units), into, from * fanIn, pitch * fanIn);
        if (frame.isWhole()) {
            rows.compute(frame.rows() * positions, 0, 1);
        } else {
            strided(frame, rows);
        }
    }

    @Override
    public Object keep(Frame frame, Object before) {
        Activation received = frame.received(0);
        boolean isListed = isListed(received);
        boolean isValued = isListed && received.spikes(positions).valued();
        Kept kept = before instanceof Kept last && (!isListed || last.byInput.valued() == isValued) ? last : new Kept(isValued);
        kept.rows = frame.rows() * positions;
        kept.gradient = frame.outputGradient();
        kept.isDense = !isListed;
        if (isListed) {
            kept.byInput.transpose(received.spikes(positions), fanIn);
        } else {
            int length = kept.rows * fanIn;
            if (kept.received.length < length) {
                kept.received = new float[length];
            }
            System.arraycopy(received.dense(), 0, kept.received, 0, length);
        }
        return kept;
    }

    /** A part for each some inputs, and one for the bias. */
    @Override
    public int parts() {
        return fanIn + 1;
    }

    @Override
    public void sum(List<Object> chunks, float[][] gradients, Primitives primitives, int part, int parts) {
        int slices = Math.max(1, parts - 1);
        if (part == parts - 1 && gradients.length > 1) {
            bias(chunks, gradients[1]);
        }
        if (part == slices) {
            return;
        }
        int from = (int) ((long) fanIn * part / slices);
        int to = (int) ((long) fanIn * (part + 1) / slices);
        for (Object one : chunks) {
            Kept kept = (Kept) one;
            if (kept.isDense) {
                primitives.product(to - from, kept.rows, units, Factor.transposed(kept.received, from, fanIn),
                        Factor.rows(kept.gradient, 0, units), gradients[0], from * units);
            } else {
                primitives.gather(kept.byInput, from, to, kept.gradient, units, gradients[0], from);
            }
        }
    }

    private void bias(List<Object> chunks, float[] gradient) {
        for (Object one : chunks) {
            Kept kept = (Kept) one;
            for (int r = 0; r < kept.rows; r++) {
                for (int j = 0; j < units; j++) {
                    gradient[j] += kept.gradient[r * units + j];
                }
            }
        }
    }
}
