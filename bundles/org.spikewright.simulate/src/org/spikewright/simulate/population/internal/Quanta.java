package org.spikewright.simulate.population.internal;

import java.util.Arrays;

/**
 * In which quanta weights are delivered. Sums of multiples of a power of 2 are exact in double precision as long as they are
 * below 2^53 of it, so that each receptor has as quantum the least with which no sum of one step can be larger. No weight is
 * rounded by more than {@link #PRECISION} of itself; where a receptor's weights are too far apart for that, they are not rounded
 * at all, and the order of all sums is kept instead.
 */
final class Quanta {

    /** By how much of itself a weight may be rounded. */
    private static final double PRECISION = 1e-6;
    /** Bits of a number in double precision. */
    private static final int BITS = 53;

    /** By population and receptor: the largest sum of weights that arrive at a neuron if each synapse brings one spike. */
    private final double[][] largest;
    /** The least weight that is not 0. */
    private final double[][] least;
    private double repeated = 1;

    /** Of populations with so many receptors each; no synapses yet. */
    Quanta(int[] receptors) {
        this.largest = Arrays.stream(receptors).mapToObj(double[]::new).toArray(double[][]::new);
        this.least = Arrays.stream(receptors).mapToObj(many -> {
            double[] none = new double[many];
            Arrays.fill(none, Double.POSITIVE_INFINITY);
            return none;
        }).toArray(double[][]::new);
    }

    /** Takes in some synapses; signs are left out. */
    void add(int population, int receptor, double sum, double leastWeight) {
        largest[population][receptor] = Math.max(largest[population][receptor], sum);
        least[population][receptor] = Math.min(least[population][receptor], leastWeight);
    }

    /** A source may fire so many spikes in one step. */
    void repeated(double spikes) {
        repeated = Math.max(repeated, spikes);
    }

    /** The quantum of a receptor. */
    double of(int population, int receptor) {
        double sum = repeated * largest[population][receptor];
        return sum == 0 ? 1 : Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, Math.getExponent(sum * (1 + PRECISION)) + 1 - BITS));
    }

    /** Whether the order of sums must be kept. */
    boolean ordered() {
        for (int p = 0; p < largest.length; p++) {
            for (int r = 0; r < largest[p].length; r++) {
                if (of(p, r) > 2 * PRECISION * least[p][r]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A weight in whole quanta. */
    static double rounded(double weight, double quantum) {
        return Math.rint(weight / quantum) * quantum;
    }
}
