package org.spikewright.kernel;

import org.spikewright.kernel.internal.Providers;

/**
 * The few loops in which dense layers spend their time. Two providers exist: vector instructions and plain Java. Every
 * element of a result is summed in ascending order of the summation index by both, so that results do not depend on the
 * provider, on how work is divided, or on whether input is taken as sparse or as dense. Stateless; for any thread.
 */
public interface Primitives {

    /** The density of the input from which {@link #product} is faster than {@link #gather}. */
    double DENSE_FROM = 0.35;

    /** The best provider for this machine, chosen once. */
    static Primitives best() {
        return Providers.best();
    }

    /** The provider in plain Java: fallback, and oracle in tests. */
    static Primitives scalar() {
        return Providers.scalar();
    }

    /** What it computes with, for reports: {@code 16 lanes of 32 bits}, {@code plain Java}. */
    String description();

    /** Whether it uses the Vector API. */
    boolean vectorised();

    /**
     * Adds listed rows of a matrix: {@code out[row + i] += Σ_k value_k · matrix[column_k]} over the entries of list
     * {@code from + i}.
     *
     * @param lists which rows of the matrix to add for each row of the result
     * @param from first list
     * @param to end of the lists
     * @param matrix row-major, {@code width} columns
     * @param out row-major, {@code width} columns
     * @param row the first row of {@code out}
     */
    void gather(SparseRows lists, int from, int to, float[] matrix, int width, float[] out, int row);

    /**
     * {@code C += A B} with A of m × k, B of k × n and C of m × n, row-major.
     *
     * @param m rows of A and C
     * @param k columns of A, rows of B
     * @param n columns of B and C
     * @param a the left factor
     * @param b the right factor
     * @param c the result
     * @param cFrom where its first element stands
     * @param pitch step from a row of C to the next
     */
    void product(int m, int k, int n, Factor a, Factor b, float[] c, int cFrom, int pitch);

    /** {@code C += A B} where rows of C are without gaps. */
    default void product(int m, int k, int n, Factor a, Factor b, float[] c, int cFrom) {
        product(m, k, n, a, b, c, cFrom, n);
    }

    /**
     * Appends a row for each of {@code rows} rows of {@code width} values: the columns of the values that are not 0.
     */
    void list(float[] values, int from, int rows, int width, SparseRows lists);

    /**
     * A factor of a product: element (i, j) stands at {@code from + i · down + j · across}.
     *
     * @param values where the elements stand
     * @param from index of element (0, 0)
     * @param down step to the next row
     * @param across step to the next column
     */
    record Factor(float[] values, int from, int down, int across) {

        /** A row-major matrix of that many columns. */
        public static Factor rows(float[] values, int from, int columns) {
            return new Factor(values, from, columns, 1);
        }

        /** The transpose of a row-major matrix of that many columns. */
        public static Factor transposed(float[] values, int from, int columns) {
            return new Factor(values, from, 1, columns);
        }
    }
}
