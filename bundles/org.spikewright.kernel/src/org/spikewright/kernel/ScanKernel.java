package org.spikewright.kernel;

/**
 * A layer of equal neurons run over time and back. Arrays are row-major, of extents {@code [samples][steps][neurons]}
 * from index 0; they may be longer. A drive of one step is held over all steps: its extents are {@code
 * [samples][1][neurons]}. Stateless and safe for use by several threads.
 */
public interface ScanKernel {

    /** The step that it runs. */
    StepProgram program();

    /** How many values of each neuron and step {@link #forward} saves for {@link #backward}. */
    int savedPerStep();

    /**
     * Runs all steps from the neurons' initial states.
     *
     * @param drive what drives the neurons
     * @param driveSteps {@code steps}, or 1 for a drive that is held
     * @param output receives 0 or 1 where the program spikes, else its output
     */
    void run(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output);

    /** As {@link #run}; also saves what {@link #backward} needs, {@code [savedPerStep][samples][steps][neurons]}. */
    void forward(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output, float[] saved);

    /**
     * From the gradient by each output to the gradient by each drive; surrogates stand for the derivative of spikes.
     *
     * @param drive as given to {@link #forward}
     * @param saved as {@link #forward} left it
     * @param outputGradient of extents {@code [samples][steps][neurons]}
     * @param driveGradient receives {@code [samples][driveSteps][neurons]}; summed over the steps of a held drive
     */
    void backward(float[] drive, int driveSteps, float[] saved, float[] outputGradient, int samples, int steps,
            int neurons, float[] driveGradient);

    /** The kernel as readable Java; for an interpreted kernel, the lines of its program. */
    String source();
}
