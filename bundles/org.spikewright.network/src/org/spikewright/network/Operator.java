package org.spikewright.network;

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
}
