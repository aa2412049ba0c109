package org.spikewright.kernel.internal;

import org.spikewright.kernel.PoissonCounts;
import org.spikewright.kernel.RandomRows;

/**
 * Random rows in plain Java. One call of the function serves two neurons: those at place p and p + 16 of each 32, as suits
 * vectors of up to 16 lanes.
 */
public final class ScalarRandomRows implements RandomRows {

    /** Neurons that share their function's calls. */
    static final int GROUP = 32;
    static final int HALF = GROUP / 2;
    /** Of Threefry's key schedule for words of 32 bits. */
    static final int PARITY = 0x1BD11BDA;

    /** Threefry-2×32-20: the two words for a counter and a key, the first in the low half. */
    public static long threefry(int x0, int x1, int k0, int k1) {
        int k2 = PARITY ^ k0 ^ k1;
        int a = x0 + k0;
        int b = x1 + k1;
        int[] keys = {k0, k1, k2};
        int[] rotations = {13, 15, 26, 6, 17, 29, 16, 24};
        for (int round = 0; round < 20; round++) {
            a += b;
            b = Integer.rotateLeft(b, rotations[round & 7]) ^ a;
            if ((round & 3) == 3) {
                int inject = (round >> 2) + 1;
                a += keys[inject % 3];
                b += keys[(inject + 1) % 3] + inject;
            }
        }
        return (long) b << 32 | a & 0xFFFFFFFFL;
    }

    private static int bits(long key, int neuron, int step) {
        long words = threefry(neuron / GROUP * HALF + neuron % HALF, step, (int) key, (int) (key >>> 32));
        return (int) (neuron % GROUP < HALF ? words : words >>> 32);
    }

    @Override
    public void addPoisson(long key, int first, int step, PoissonCounts counts, float weight, float[] row, int at,
            int n) {
        int[] thresholds = counts.thresholds();
        for (int j = 0; j < n; j++) {
            int bits = bits(key, first + j, step);
            int count = 0;
            while (count < thresholds.length && bits >= thresholds[count]) {
                count++;
            }
            row[at + j] = Math.fma(counts.least() + count, weight, row[at + j]);
        }
    }

    @Override
    public void bits(long key, int first, int step, int[] row, int n) {
        for (int j = 0; j < n; j++) {
            row[j] = bits(key, first + j, step);
        }
    }

    @Override
    public void uniforms(long key, int first, int step, float[] row, int at, int n) {
        for (int j = 0; j < n; j++) {
            row[at + j] = Math.fma(centred(bits(key, first + j, step)), 0.5f, 0.5f);
        }
    }

    @Override
    public void normals(long key, int first, int step, float[] row, int at, int n) {
        for (int j = 0; j < n; j++) {
            row[at + j] = normal(centred(bits(key, first + j, step)));
        }
    }

    /** Even between -1 and 1. */
    private static float centred(int bits) {
        return Math.fma(bits >> 8, 0x1p-23f, 0x1p-24f);
    }

    /**
     * √2 erf⁻¹(x), by the polynomials of Giles, <i>Approximating the erfinv function</i>, GPU Computing Gems Jade Edition,
     * 2011, table 5.
     */
    private static float normal(float x) {
        float w = -log((1f - x) * (1f + x));
        float[] c = w < 5f ? CENTRE : TAIL;
        float y = w < 5f ? w - 2.5f : (float) Math.sqrt(w) - 3f;
        float p = c[0];
        for (int i = 1; i < c.length; i++) {
            p = Math.fma(p, y, c[i]);
        }
        return p * x * 1.4142135f;
    }

    static final float[] CENTRE = {2.81022636e-08f, 3.43273939e-07f, -3.5233877e-06f, -4.39150654e-06f,
            0.00021858087f, -0.00125372503f, -0.00417768164f, 0.246640727f, 1.50140941f};
    static final float[] TAIL = {-0.000200214257f, 0.000100950558f, 0.00134934322f, -0.00367342844f, 0.00573950773f,
            -0.0076224613f, 0.00943887047f, 1.00167406f, 2.83297682f};
    /** Of 2 artanh(s) / s in powers of s². */
    static final float[] LOG = {2f / 9, 2f / 7, 2f / 5, 2f / 3, 2f};

    /** ln x for normal positive x: the exponent, and 2 artanh((m - 1) / (m + 1)) for m between √½ and √2. */
    private static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = bits - 0x3F3504F3 >> 23;
        float m = Float.intBitsToFloat(bits - (exponent << 23));
        float s = (m - 1f) / (m + 1f);
        float z = s * s;
        float p = LOG[0];
        for (int i = 1; i < LOG.length; i++) {
            p = Math.fma(p, z, LOG[i]);
        }
        return Math.fma(exponent, 0.6931472f, p * s);
    }
}
