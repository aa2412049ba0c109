package org.spikewright.network.operator;

import java.util.random.RandomGenerator;

/**
 * What an operator computes, and the derivatives of that, in 32-bit numbers: the engines' side of an operator with one input. Made once
 * for a layer; without a state, as several threads use it at once, each on samples of its own.
 *
 * <p>Arrays are row-major from index 0 and may be longer than is said: what comes in has the extents {@code [samples][steps][elements
 * of the input]}, what goes out {@code [samples][steps][elements of the output]}. Where the input of a network is the same in all
 * steps, the layers before the first neurons are computed for one step only, unless the operator keeps something from step to step
 * ({@link Time#SCAN}). Samples that come together, and how many, must not change what any of them gives.
 */
public interface OperatorKernel {

    /**
     * Some samples on their way through the layer.
     *
     * @param samples how many
     * @param steps how many steps each
     * @param input what the layer receives; only read
     * @param parameters an array for each {@linkplain Operator#parameters parameter}, row-major over its shape; only read
     * @param output what it gives
     */
    record Frame(int samples, int steps, float[] input, float[][] parameters, float[] output) {

        /** Rows of {@link #input} and {@link #output}: one for each step of each sample. */
        public int rows() {
            return samples * steps;
        }
    }

    /** Whether all that it gives is 0 or 1: spikes, which are recorded, counted, and sent over a chip. */
    default boolean spikes() {
        return false;
    }

    /**
     * The first values of a parameter.
     *
     * @param parameter which of the operator's parameters
     * @param values receives them, row-major over its shape
     * @param random a stream of its own for each parameter and seed
     */
    default void initialise(int parameter, float[] values, RandomGenerator random) {
        throw new UnsupportedOperationException(getClass().getName() + " has parameters, and does not say where they start");
    }

    /** Computes all of the frame's output. */
    void forward(Frame frame);

    /**
     * The derivatives by what came in, for what stands in the frame after {@link #forward}; for spikes, those of a surrogate.
     *
     * @param outputGradient the derivative of the loss by each element of the output; only read
     * @param inputGradient receives that by each element of the input
     */
    void inputGradient(Frame frame, float[] outputGradient, float[] inputGradient);

    /**
     * Adds the derivatives by the parameters, summed over all samples and steps.
     *
     * @param outputGradient the derivative of the loss by each element of the output; only read
     * @param gradients an array for each parameter, to which its derivatives are added
     */
    default void parameterGradients(Frame frame, float[] outputGradient, float[][] gradients) {
        throw new UnsupportedOperationException(getClass().getName() + " has parameters, and no derivatives by them");
    }
}
