package org.spikewright.execute;

/**
 * A kernel that needs all samples of a batch before it can compute any of them, where weights are learnt. Else it takes what it has
 * stored.
 */
public interface BatchKernel extends OperatorKernel {

    /** How many numbers it finds out about a batch. */
    int statistics();

    /** Adds what a chunk of samples has to them. */
    void collect(Frame frame, double[] sums);

    /**
     * Makes of the sums over a batch what {@link #forward} takes from {@link Frame#statistics()}.
     *
     * @param gradients receives, for each parameter that is not learnt, what this batch would have it be
     */
    void conclude(double[] sums, float[][] gradients);

    /** Adds what a chunk of samples has to the numbers that {@link #backward} takes from {@link Frame#gradientStatistics()}, as many. */
    void collectGradients(Frame frame, double[] sums);

    /** How much a parameter that is not learnt moves with each batch to what that would have it be. */
    double momentum();
}
