package org.spikewright.kernel.internal;

/** The functions of {@link FloatFunctions} as the interpreter has them: the same operations, and so the same bits. */
final class FloatMath {

    private FloatMath() {
    }

    private static float series(float r) {
        float p = Math.fma(r, 1.984127e-4f, 1.3888889e-3f);
        p = Math.fma(p, r, 8.333334e-3f);
        p = Math.fma(p, r, 4.1666668e-2f);
        p = Math.fma(p, r, 1.6666667e-1f);
        p = Math.fma(p, r, 0.5f);
        return Math.fma(p, r, 1f);
    }

    static float exp(float x) {
        float y = Math.min(Math.max(x, -87f), 88f);
        float n = Math.fma(y, 1.442695f, 12582912f);
        float k = n - 12582912f;
        float r = Math.fma(k, -1.4286068e-6f, Math.fma(k, -0.69314575f, y));
        float p = Math.fma(series(r), r, 1f);
        return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(n) << 23));
    }

    private static boolean small(float x) {
        return Math.fma(x, 1.442695f, 12582912f) == 12582912f;
    }

    static float exprel(float x) {
        return small(x) ? series(x) : (exp(x) - 1f) / x;
    }

    static float sigmoid(float x) {
        return 1f / (exp(-x) + 1f);
    }

    static float tanh(float x) {
        float y = x + x;
        float e = small(y) ? series(y) * y : exp(y) - 1f;
        return e / (e + 2f);
    }
}
