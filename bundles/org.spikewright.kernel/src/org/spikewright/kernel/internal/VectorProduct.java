package org.spikewright.kernel.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.spikewright.kernel.Primitives.Factor;

/**
 * The matrix product on the Vector API: the right factor is packed into panels of two vectors' width that stay in the
 * first-level cache, and tiles of five rows keep ten sums in registers (six would spill where there are 16 registers).
 * Every element is summed over ascending k whatever the blocking.
 */
final class VectorProduct {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = 2 * LANES;
    private static final int TILE = 5;
    /** Depth of a panel: 16 kB with 8 lanes, 32 kB with 16. */
    private static final int DEPTH = 256;

    private VectorProduct() {
    }

    static void add(int m, int k, int n, Factor a, Factor b, float[] c, int cFrom, int pitch) {
        float[] panel = new float[Math.min(k, DEPTH) * WIDTH];
        float[] edge = new float[m * (n % WIDTH == 0 ? 0 : WIDTH)];
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            if (width < WIDTH) {
                copy(m, width, c, cFrom + j, pitch, edge, 0, WIDTH);
            }
            for (int p = 0; p < k; p += DEPTH) {
                int depth = Math.min(DEPTH, k - p);
                pack(b, p, depth, j, width, panel);
                if (width == WIDTH) {
                    panel(m, depth, a, p, panel, c, cFrom + j, pitch);
                } else {
                    panel(m, depth, a, p, panel, edge, 0, WIDTH);
                }
            }
            if (width < WIDTH) {
                copy(m, width, edge, 0, WIDTH, c, cFrom + j, pitch);
            }
        }
    }

    private static void copy(int rows, int width, float[] source, int from, int pitch, float[] target, int to,
            int step) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(source, from + i * pitch, target, to + i * step, width);
        }
    }

    private static void pack(Factor b, int p, int depth, int j, int width, float[] panel) {
        float[] values = b.values();
        for (int q = 0; q < depth; q++) {
            int source = b.from() + (p + q) * b.down() + j * b.across();
            for (int x = 0; x < width; x++) {
                panel[q * WIDTH + x] = values[source + x * b.across()];
            }
            for (int x = width; x < WIDTH; x++) {
                panel[q * WIDTH + x] = 0;
            }
        }
    }

    private static void panel(int m, int depth, Factor a, int p, float[] panel, float[] c, int cFrom, int pitch) {
        int start = a.from() + p * a.across();
        int i = 0;
        for (; i + TILE <= m; i += TILE) {
            tile(a.values(), start + i * a.down(), a.down(), a.across(), depth, panel, c, cFrom + i * pitch, pitch);
        }
        for (; i < m; i++) {
            row(a.values(), start + i * a.down(), a.across(), depth, panel, c, cFrom + i * pitch);
        }
    }

    private static void tile(float[] a, int from, int down, int across, int depth, float[] panel, float[] c, int c0,
            int pitch) {
        int c1 = c0 + pitch;
        int c2 = c1 + pitch;
        int c3 = c2 + pitch;
        int c4 = c3 + pitch;
        FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, c, c1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, c, c2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, c, c3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
        FloatVector s40 = FloatVector.fromArray(SPECIES, c, c4);
        FloatVector s41 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
        int at = from;
        for (int q = 0; q < depth; q++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, q * WIDTH);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, q * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(SPECIES, a[at + down]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(SPECIES, a[at + 2 * down]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(SPECIES, a[at + 3 * down]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(SPECIES, a[at + 4 * down]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            at += across;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
    }

    private static void row(float[] a, int from, int across, int depth, float[] panel, float[] c, int cFrom) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, c, cFrom);
        FloatVector s1 = FloatVector.fromArray(SPECIES, c, cFrom + LANES);
        for (int q = 0; q < depth; q++) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[from + q * across]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, panel, q * WIDTH), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, panel, q * WIDTH + LANES), s1);
        }
        s0.intoArray(c, cFrom);
        s1.intoArray(c, cFrom + LANES);
    }
}
