package org.spikewright.kernel;

/** exp(A) of a small square matrix, by scaling and squaring of a Taylor series. */
public final class MatrixExponential {

    /** Terms after which the series of a matrix of norm at most 1/2 is below the rounding of a double. */
    private static final int TERMS = 16;

    private MatrixExponential() {
    }

    /** exp(a) for a square matrix as rows. */
    public static double[][] of(double[][] a) {
        double norm = 0;
        for (double[] row : a) {
            double sum = 0;
            for (double x : row) {
                sum += Math.abs(x);
            }
            norm = Math.max(norm, sum);
        }
        int squarings = norm <= 0.5 ? 0 : Math.getExponent(norm) + 2;
        double[][] scaled = scaled(a, Math.scalb(1, -squarings));
        // Horner: I + A(I + A/2(I + A/3(…)))
        double[][] result = identity(a.length);
        for (int k = TERMS; k >= 1; k--) {
            result = product(scaled(scaled, 1.0 / k), result);
            for (int i = 0; i < a.length; i++) {
                result[i][i] += 1;
            }
        }
        for (int s = 0; s < squarings; s++) {
            result = product(result, result);
        }
        return result;
    }

    private static double[][] identity(int n) {
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            result[i][i] = 1;
        }
        return result;
    }

    private static double[][] scaled(double[][] a, double factor) {
        double[][] result = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                result[i][j] = a[i][j] * factor;
            }
        }
        return result;
    }

    private static double[][] product(double[][] a, double[][] b) {
        int n = a.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }
}
