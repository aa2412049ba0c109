package org.spikewright.train;

import java.util.Optional;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Readout;

/**
 * What training makes small: a number for one sample from the network's output and the label. Most look at one value for each class, by
 * default the mean over time; others override {@link #of(Outputs, int, int, float)}. Used by several threads at once. Other bundles may bring
 * losses of their own.
 */
@FunctionalInterface
public interface Loss {

    /** Cross entropy of the softmax of the outputs: {@code log Σ exp y − y[label]}. */
    Loss CROSS_ENTROPY = (outputs, label, gradient) -> {
        double largest = Double.NEGATIVE_INFINITY;
        for (float y : outputs) {
            largest = Math.max(largest, y);
        }
        double sum = 0;
        for (float y : outputs) {
            sum += Math.exp(y - largest);
        }
        for (int i = 0; i < outputs.length; i++) {
            gradient[i] = (float) (Math.exp(outputs[i] - largest) / sum - (i == label ? 1 : 0));
        }
        return Math.log(sum) + largest - outputs[label];
    };

    /** Mean square of the distance to what is right; for a class, to 1 for its output and 0 for the others; for spikes: of their rates. */
    Distance MEAN_SQUARED_ERROR = (outputs, wanted, gradient) -> {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double error = outputs[i] - wanted[i];
            sum += error * error;
            gradient[i] = (float) (2 * error / outputs.length);
        }
        return sum / outputs.length;
    };

    /** Mean of the distances to what is right. */
    Distance MEAN_ABSOLUTE_ERROR = (outputs, wanted, gradient) -> {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double error = outputs[i] - wanted[i];
            sum += Math.abs(error);
            gradient[i] = (float) (Math.signum(error) / outputs.length);
        }
        return sum / outputs.length;
    };

    /**
     * Half the square of that distance where it is below a bound, and linear beyond (Huber, <i>Robust estimation of a location parameter</i>,
     * 1964); the mean over the outputs.
     */
    record Huber(double bound) implements Distance {

        @Override
        public double of(float[] outputs, float[] wanted, float[] gradient) {
            double sum = 0;
            for (int i = 0; i < outputs.length; i++) {
                double error = outputs[i] - wanted[i];
                double inner = Math.clamp(error, -bound, bound);
                sum += inner * (error - inner / 2);
                gradient[i] = (float) (inner / outputs.length);
            }
            return sum / outputs.length;
        }
    }

    /** Another loss of what is read in another way. */
    record Read(Loss loss, Readout readout) implements Loss {

        @Override
        public Optional<Distance> distance() {
            return loss.distance();
        }

        @Override
        public double of(float[] outputs, int label, float[] gradient) {
            return loss.of(outputs, label, gradient);
        }
    }

    /**
     * The mean over all steps of the cross entropy of each, with a part of the mean square of the distance from 1 of all outputs. Deng and
     * others, <i>Temporal efficient training of spiking neural network via gradient re-weighting</i>, ICLR 2022.
     *
     * @param regular that part
     */
    record PerStep(double regular) implements Loss {

        @Override
        public double of(float[] outputs, int label, float[] gradient) {
            double entropy = CROSS_ENTROPY.of(outputs, label, gradient);
            double square = 0;
            for (int i = 0; i < outputs.length; i++) {
                double error = outputs[i] - 1;
                square += error * error / outputs.length;
                gradient[i] = (float) ((1 - regular) * gradient[i] + regular * 2 * error / outputs.length);
            }
            return (1 - regular) * entropy + regular * square;
        }

        @Override
        public boolean isPerStep() {
            return true;
        }

        @Override
        public double of(Outputs outputs, int sample, int label, float weight) {
            float[] step = new float[outputs.width()];
            float[] gradient = new float[step.length];
            double sum = 0;
            for (int t = 0; t < outputs.steps(); t++) {
                int at = outputs.at(sample, t);
                System.arraycopy(outputs.values(), at, step, 0, step.length);
                sum += of(step, label, gradient);
                for (int j = 0; weight > 0 && j < step.length; j++) {
                    outputs.gradient()[at + j] += weight / outputs.steps() * gradient[j];
                }
            }
            return sum / outputs.steps();
        }
    }

    /** Whether it is the mean over the steps of a loss of each, so that it can be taken step by step. */
    default boolean isPerStep() {
        return false;
    }

    /** What it reads of what comes out, and what an answer is taken from. */
    default Readout readout() {
        return Readout.MEAN;
    }

    /** How it compares outputs with numbers; empty if it compares them with classes only. */
    default Optional<Distance> distance() {
        return Optional.empty();
    }

    /**
     * The loss of one sample from all that came out; see {@link #of(Outputs, int, int, float)}.
     *
     * @param answer what is right; numbers only where there is a {@link #distance}
     */
    default double of(Outputs outputs, int sample, Answer answer, float weight) {
        return switch (answer) {
            case Answer.Label right -> of(outputs, sample, right.label(), weight);
            case Answer.Numbers right -> distance().orElseThrow().of(outputs, sample, right, readout(), weight);
        };
    }

    /**
     * The loss of one sample from all that came out.
     *
     * @param sample of the chunk
     * @param label the class it belongs to
     * @param weight what its derivatives are multiplied by that are added to {@link Outputs#gradient}; 0 where none are wanted
     */
    default double of(Outputs outputs, int sample, int label, float weight) {
        float[] read = new float[outputs.width()];
        float[] gradient = new float[read.length];
        readout().read(outputs, sample, read);
        double loss = of(read, label, gradient);
        if (weight > 0) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] *= weight;
            }
            readout().spread(outputs, sample, gradient);
        }
        return loss;
    }

    /** The class that a sample is taken for. */
    default int answer(Outputs outputs, int sample) {
        float[] read = new float[outputs.width()];
        readout().read(outputs, sample, read);
        return Outputs.largest(read);
    }

    /**
     * The loss of one sample from one value for each class.
     *
     * @param outputs one for each class
     * @param label the class it belongs to
     * @param gradient receives the derivative of the loss by each output
     */
    double of(float[] outputs, int label, float[] gradient);
}
