package org.spikewright.network;

import java.util.List;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;

/** What a layer does with what it receives, at every time step. */
public sealed interface Operator {

    /** Receives the data set's sample. */
    record Input() implements Operator {
    }

    /** One axis out of many; the elements keep their order (row-major). */
    record Flatten() implements Operator {
    }

    /**
     * {@code y = W x + b} over the one axis of its input. Weight {@code NAME.weight} of shape {@code [units, fanIn]}, bias
     * {@code NAME.bias} of shape {@code [units]}.
     */
    record Dense(int units, boolean bias) implements Operator {
    }

    /** One neuron for each element of its input; the element drives the program's first input. */
    record Neurons(NeuronProgram program) implements Operator {
    }

    /**
     * A convolution over the axes after the first, as a cross-correlation with zero padding. Weight {@code NAME.weight} of shape
     * {@code [channels, incoming / groups, kernel…]}, bias {@code NAME.bias} of shape {@code [channels]}.
     *
     * @param channels outgoing channels
     * @param kernel its extent along each axis
     * @param stride steps between outputs along each axis
     * @param padding zeros on both sides of each axis
     * @param groups groups of channels that do not see each other
     * @param bias whether a bias is added
     */
    record Convolution(int channels, List<Integer> kernel, List<Integer> stride, List<Integer> padding, int groups, boolean bias)
            implements Operator {
    }

    /** The mean or the largest over windows along the axes after the first. */
    record Pooling(Kind kind, List<Integer> kernel, List<Integer> stride, List<Integer> padding) implements Operator {

        /** What a window becomes. */
        public enum Kind {
            MEAN, LARGEST
        }
    }

    /**
     * Subtracts the mean, divides by the standard deviation, then scales and shifts: along the batch for each channel of the
     * first axis, or for each sample along the last axis. Scale {@code NAME.scale} and shift {@code NAME.shift}, one number
     * for each channel.
     */
    record Normalisation(Kind kind) implements Operator {

        /** Along what. */
        public enum Kind {
            BATCH, LAYER
        }
    }

    /** The mean over all axes after the first: one number for each channel. */
    record ChannelMean() implements Operator {
    }

    /** Joins two inputs of equal shape element by element. */
    record Elementwise(Expression.Operator operator) implements Operator {
    }

    /** Every element times a number. */
    record Scaling(double factor) implements Operator {
    }
}
