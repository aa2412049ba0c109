package org.spikewright.kernel.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;

/** The primitives on the Vector API, with as many lanes as the machine prefers. */
public final class VectorPrimitives implements Primitives {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /**
     * Sums that a gather keeps in registers: enough to hide the latency of an addition, few enough for 16 registers.
     */
    private static final int BLOCK = 8 * LANES;

    @Override
    public String description() {
        return LANES + " lanes of 32 bits";
    }

    @Override
    public boolean vectorised() {
        return true;
    }

    @Override
    public void gather(SparseRows lists, int from, int to, float[] matrix, int width, float[] out, int row) {
        int c = 0;
        for (; c + BLOCK <= width; c += BLOCK) {
            for (int i = from; i < to; i++) {
                int sum = (row + i - from) * width + c;
                if (lists.valued()) {
                    scaledBlock(lists, i, matrix, width, c, out, sum);
                } else {
                    block(lists.columns(), lists.offsets()[i], lists.offsets()[i + 1], matrix, width, c, out, sum);
                }
            }
        }
        for (; c < width; c += LANES) {
            VectorMask<Float> mask = SPECIES.indexInRange(c, width);
            for (int i = from; i < to; i++) {
                int sum = (row + i - from) * width + c;
                if (lists.valued()) {
                    scaledStrip(lists, i, matrix, width, c, out, sum, mask);
                } else {
                    strip(lists.columns(), lists.offsets()[i], lists.offsets()[i + 1], matrix, width, c, out, sum,
                            mask);
                }
            }
        }
    }

    private static void block(int[] columns, int start, int end, float[] matrix, int width, int c, float[] out,
            int sum) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, out, sum);
        FloatVector s1 = FloatVector.fromArray(SPECIES, out, sum + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, out, sum + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, out, sum + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, out, sum + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(SPECIES, out, sum + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(SPECIES, out, sum + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(SPECIES, out, sum + 7 * LANES);
        for (int k = start; k < end; k++) {
            int at = columns[k] * width + c;
            s0 = s0.add(FloatVector.fromArray(SPECIES, matrix, at));
            s1 = s1.add(FloatVector.fromArray(SPECIES, matrix, at + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, matrix, at + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, matrix, at + 3 * LANES));
            s4 = s4.add(FloatVector.fromArray(SPECIES, matrix, at + 4 * LANES));
            s5 = s5.add(FloatVector.fromArray(SPECIES, matrix, at + 5 * LANES));
            s6 = s6.add(FloatVector.fromArray(SPECIES, matrix, at + 6 * LANES));
            s7 = s7.add(FloatVector.fromArray(SPECIES, matrix, at + 7 * LANES));
        }
        s0.intoArray(out, sum);
        s1.intoArray(out, sum + LANES);
        s2.intoArray(out, sum + 2 * LANES);
        s3.intoArray(out, sum + 3 * LANES);
        s4.intoArray(out, sum + 4 * LANES);
        s5.intoArray(out, sum + 5 * LANES);
        s6.intoArray(out, sum + 6 * LANES);
        s7.intoArray(out, sum + 7 * LANES);
    }

    private static void scaledBlock(SparseRows lists, int list, float[] matrix, int width, int c, float[] out,
            int sum) {
        int[] columns = lists.columns();
        float[] values = lists.values();
        int end = lists.offsets()[list + 1];
        FloatVector s0 = FloatVector.fromArray(SPECIES, out, sum);
        FloatVector s1 = FloatVector.fromArray(SPECIES, out, sum + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, out, sum + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, out, sum + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, out, sum + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(SPECIES, out, sum + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(SPECIES, out, sum + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(SPECIES, out, sum + 7 * LANES);
        for (int k = lists.offsets()[list]; k < end; k++) {
            int at = columns[k] * width + c;
            FloatVector x = FloatVector.broadcast(SPECIES, values[k]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, matrix, at), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, matrix, at + LANES), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, matrix, at + 2 * LANES), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, matrix, at + 3 * LANES), s3);
            s4 = x.fma(FloatVector.fromArray(SPECIES, matrix, at + 4 * LANES), s4);
            s5 = x.fma(FloatVector.fromArray(SPECIES, matrix, at + 5 * LANES), s5);
            s6 = x.fma(FloatVector.fromArray(SPECIES, matrix, at + 6 * LANES), s6);
            s7 = x.fma(FloatVector.fromArray(SPECIES, matrix, at + 7 * LANES), s7);
        }
        s0.intoArray(out, sum);
        s1.intoArray(out, sum + LANES);
        s2.intoArray(out, sum + 2 * LANES);
        s3.intoArray(out, sum + 3 * LANES);
        s4.intoArray(out, sum + 4 * LANES);
        s5.intoArray(out, sum + 5 * LANES);
        s6.intoArray(out, sum + 6 * LANES);
        s7.intoArray(out, sum + 7 * LANES);
    }

    private static void strip(int[] columns, int start, int end, float[] matrix, int width, int c, float[] out, int sum,
            VectorMask<Float> mask) {
        FloatVector s = FloatVector.fromArray(SPECIES, out, sum, mask);
        for (int k = start; k < end; k++) {
            s = s.add(FloatVector.fromArray(SPECIES, matrix, columns[k] * width + c, mask));
        }
        s.intoArray(out, sum, mask);
    }

    private static void scaledStrip(SparseRows lists, int list, float[] matrix, int width, int c, float[] out, int sum,
            VectorMask<Float> mask) {
        int[] columns = lists.columns();
        float[] values = lists.values();
        int end = lists.offsets()[list + 1];
        FloatVector s = FloatVector.fromArray(SPECIES, out, sum, mask);
        for (int k = lists.offsets()[list]; k < end; k++) {
            FloatVector x = FloatVector.broadcast(SPECIES, values[k]);
            s = x.fma(FloatVector.fromArray(SPECIES, matrix, columns[k] * width + c, mask), s);
        }
        s.intoArray(out, sum, mask);
    }

    @Override
    public void product(int m, int k, int n, Factor a, Factor b, float[] c, int cFrom, int pitch) {
        VectorProduct.add(m, k, n, a, b, c, cFrom, pitch);
    }

    @Override
    public void list(float[] values, int from, int rows, int width, SparseRows lists) {
        lists.reserve(rows, rows * width);
        int at = lists.entries();
        int whole = SPECIES.loopBound(width);
        for (int r = 0; r < rows; r++) {
            int start = from + r * width;
            for (int j = 0; j < whole; j += LANES) {
                long found = FloatVector.fromArray(SPECIES, values, start + j).compare(VectorOperators.NE, 0f).toLong();
                at = append(found, values, start, j, lists, at);
            }
            for (int j = whole; j < width; j++) {
                at = append(values[start + j] != 0 ? 1 : 0, values, start, j, lists, at);
            }
            lists.endRow(at);
        }
    }

    private static int append(long found, float[] values, int start, int j, SparseRows lists, int at) {
        int end = at;
        for (long bits = found; bits != 0; bits &= bits - 1) {
            int column = j + Long.numberOfTrailingZeros(bits);
            lists.columns()[end] = column;
            if (lists.valued()) {
                lists.values()[end] = values[start + column];
            }
            end++;
        }
        return end;
    }
}
