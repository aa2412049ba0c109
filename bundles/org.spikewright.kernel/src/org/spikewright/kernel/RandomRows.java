package org.spikewright.kernel;

import org.spikewright.kernel.internal.Providers;

/**
 * Random numbers for rows of neurons. Each number is a function of a key, a neuron and a time step and of nothing else, so
 * that there is no state to keep, to share or to save. The function is Threefry-2×32 with 20 rounds (Salmon, Moraes, Dror
 * and Shaw, <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC 2011). Two providers give the same bits. Stateless; for
 * any thread.
 *
 * <p>In all methods {@code first} is the index of the row's first neuron, {@code n} the number of neurons, both multiples of
 * {@link PointKernel#BLOCK}.
 */
public interface RandomRows {

    /** The best provider for this machine. */
    static RandomRows best() {
        return Providers.rows(Primitives.best().vectorised());
    }

    /** The provider in plain Java: fallback, and oracle in tests. */
    static RandomRows scalar() {
        return Providers.rows(false);
    }

    /** Adds {@code weight} times a Poisson number to each of {@code row[at]} to {@code row[at + n - 1]}. */
    void addPoisson(long key, int first, int step, PoissonCounts counts, float weight, float[] row, int at, int n);

    /** Writes 32 even bits for each neuron: those that the other numbers of the same key and step are made of. */
    void bits(long key, int first, int step, int[] row, int n);

    /** Writes numbers of the standard normal distribution, cut at 5.3. */
    void normals(long key, int first, int step, float[] row, int at, int n);

    /** Writes numbers even between 0 and 1, both excluded. */
    void uniforms(long key, int first, int step, float[] row, int at, int n);
}
