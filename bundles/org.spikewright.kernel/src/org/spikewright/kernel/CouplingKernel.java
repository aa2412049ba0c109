package org.spikewright.kernel;

/** What the synapses of a projection bring in one step, summed for each target. Stateless. */
public interface CouplingKernel {

    /**
     * Adds what targets receive. Sums are in double precision, each in the order of its synapses, so that they do not depend on how
     * targets are divided.
     *
     * @param targets how many
     * @param ends where the synapses of each target end, after where the first begin
     * @param sources the index of each synapse's source
     * @param delays the delay of each synapse in steps; empty where all have one
     * @param weights of each synapse
     * @param sent what sources send, {@code [value][delay][source]}; only the first delay where all have one
     * @param own what targets give of themselves, {@code [value][target]}
     * @param first the index of the first target in {@code own}
     * @param received is added to, from {@code at} on
     */
    void add(int targets, int[] ends, int[] sources, int[] delays, float[] weights, float[][][] sent, float[][] own, int first,
            float[] received, int at);

    /** The kernel as readable Java; for an interpreted kernel, its formula. */
    String source();
}
