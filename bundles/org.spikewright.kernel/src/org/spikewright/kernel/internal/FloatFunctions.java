package org.spikewright.kernel.internal;

import java.util.EnumSet;
import java.util.Set;
import org.spikewright.network.equation.Function;

/**
 * Functions that a generated class brings along, so that vectors stay in registers and the scalar and the vector form give
 * the same bits. exp takes the power of two apart and leaves a polynomial on [-ln 2 / 2, ln 2 / 2] (the scheme of Cody and
 * Waite, <i>Software Manual for the Elementary Functions</i>, 1980; the coefficients are the Taylor series up to degree 7);
 * the error is below 2 units in the last place.
 */
final class FloatFunctions {

    /** Those there are. */
    static final Set<Function> HAS = EnumSet.of(Function.EXP, Function.EXPREL, Function.SIGMOID);

    static final String SCALAR = """
            private static float series(float r) {
                float p = Math.fma(r, 1.984127e-4f, 1.3888889e-3f);
                p = Math.fma(p, r, 8.333334e-3f);
                p = Math.fma(p, r, 4.1666668e-2f);
                p = Math.fma(p, r, 1.6666667e-1f);
                p = Math.fma(p, r, 0.5f);
                return Math.fma(p, r, 1f);
            }

            private static float exp(float x) {
                float y = Math.min(Math.max(x, -87f), 88f);
                float n = Math.fma(y, 1.442695f, 12582912f);
                float k = n - 12582912f;
                float r = Math.fma(k, -1.4286068e-6f, Math.fma(k, -0.69314575f, y));
                float p = Math.fma(series(r), r, 1f);
                return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(n) << 23));
            }

            private static float exprel(float x) {
                return Math.abs(x) < 0.35f ? series(x) : (exp(x) - 1f) / x;
            }

            private static float sigmoid(float x) {
                return 1f / (exp(-x) + 1f);
            }
            """;

    static final String VECTOR = """
            private static FloatVector number(float value) {
                return FloatVector.broadcast(SPECIES, value);
            }

            private static FloatVector series(FloatVector r) {
                FloatVector p = r.fma(number(1.984127e-4f), number(1.3888889e-3f));
                p = p.fma(r, number(8.333334e-3f));
                p = p.fma(r, number(4.1666668e-2f));
                p = p.fma(r, number(1.6666667e-1f));
                p = p.fma(r, number(0.5f));
                return p.fma(r, number(1f));
            }

            private static FloatVector exp(FloatVector x) {
                FloatVector y = x.max(-87f).min(88f);
                FloatVector n = y.fma(number(1.442695f), number(12582912f));
                FloatVector k = n.sub(12582912f);
                FloatVector r = k.fma(number(-1.4286068e-6f), k.fma(number(-0.69314575f), y));
                FloatVector p = series(r).fma(r, number(1f));
                return p.reinterpretAsInts().add(n.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                        .reinterpretAsFloats();
            }

            private static FloatVector exprel(FloatVector x) {
                return exp(x).sub(1f).div(x).blend(series(x), x.abs().compare(VectorOperators.LT, 0.35f));
            }

            private static FloatVector sigmoid(FloatVector x) {
                return number(1f).div(exp(x.neg()).add(1f));
            }
            """;

    private FloatFunctions() {
    }
}
