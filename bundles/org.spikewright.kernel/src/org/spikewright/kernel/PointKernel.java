package org.spikewright.kernel;

/**
 * Neurons of one kind, one array a state, moved through several time steps at once. Stateless and safe for use by several
 * threads on different arrays.
 */
public interface PointKernel {

    /** Arrays are padded to a multiple of this many neurons. */
    int BLOCK = 64;

    /** The step that it runs. */
    StepProgram step();

    /** Which receptors receive something that does not come through the ring, ascending. */
    int[] driven();

    /** How many neurons a word of {@code fired} is for; it divides {@link #BLOCK}. */
    int lanes();

    /**
     * Runs {@code steps} steps of {@code n} neurons.
     *
     * @param neurons the arrays named by {@link StepProgram#arrays}, each of at least {@code n} neurons
     * @param n a multiple of {@link #BLOCK}
     * @param ring what synapses brought: the sum for receptor {@code r} of neuron {@code j} in step {@code s} stands at
     *             {@code ((row + s * stride) & (ring.length - 1)) + r * n + j}. Its length is a power of 2; only read
     * @param row where the first step's row starts
     * @param stride from one step's row to the next; divides the length of the ring
     * @param outside what else the receptors in {@link #driven} received, {@code [step][receptor in driven][neuron]}
     * @param noise random numbers, {@code [step][kind][neuron]}
     * @param fired receives for each step and group of {@link #lanes} neurons one word, lowest bit first:
     *              {@code [step][n / lanes]}
     */
    void advance(NeuronArrays neurons, int n, float[] ring, int row, int stride, float[] outside, float[] noise,
            long[] fired, int steps);

    /** The kernel as readable Java; for an interpreted kernel, the lines of its step. */
    String source();
}
