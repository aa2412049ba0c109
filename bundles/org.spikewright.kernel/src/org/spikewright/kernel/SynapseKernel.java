package org.spikewright.kernel;

import org.spikewright.network.population.SynapseProgram;

/**
 * A rule of plasticity, run on all synapses that an event concerns. Weights, states and traces are kept in single precision and
 * worked out in double precision. Stateless and safe for use by several threads on different arrays.
 */
public interface SynapseKernel {

    /** The rule that it runs. */
    SynapseProgram program();

    /**
     * Spikes arrive: synapses change and send to their targets.
     *
     * @param inputs sources as they were when they fired, targets at the start of the step
     * @param spikes the numbers of who fired from {@code from} to, but without, {@code to}, several of one neuron in a row; not all
     *               need be sources
     * @param first the number of the first source
     * @param delay which of the delays they come with, from 0
     * @param step the present one
     * @param factor the third factor
     * @param received is added to: what the target {@code t} receives stands at {@code column + t}
     */
    void arrive(SynapseArrays synapses, SynapseInputs inputs, int[] spikes, int from, int to, int first, int delay, int step, double factor,
            double[] received, int column);

    /**
     * Targets fire, after what arrived in the step.
     *
     * @param inputs sources as they were a delay before, targets at the end of the step
     * @param spikes the numbers of who fired from {@code from} to, but without, {@code to}; not all need be targets
     * @param first the number of the first target
     */
    void fire(SynapseArrays synapses, SynapseInputs inputs, int[] spikes, int from, int to, int first, int step, double factor);

    /** The rule's clock strikes, after the spikes of the step. */
    void tick(SynapseArrays synapses, SynapseInputs inputs, int step, double factor);

    /**
     * A step begins: what is done in every step is done.
     *
     * @param inputs both sides in the middle of the step
     * @param received takes what each target receives over the step
     */
    void move(SynapseArrays synapses, SynapseInputs inputs, int step, double factor, double[] received);

    /** The kernel as readable Java; for an interpreted kernel, the rule's formulas. */
    String source();
}
