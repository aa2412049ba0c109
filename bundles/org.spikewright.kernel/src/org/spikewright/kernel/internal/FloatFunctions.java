package org.spikewright.kernel.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

            private static float exprel(float x) {
                return Math.fma(x, 1.442695f, 12582912f) == 12582912f ? series(x) : (exp(x) - 1f) / x;
            }

            private static float sigmoid(float x) {
                return 1f / (exp(-x) + 1f);
            }
            """;

    /** y becomes exp(x); r what is left of x, s the series, both of use to others. */
    private static final String EXP = """
            FloatVector NAME$c = ARGUMENT.max(number(-87f)).min(number(88f));
            FloatVector NAME$n = NAME$c.fma(number(1.442695f), number(12582912f));
            FloatVector NAME$k = NAME$n.sub(number(12582912f));
            FloatVector NAME$r = NAME$k.fma(number(-1.4286068e-6f), NAME$k.fma(number(-0.69314575f), NAME$c));
            FloatVector NAME$s = NAME$r.fma(number(1.984127e-4f), number(1.3888889e-3f)).fma(NAME$r, number(8.333334e-3f))
                    .fma(NAME$r, number(4.1666668e-2f)).fma(NAME$r, number(1.6666667e-1f)).fma(NAME$r, number(0.5f))
                    .fma(NAME$r, number(1f));
            FloatVector NAME$e = NAME$s.fma(NAME$r, number(1f)).reinterpretAsInts()
                    .add(NAME$n.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            """;

    /** Where no power of two was taken apart, the series is all; elsewhere the difference is large enough. */
    private static final String EXPREL = """
            FloatVector NAME = NAME$e.sub(number(1f)).div(ARGUMENT).blend(NAME$s, NAME$k.compare(VectorOperators.EQ, number(0f)));
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
            case EXP -> EXP + "FloatVector NAME = NAME$e;";
            case EXPREL -> EXP + EXPREL;
            case SIGMOID -> EXP.replace("ARGUMENT", "ARGUMENT.neg()") + "FloatVector NAME = number(1f).div(NAME$e.add(number(1f)));";
            default -> throw new IllegalArgumentException(function.word() + " has no lines");
        };
        String filled = NUMBER.matcher(lines).replaceAll(found -> Matcher.quoteReplacement(number.apply(found.group(1))));
        return filled.replace("NAME", name).replace("ARGUMENT", argument).lines().toList();
    }

    private FloatFunctions() {
    }
}
