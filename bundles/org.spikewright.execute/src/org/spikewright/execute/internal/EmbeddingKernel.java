package org.spikewright.execute.internal;

import java.util.List;
import java.util.random.RandomGenerator;
import org.spikewright.execute.DeferredKernel;
import org.spikewright.execute.Frame;
import org.spikewright.kernel.Primitives;

/**
 * Rows of a table, named by whole numbers.
 *
 * @param count rows of the table
 * @param units elements of a row
 * @param numbers how many numbers come in
 */
record EmbeddingKernel(int count, int units, int numbers) implements DeferredKernel {

    /** Which rows a chunk took, and the derivatives by what they became. */
    private static final class Kept {
        private int[] taken = new int[0];
        private float[] gradient;
        private int length;
    }

    /** Normal with a variance of 1 over the units: rows have a length of about 1. */
    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        for (int i = 0; i < values[parameter].length; i++) {
            values[parameter][i] = (float) (random.nextGaussian() / Math.sqrt(units));
        }
    }

    private int row(float number) {
        if (!(number > -1 && number < count)) {
            throw new IllegalArgumentException("an embedding has rows 0 to " + (count - 1) + ", but receives " + number);
        }
        return (int) number;
    }

    @Override
    public void forward(Frame frame) {
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < numbers; i++) {
                System.arraycopy(frame.parameters()[0], row(frame.input(0)[frame.input(0, row) + i]) * units, frame.output(),
                        frame.output(row) + i * units, units);
            }
        }
    }

    @Override
    public void backward(Frame frame) {
        // a number that names a row has no derivative
    }

    @Override
    public Object keep(Frame frame, Object before) {
        Kept kept = before instanceof Kept last ? last : new Kept();
        kept.length = frame.rows() * numbers;
        kept.gradient = frame.outputGradient();
        kept.taken = kept.taken.length < kept.length ? new int[kept.length] : kept.taken;
        for (int row = 0; row < frame.rows(); row++) {
            for (int i = 0; i < numbers; i++) {
                kept.taken[row * numbers + i] = row(frame.input(0)[frame.input(0, row) + i]);
            }
        }
        return kept;
    }

    @Override
    public int parts() {
        return count;
    }

    @Override
    public void sum(List<Object> chunks, float[][] gradients, Primitives primitives, int part, int parts) {
        int from = (int) ((long) count * part / parts);
        int to = (int) ((long) count * (part + 1) / parts);
        for (Object one : chunks) {
            Kept kept = (Kept) one;
            for (int i = 0; i < kept.length; i++) {
                int row = kept.taken[i];
                for (int j = 0; row >= from && row < to && j < units; j++) {
                    gradients[0][row * units + j] += kept.gradient[i * units + j];
                }
            }
        }
    }
}
