package org.spikewright.compile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;
import org.eclipse.emf.ecore.EObject;

/** Checks numbers that count something: whole, above 0, and not more than one array can hold. */
final class Extents {

    /** What the end of a sentence about too many elements says. */
    static final String MOST = String.format(Locale.ROOT, "at most %,d fit into one array", Integer.MAX_VALUE);

    private Extents() {
    }

    /** Whether a number can be an extent; says so where it cannot. */
    static boolean check(double value, String what, EObject place, DiagnosticSink problems) {
        if (value >= 1 && value == Math.rint(value) && value <= Integer.MAX_VALUE) {
            return true;
        }
        problems.report(Code.EXTENT, value > Integer.MAX_VALUE ? what + " is " + text(value) + "; " + MOST
                : what + " is a whole number above 0, but this is " + text(value), place);
        return false;
    }

    /** A number as a person writes it. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.format(Locale.ROOT, "%,d", (long) value)
                : !Double.isFinite(value) ? Double.toString(value)
                : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toString().replace('E', 'e');
    }

    /** How many elements the first extents make, however many. */
    static String product(int[] extents, int count) {
        BigInteger product = BigInteger.ONE;
        for (int i = 0; i < count; i++) {
            product = product.multiply(BigInteger.valueOf(extents[i]));
        }
        return String.format(Locale.ROOT, "%,d", product);
    }
}
