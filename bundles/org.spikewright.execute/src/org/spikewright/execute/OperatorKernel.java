package org.spikewright.execute;

import java.util.random.RandomGenerator;

/**
 * What an operator computes, and the derivatives of that, in 32-bit numbers. Made once for a layer of a plan; without a state, as several
 * threads use it at once, each with a {@link Frame} of its own. It is called for a layer and some samples, never for an element.
 *
 * <p>Samples that come together, how many, and how many steps are run at once must not change what any of them gives.
 */
public interface OperatorKernel {

    /** Whether all that it gives is 0 or 1: spikes, which are recorded, counted, and sent over a chip. */
    default boolean spikes() {
        return false;
    }

    /** Whether most of what it gives is 0 if most of what it receives is. */
    default boolean keepsZeros() {
        return false;
    }

    /**
     * Whether it takes inputs that are the same in all steps or samples as they are, by {@link Frame#input(int, int)}. Otherwise they are
     * repeated for it, so that each input has as many rows as what it gives.
     */
    default boolean takesRepeated() {
        return false;
    }

    /** How many numbers of each row {@link #forward} saves for {@link #backward}, in {@link Frame#saved}. */
    default int saved() {
        return 0;
    }

    /** How many numbers of each sample go on from step to step, in {@link Frame#state}. */
    default int states() {
        return 0;
    }

    /** How many numbers of each sample go back from step to step, in {@link Frame#stateGradient}. */
    default int gradientStates() {
        return 0;
    }

    /** Fills the state with what it is before the first step. */
    default void start(Frame frame) {
        // has none
    }

    /**
     * The first values of a parameter.
     *
     * @param parameter which of the operator's parameters
     * @param values an array for each parameter, row-major over its shape; receives the first values, and has those of the
     *               parameters before
     * @param random a stream of its own for each parameter and seed
     */
    default void initialise(int parameter, float[][] values, RandomGenerator random) {
        throw new UnsupportedOperationException(getClass().getName() + " has parameters, and does not say where they start");
    }

    /** Whether there is something to {@link #prepare}. */
    default boolean prepares() {
        return false;
    }

    /**
     * What follows from the parameters alone, made again when they have changed; see {@link Frame#prepared}.
     *
     * @param before what it was before, which may be used again; {@code null} at first
     */
    default Object prepare(float[][] parameters, Object before) {
        return null;
    }

    /** Computes the rows of the frame's window. */
    void forward(Frame frame);

    /**
     * Adds the derivatives by what came in, for what stands in the frame after {@link #forward}; for spikes, those of a surrogate. A kernel
     * with a state also adds those by its parameters.
     */
    void backward(Frame frame);

    /** Adds the derivatives by the parameters, summed over the rows of the window. */
    default void parameterGradients(Frame frame) {
        throw new UnsupportedOperationException(getClass().getName() + " has parameters, and no derivatives by them");
    }

    /** Makes of the sums over a batch the derivatives by the parameters, where they are not that yet. */
    default void conclude(float[][] parameters, float[][] gradients) {
        // they are
    }
}
