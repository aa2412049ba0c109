package org.spikewright.kernel.internal;

import static org.spikewright.kernel.internal.ScalarRandomRows.CENTRE;
import static org.spikewright.kernel.internal.ScalarRandomRows.GROUP;
import static org.spikewright.kernel.internal.ScalarRandomRows.HALF;
import static org.spikewright.kernel.internal.ScalarRandomRows.LOG;
import static org.spikewright.kernel.internal.ScalarRandomRows.PARITY;
import static org.spikewright.kernel.internal.ScalarRandomRows.TAIL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.spikewright.kernel.PoissonCounts;
import org.spikewright.kernel.RandomRows;

/** Random rows on the Vector API, for up to 16 lanes; the same operations as {@link ScalarRandomRows}. */
public final class VectorRandomRows implements RandomRows {

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED.length() > HALF
            ? IntVector.SPECIES_512
            : IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = INTS.withLanes(float.class);
    private static final int LANES = INTS.length();
    private static final IntVector INDEX = IntVector.zero(INTS).addIndex(1);

    @Override
    public void bits(long key, int first, int step, int[] row, int n) {
        write(key, first, step, row, n);
    }

    /** Writes the bits of the neurons of a row into {@code bits}. */
    private static void write(long key, int first, int step, int[] bits, int n) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        int k2 = PARITY ^ k0 ^ k1;
        for (int j = 0; j < n; j += GROUP) {
            for (int p = 0; p < HALF; p += LANES) {
                IntVector a = INDEX.add((first + j) / 2 + p + k0);
                IntVector b = IntVector.broadcast(INTS, step + k1);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, a);
                a = a.add(k1);
                b = b.add(k2 + 1);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 17).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 29).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, a);
                a = a.add(k2);
                b = b.add(k0 + 2);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, a);
                a = a.add(k0);
                b = b.add(k1 + 3);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 17).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 29).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, a);
                a = a.add(k1);
                b = b.add(k2 + 4);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, a);
                a = a.add(b);
                b = b.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, a);
                a = a.add(k2);
                b = b.add(k0 + 5);
                a.intoArray(bits, j + p);
                b.intoArray(bits, j + HALF + p);
            }
        }
    }

    /** Rows are drawn piece by piece, so that the bits stay in the nearest cache. */
    private static final int PIECE = 1024;
    private static final ThreadLocal<int[]> BITS = ThreadLocal.withInitial(() -> new int[PIECE]);

    @Override
    public void addPoisson(long key, int first, int step, PoissonCounts counts, float weight, float[] row, int at,
            int n) {
        int[] bits = BITS.get();
        for (int from = 0; from < n; from += PIECE) {
            int length = Math.min(PIECE, n - from);
            write(key, first + from, step, bits, length);
            count(bits, counts, weight, row, at + from, length);
        }
    }

    private static void count(int[] bits, PoissonCounts counts, float weight, float[] row, int at, int n) {
        int[] thresholds = counts.thresholds();
        int usual = counts.usual();
        IntVector least = IntVector.broadcast(INTS, counts.least());
        FloatVector scale = FloatVector.broadcast(FLOATS, weight);
        for (int j = 0; j < n; j += LANES) {
            IntVector x = IntVector.fromArray(INTS, bits, j);
            IntVector count = least;
            int k = 0;
            for (; k < usual; k++) {
                count = count.add(1, x.compare(VectorOperators.GE, thresholds[k]));
            }
            for (; k < thresholds.length; k++) {
                VectorMask<Integer> reached = x.compare(VectorOperators.GE, thresholds[k]);
                if (!reached.anyTrue()) {
                    break;
                }
                count = count.add(1, reached);
            }
            FloatVector many = (FloatVector) count.convert(VectorOperators.I2F, 0);
            many.fma(scale, FloatVector.fromArray(FLOATS, row, at + j)).intoArray(row, at + j);
        }
    }

    @Override
    public void uniforms(long key, int first, int step, float[] row, int at, int n) {
        int[] bits = BITS.get();
        for (int from = 0; from < n; from += PIECE) {
            int length = Math.min(PIECE, n - from);
            write(key, first + from, step, bits, length);
            for (int j = 0; j < length; j += LANES) {
                centred(bits, j).fma(number(0.5f), number(0.5f)).intoArray(row, at + from + j);
            }
        }
    }

    @Override
    public void normals(long key, int first, int step, float[] row, int at, int n) {
        int[] bits = BITS.get();
        for (int from = 0; from < n; from += PIECE) {
            int length = Math.min(PIECE, n - from);
            write(key, first + from, step, bits, length);
            for (int j = 0; j < length; j += LANES) {
                normal(centred(bits, j)).intoArray(row, at + from + j);
            }
        }
    }

    private static FloatVector number(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    private static FloatVector centred(int[] bits, int j) {
        IntVector x = IntVector.fromArray(INTS, bits, j).lanewise(VectorOperators.ASHR, 8);
        return ((FloatVector) x.convert(VectorOperators.I2F, 0)).fma(number(0x1p-23f), number(0x1p-24f));
    }

    private static FloatVector normal(FloatVector x) {
        FloatVector w = log(number(1f).sub(x).mul(number(1f).add(x))).neg();
        FloatVector centre = polynomial(CENTRE, w.sub(2.5f));
        FloatVector tail = polynomial(TAIL, w.sqrt().sub(3f));
        return tail.blend(centre, w.compare(VectorOperators.LT, 5f)).mul(x).mul(1.4142135f);
    }

    private static FloatVector polynomial(float[] c, FloatVector y) {
        FloatVector p = number(c[0]);
        for (int i = 1; i < c.length; i++) {
            p = p.fma(y, number(c[i]));
        }
        return p;
    }

    private static FloatVector log(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector exponent = bits.sub(0x3F3504F3).lanewise(VectorOperators.ASHR, 23);
        FloatVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
        FloatVector s = m.sub(1f).div(m.add(1f));
        FloatVector p = polynomial(LOG, s.mul(s));
        return ((FloatVector) exponent.convert(VectorOperators.I2F, 0)).fma(number(0.6931472f), p.mul(s));
    }
}
