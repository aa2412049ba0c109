package org.spikewright.execute;

import java.util.Arrays;
import java.util.stream.Stream;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Scratch;

/**
 * Some samples on their way through a layer, forward and back. Arrays are row-major from index 0 and may be longer than what stands in
 * them: rows of elements, one for each step of each sample ({@code [samples][steps][elements]}) unless the layer is the same in all.
 *
 * <p>A kernel computes the rows of a window of steps: most often of all, within a recurrence of one step. Rows of the window are
 * counted from 0; {@link #output(int)} and {@link #input(int, int)} say where their elements stand.
 */
public final class Frame {

    private static final int SCRATCHES = 6;

    private final Primitives primitives;
    private final Activation[] inputs;
    private final Activation output;
    private final float[][] inputGradients;
    private final Scratch[] scratches = new Scratch[SCRATCHES];
    private final Scratch[] repeatedInputs;
    private final Scratch[] repeatedGradients;
    private final Scratch savedRoom = new Scratch();
    private final Scratch stateRoom = new Scratch();
    private final Scratch stateGradientRoom = new Scratch();
    private float[] outputGradient = new float[0];
    private float[][] parameters = new float[0][];
    private float[][] parameterGradients = new float[0][];
    private Object prepared;
    private double[] statistics = new double[0];
    private double[] gradientStatistics = new double[0];
    private boolean isTraining;
    private int samples;
    private int steps;
    private int first;
    private int last;

    Frame(Primitives primitives, Activation[] inputs, Activation output) {
        this.primitives = primitives;
        this.inputs = inputs;
        this.output = output;
        this.inputGradients = new float[inputs.length][];
        this.repeatedInputs = new Scratch[inputs.length];
        this.repeatedGradients = new Scratch[inputs.length];
        for (Scratch[] rooms : new Scratch[][] {scratches, repeatedInputs, repeatedGradients}) {
            Arrays.setAll(rooms, _ -> new Scratch());
        }
    }

    void begin(int sampleCount, int stepCount, boolean training) {
        samples = sampleCount;
        steps = stepCount;
        isTraining = training;
        window(0, stepCount);
    }

    void window(int from, int to) {
        first = from;
        last = to;
    }

    void parameters(float[][] values, Object follows) {
        parameters = values;
        prepared = follows;
    }

    /** Calls something that finds other parameters here. */
    public void with(float[][] others, Object follows, Runnable call) {
        float[][] own = parameters;
        Object ownFollows = prepared;
        parameters(others, follows);
        call.run();
        parameters(own, ownFollows);
    }

    void reserve(OperatorKernel kernel) {
        if (isTraining) {
            savedRoom.ofLength(kernel.saved() * output.kind().count(samples, steps));
        }
        stateRoom.ofLength(kernel.states() * samples);
    }

    void reserveGradients(OperatorKernel kernel) {
        int length = kernel.gradientStates() * samples;
        Arrays.fill(stateGradientRoom.ofLength(length), 0, length, 0f);
    }

    /** Room for an input with as many elements as the output. */
    public Scratch repeatedInput(int i) {
        return repeatedInputs[i];
    }

    /** Room for the derivatives by those. */
    public Scratch repeatedGradient(int i) {
        return repeatedGradients[i];
    }

    void input(int i, Activation activation) {
        inputs[i] = activation;
    }

    void inputGradient(int i, float[] gradient) {
        inputGradients[i] = gradient;
    }

    void outputGradient(float[] gradient) {
        outputGradient = gradient;
    }

    void parameterGradients(float[][] gradients) {
        parameterGradients = gradients;
    }

    void statistics(double[] ofBatch) {
        statistics = ofBatch;
    }

    void gradientStatistics(double[] ofBatch) {
        gradientStatistics = ofBatch;
    }

    /** How many samples. */
    public int samples() {
        return samples;
    }

    /** How many steps each has in arrays with a row for each step. */
    public int steps() {
        return steps;
    }

    /** The first step of the window. */
    public int first() {
        return first;
    }

    /** The step behind the window. */
    public int last() {
        return last;
    }

    /** How often the layer is computed. */
    public Rows kind() {
        return output.kind();
    }

    /** Whether the window has all rows, so that they stand one behind the other. */
    public boolean isWhole() {
        return output.kind() != Rows.STEPS || first == 0 && last == steps;
    }

    /** How many rows the window has. */
    public int rows() {
        return output.kind().count(samples, last - first);
    }

    /** Whether weights are learnt: what is computed then may depend on the whole batch. */
    public boolean isTraining() {
        return isTraining;
    }

    /** Where the first element of a row of the output stands. */
    public int output(int row) {
        return place(output, row);
    }

    /** Where the first element of an input stands that goes with a row of the output. */
    public int input(int i, int row) {
        return place(inputs[i], row);
    }

    private int place(Activation activation, int row) {
        int at = switch (activation.kind()) {
            case ONE -> 0;
            case SAMPLES -> output.kind() == Rows.STEPS ? row / (last - first) : row;
            case STEPS -> isWhole() ? row : row / (last - first) * steps + first + row % (last - first);
        };
        return at * activation.width();
    }

    /** What comes in. */
    public Activation received(int i) {
        return inputs[i];
    }

    /** All elements of an input. */
    public float[] input(int i) {
        return inputs[i].dense();
    }

    /** What goes out. */
    public float[] output() {
        return output.dense();
    }

    /** The derivative of the loss by each element of the output; only read. */
    public float[] outputGradient() {
        return outputGradient;
    }

    /** That by each element of an input, to which a kernel adds; {@code null} where nobody wants it. */
    public float[] inputGradient(int i) {
        return inputGradients[i];
    }

    /** An array for each parameter, row-major over its shape; only read. */
    public float[][] parameters() {
        return parameters;
    }

    /** An array for each parameter, to which its derivatives are added. */
    public float[][] parameterGradients() {
        return parameterGradients;
    }

    /** What the kernel made of the parameters. */
    public Object prepared() {
        return prepared;
    }

    /** What the kernel saves for the way back: as many numbers as it said for each row, laid out as it likes. */
    public float[] saved() {
        return savedRoom.values();
    }

    /** What goes on from step to step: as many numbers as the kernel said for each sample, laid out as it likes. */
    public float[] state() {
        return stateRoom.values();
    }

    /** What goes back from step to step; 0 behind the last step. */
    public float[] stateGradient() {
        return stateGradientRoom.values();
    }

    /** What a kernel of the batch found out about it on the way forward. */
    public double[] statistics() {
        return statistics;
    }

    /** What it found out on the way back. */
    public double[] gradientStatistics() {
        return gradientStatistics;
    }

    /** Arrays for what is of no use after the call. */
    public Scratch scratch(int which) {
        return scratches[which];
    }

    /** How many numbers there is room for. */
    long room() {
        return Stream.of(Arrays.stream(scratches), Arrays.stream(repeatedInputs), Arrays.stream(repeatedGradients),
                Stream.of(savedRoom, stateRoom, stateGradientRoom)).flatMap(rooms -> rooms).mapToLong(room -> room.values().length).sum();
    }

    /** What to compute with. */
    public Primitives primitives() {
        return primitives;
    }
}
