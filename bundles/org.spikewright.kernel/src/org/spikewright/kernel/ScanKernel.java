package org.spikewright.kernel;

import java.util.Arrays;

/**
 * A layer of equal neurons run over time and back. Arrays are row-major, of extents {@code [samples][steps][neurons]}
 * from index 0; they may be longer. Stateless and safe for use by several threads: what neurons keep from step to step is in an
 * array of the caller's, {@code [states][samples][neurons]}, so that steps can be run a few at a time.
 *
 * <p>What drives the neurons is an array for each driven input. Its element for a sample, step and neuron {@code j} stands at
 * {@code sample · hops[2i] + step · hops[2i + 1] + j}, so that a drive may be the same in all steps, or in all samples.
 */
public interface ScanKernel {

    /**
     * Which part of the arrays is run.
     *
     * @param samples how many
     * @param stored steps of each sample in the arrays
     * @param first the first step to run
     * @param steps how many steps to run
     * @param neurons how many
     */
    record Window(int samples, int stored, int first, int steps, int neurons) {

        /** All steps. */
        public static Window whole(int samples, int steps, int neurons) {
            return new Window(samples, steps, 0, steps, neurons);
        }
    }

    /** The step that it runs. */
    StepProgram program();

    /** How many of the program's inputs are driven, from the first on; the others receive 0. */
    int driven();

    /** How many values of each neuron and step {@link #forward} saves for {@link #backward}. */
    int savedPerStep();

    /** Through how many states gradients flow from step to step. */
    int gradientStates();

    /** Puts the neurons into their initial states. */
    default void start(float[] states, int samples, int neurons) {
        int plane = samples * neurons;
        for (int k = 0; k < program().states().size(); k++) {
            Arrays.fill(states, k * plane, (k + 1) * plane, program().initial().get(k).floatValue());
        }
    }

    /**
     * Runs some steps.
     *
     * @param drives what drives the neurons
     * @param hops where its elements stand
     * @param given the program's varying parameters and then its derived values, {@code [values][neurons]}
     * @param states before the first of those steps; receives those after the last
     * @param output receives 0 or 1 where the program spikes, else its output
     */
    void run(float[][] drives, int[] hops, float[] given, float[] states, Window window, float[] output);

    /** As {@link #run}; also saves what {@link #backward} needs, {@code [savedPerStep][samples][stored][neurons]}. */
    void forward(float[][] drives, int[] hops, float[] given, float[] states, Window window, float[] output, float[] saved);

    /**
     * From the gradient by each output to the gradients by each drive, parameter and derived value, to which they are added;
     * surrogates stand for the derivative of spikes.
     *
     * @param saved as {@link #forward} left it
     * @param outputGradient of extents {@code [samples][stored][neurons]}
     * @param gradients those by the states after the last of the steps, {@code [gradientStates][samples][neurons]}, which become
     *                  those by the states before the first; then those by what is given, {@code [values][neurons]}
     * @param driveGradients an array for each driven input, with its elements where those of the drive are
     */
    void backward(float[][] drives, int[] hops, float[] given, float[] saved, float[] outputGradient, float[] gradients, Window window,
            float[][] driveGradients);

    /** The kernel as readable Java; for an interpreted kernel, the lines of its program. */
    String source();

    /**
     * Runs all steps of neurons with one drive from their initial states.
     *
     * @param driveSteps {@code steps}, or 1 for a drive that is held
     */
    default void run(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output) {
        run(new float[][] {drive}, hops(driveSteps, neurons), new float[0], started(samples, neurons), Window.whole(samples, steps, neurons),
                output);
    }

    /** As {@link #run(float[], int, int, int, int, float[])}; also saves what the way back needs. */
    default void forward(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output, float[] saved) {
        forward(new float[][] {drive}, hops(driveSteps, neurons), new float[0], started(samples, neurons),
                Window.whole(samples, steps, neurons), output, saved);
    }

    /** The way back of {@link #forward(float[], int, int, int, int, float[], float[])}; {@code driveGradient} receives the gradient. */
    default void backward(float[] drive, int driveSteps, float[] saved, float[] outputGradient, int samples, int steps, int neurons,
            float[] driveGradient) {
        Arrays.fill(driveGradient, 0, samples * driveSteps * neurons, 0f);
        backward(new float[][] {drive}, hops(driveSteps, neurons), new float[0], saved, outputGradient,
                new float[gradientStates() * samples * neurons], Window.whole(samples, steps, neurons), new float[][] {driveGradient});
    }

    private static int[] hops(int driveSteps, int neurons) {
        return new int[] {driveSteps * neurons, driveSteps == 1 ? 0 : neurons};
    }

    private float[] started(int samples, int neurons) {
        float[] states = new float[program().states().size() * samples * neurons];
        start(states, samples, neurons);
        return states;
    }
}
