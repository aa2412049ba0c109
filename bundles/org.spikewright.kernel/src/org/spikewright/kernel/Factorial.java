package org.spikewright.kernel;

/** Factorials of whole numbers of any size. */
public final class Factorial {

    private Factorial() {
    }

    /** The logarithm of {@code k!}: products for small numbers, Stirling's series for others. */
    public static double log(long k) {
        if (k < 32) {
            double product = 1;
            for (int i = 2; i <= k; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = k + 1.0;
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x)
                + 1 / (1260 * Math.pow(x, 5));
    }
}
