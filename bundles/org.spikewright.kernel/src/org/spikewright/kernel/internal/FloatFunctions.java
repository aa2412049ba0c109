package org.spikewright.kernel.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spikewright.network.equation.Function;

/**
 * Functions that a generated class brings along, so that vectors stay in registers and the scalar form, the vector form of any
 * width, and the interpreter give the same bits. exp takes the power of two apart and leaves a polynomial on
 * [-ln 2 / 2, ln 2 / 2] (the scheme of Cody and Waite, <i>Software Manual for the Elementary Functions</i>, 1980; the
 * coefficients are the Taylor series up to degree 7); the error is below 2 units in the last place. tanh x is
 * {@code e / (e + 2)} with {@code e = exp(2x) - 1}.
 */
final class FloatFunctions {

    /** Those that there are as lines. */
    static final Set<Function> HAS = EnumSet.of(Function.EXP, Function.EXPREL, Function.SIGMOID, Function.TANH);

    private static final Pattern NUMBER = Pattern.compile("number\\(([^)]*)\\)");

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

            private static boolean small(float x) {
                return Math.fma(x, 1.442695f, 12582912f) == 12582912f;
            }

            private static float exprel(float x) {
                return small(x) ? series(x) : (exp(x) - 1f) / x;
            }

            private static float sigmoid(float x) {
                return 1f / (exp(-x) + 1f);
            }

            private static float tanh(float x) {
                float y = x + x;
                float e = small(y) ? series(y) * y : exp(y) - 1f;
                return e / (e + 2f);
            }
            """;

    /**
     * Functions that every element of a vector takes by itself, as the scalar form does. Those of the platform differ from width
     * to width.
     */
    static final String EACH = """
            private static FloatVector sin(FloatVector x) {
                float[] each = x.toArray();
                for (int i = 0; i < each.length; i++) {
                    each[i] = (float) Math.sin(each[i]);
                }
                return FloatVector.fromArray(SPECIES, each, 0);
            }

            private static FloatVector cos(FloatVector x) {
                float[] each = x.toArray();
                for (int i = 0; i < each.length; i++) {
                    each[i] = (float) Math.cos(each[i]);
                }
                return FloatVector.fromArray(SPECIES, each, 0);
            }

            private static FloatVector log(FloatVector x) {
                float[] each = x.toArray();
                for (int i = 0; i < each.length; i++) {
                    each[i] = (float) Math.log(each[i]);
                }
                return FloatVector.fromArray(SPECIES, each, 0);
            }

            private static FloatVector pow(FloatVector x, FloatVector y) {
                float[] each = x.toArray();
                for (int i = 0; i < each.length; i++) {
                    each[i] = (float) Math.pow(each[i], y.lane(i));
                }
                return FloatVector.fromArray(SPECIES, each, 0);
            }
            """;

    /** y becomes exp(x); r what is left of x, s the series, both of use to others. */
    private static final String EXP = """
            FloatVector NAMEc = ARGUMENT.max(number(-87f)).min(number(88f));
            FloatVector NAMEn = NAMEc.fma(number(1.442695f), number(12582912f));
            FloatVector NAMEk = NAMEn.sub(number(12582912f));
            FloatVector NAMEr = NAMEk.fma(number(-1.4286068e-6f), NAMEk.fma(number(-0.69314575f), NAMEc));
            FloatVector NAMEs = NAMEr.fma(number(1.984127e-4f), number(1.3888889e-3f)).fma(NAMEr, number(8.333334e-3f))
                    .fma(NAMEr, number(4.1666668e-2f)).fma(NAMEr, number(1.6666667e-1f)).fma(NAMEr, number(0.5f))
                    .fma(NAMEr, number(1f));
            FloatVector NAMEe = NAMEs.fma(NAMEr, number(1f)).reinterpretAsInts()
                    .add(NAMEn.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            """;

    /** Where no power of two was taken apart, the series is all; elsewhere the difference is large enough. */
    private static final String EXPREL = """
            FloatVector NAME = NAMEe.sub(number(1f)).div(ARGUMENT).blend(NAMEs, NAMEk.compare(VectorOperators.EQ, number(0f)));
            """;

    private static final String TANH = """
            FloatVector NAMEy = ARGUMENT.add(ARGUMENT);
            """ + EXP.replace("ARGUMENT", "NAMEy") + """
            FloatVector NAMEd = NAMEe.sub(number(1f)).blend(NAMEs.mul(NAMEy), NAMEk.compare(VectorOperators.EQ, number(0f)));
            FloatVector NAME = NAMEd.div(NAMEd.add(number(2f)));
            """;

    /**
     * A function of a vector as lines of Java. Lines, since the compiler stops to inline methods in large kernels, and a
     * vector that leaves a method goes to the heap.
     *
     * @param name of the variable that receives the value
     * @param argument a variable
     * @param number a vector of one number, by its literal
     */
    static List<String> vector(Function function, String name, String argument, UnaryOperator<String> number) {
        String lines = switch (function) {
            case EXP -> EXP + "FloatVector NAME = NAMEe;";
            case EXPREL -> EXP + EXPREL;
            case SIGMOID -> EXP.replace("ARGUMENT", "ARGUMENT.neg()") + "FloatVector NAME = number(1f).div(NAMEe.add(number(1f)));";
            case TANH -> TANH;
            default -> throw new IllegalArgumentException(function.word() + " has no lines");
        };
        String filled = NUMBER.matcher(lines).replaceAll(found -> Matcher.quoteReplacement(number.apply(Dialect.literal(Float.parseFloat(found.group(1))))));
        return filled.replace("NAME", name).replace("ARGUMENT", argument).lines().toList();
    }

    private FloatFunctions() {
    }

    // The scalar form above, for the interpreter.

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
