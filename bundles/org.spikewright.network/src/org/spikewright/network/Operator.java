package org.spikewright.network;

import java.util.Collections;
import java.util.List;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;

/** What a layer does with what it receives, at every time step. Axes count from 0, the outermost. */
public sealed interface Operator {

    /** Receives the data set's sample. */
    record Input() implements Operator {
    }

    /**
     * What another layer gave in the step before: a state of the network. {@link Network#updates} says of which layer.
     *
     * @param initial every element of it in the first step
     */
    record Past(double initial) implements Operator {
    }

    /** Numbers that the network stores: {@code NAME.value}, learnt or as they are. */
    record Tensor(boolean learned, Initial initial) implements Operator {
    }

    /** One axis out of many; the elements keep their order (row-major). */
    record Flatten() implements Operator {
    }

    /** Other axes for as many elements; the elements keep their order (row-major). */
    record Reshape(Shape shape) implements Operator {
    }

    /** The same axes in another order: axis {@code k} of the result is axis {@code axes[k]} of what comes in. */
    record Permutation(List<Integer> axes) implements Operator {
    }

    /** Several inputs one behind the other along an axis. */
    record Concatenation(int axis) implements Operator {
    }

    /** The elements {@code from} to, but without, {@code to} along an axis. */
    record Slice(int axis, int from, int to) implements Operator {
    }

    /** Elements of a value put before and after those along an axis. */
    record Padding(int axis, int before, int after, double value) implements Operator {
    }

    /** Windows along an axis, {@code stride} apart: the axis becomes two, which window and where in it. */
    record Windows(int axis, int length, int stride) implements Operator {
    }

    /**
     * {@code y = W x + b} along the last axis of its input. Weight {@code NAME.weight} of shape {@code [units, fanIn]}, bias
     * {@code NAME.bias} of shape {@code [units]}.
     */
    record Dense(int units, boolean bias) implements Operator {
    }

    /**
     * The matrix product of two inputs over their last two axes; axes before those are the same in both. Transposed, an input
     * has its last two axes swapped first.
     */
    record Product(boolean transposeLeft, boolean transposeRight) implements Operator {
    }

    /**
     * The row of a table that a whole number names. Table {@code NAME.weight} of shape {@code [count, units]}; what comes in
     * gets {@code units} as a further, last axis.
     */
    record Embedding(int count, int units) implements Operator {
    }

    /**
     * Features of a point from grids of several resolutions, whose corners share a table by hashing: {@code NAME.weight} of
     * shape {@code [levels, entries, features]}. Müller et al., ACM Transactions on Graphics 2022.
     *
     * @param coarsest cells along each axis in the first level
     * @param finest in the last; those between grow by one factor
     */
    record HashGrid(int levels, int entries, int features, int coarsest, int finest) implements Operator {
    }

    /**
     * One neuron for each element of its input; the first input drives the program's first input, and so on.
     *
     * @param varied parameters that are not one number for all
     */
    record Neurons(NeuronProgram program, List<Varied> varied) implements Operator {

        public Neurons {
            varied = List.copyOf(varied);
        }

        /** Neurons that are all alike. */
        public Neurons(NeuronProgram program) {
            this(program, List.of());
        }
    }

    /**
     * A parameter of neurons that is drawn for each, or learnt. Stored as {@code NAME.PARAMETER}.
     *
     * @param parameter its name in the program
     * @param learned whether training changes it
     * @param each whether every neuron has its own
     * @param initial its value, or where values are drawn from
     */
    record Varied(String parameter, boolean learned, boolean each, Initial initial) {
    }

    /**
     * A convolution over the axes after the first, as a cross-correlation with zero padding. Weight {@code NAME.weight} of shape
     * {@code [channels, incoming / groups, kernel…]}, bias {@code NAME.bias} of shape {@code [channels]}.
     *
     * @param kind how
     * @param channels outgoing channels
     * @param kernel its extent along each axis
     * @param stride steps between outputs along each axis
     * @param padding zeros on both sides of each axis
     * @param dilation steps between the elements of the kernel along each axis
     * @param groups groups of channels that do not see each other
     * @param bias whether a bias is added
     */
    record Convolution(Kind kind, int channels, List<Integer> kernel, List<Integer> stride, List<Integer> padding,
            List<Integer> dilation, int groups, boolean bias) implements Operator {

        /** How a convolution goes over its input. */
        public enum Kind {
            PLAIN,
            /** The adjoint of the plain one: makes larger what that makes smaller. */
            TRANSPOSED,
            /** Only at sites where something came in; with stride 1 those stay the only ones that are not 0. */
            SPARSE
        }

        /** A plain convolution without gaps. */
        public Convolution(int channels, List<Integer> kernel, List<Integer> stride, List<Integer> padding, int groups, boolean bias) {
            this(Kind.PLAIN, channels, kernel, stride, padding, Collections.nCopies(kernel.size(), 1), groups, bias);
        }
    }

    /** The mean or the largest over windows along the axes after the first. */
    record Pooling(Kind kind, List<Integer> kernel, List<Integer> stride, List<Integer> padding) implements Operator {

        /** What a window becomes. */
        public enum Kind {
            MEAN, LARGEST
        }
    }

    /** The mean, sum or largest along axes, which are gone after it. */
    record Reduction(Kind kind, List<Integer> axes) implements Operator {

        /** What the elements become. */
        public enum Kind {
            MEAN, SUM, LARGEST
        }
    }

    /** exp(x) over the sum of exp(x) along an axis. */
    record Softmax(int axis) implements Operator {
    }

    /**
     * Subtracts the mean, divides by the standard deviation, then scales and shifts: along the batch for each channel of the
     * first axis, or for each sample along the last axis. Scale {@code NAME.scale} and shift {@code NAME.shift}, one number
     * for each channel.
     *
     * @param padding elements put around the axes after the first, after the statistics are taken: what a zero becomes
     */
    record Normalisation(Kind kind, int padding) implements Operator {

        /** Along what. */
        public enum Kind {
            BATCH, LAYER
        }
    }

    /** A formula of its inputs, element by element: {@code x0} is the first. Extents of 1 repeat along their axis. */
    record Formula(Expression formula) implements Operator {

        /** The symbol of an input. */
        public static String symbol(int input) {
            return "x" + input;
        }
    }

    /** What came in some steps before. */
    record Delay(int steps) implements Operator {
    }

    /**
     * A layer whose weights take a few values only while it runs, each channel with a learnt step {@code NAME.step} between
     * them. Esser et al., ICLR 2020.
     *
     * @param layer with weights
     * @param bits of a weight, with its sign
     * @param inputs whether what comes in is quantised too, each incoming channel with a learnt step {@code NAME.inputStep} and
     *               zero {@code NAME.inputZero}. Bhalgat et al., CVPR workshops 2020
     */
    record Quantised(Operator layer, int bits, boolean inputs) implements Operator {
    }
}
