package org.spikewright.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spikewright.network.Parameter;
import org.spikewright.network.operator.OperatorKernel;

/**
 * One stage of a {@link LayerChain}: it receives from the stage before it, the first from the network's input. Dense layers and
 * neurons have stages of their own, for what spikes and generated code make fast; all other operators bring what they compute.
 */
public sealed interface Stage {

    /** The layer's name in the network. */
    String layer();

    /** How many values it sends on in each step. */
    int width();

    /** Whether it sends spikes; otherwise graded values. */
    default boolean spikes() {
        return false;
    }

    /** The arrays that it learns, in the order of those of its {@link LayerWeights}. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * {@code y = W x + b}.
     *
     * @param fanIn how many values it receives
     */
    record Dense(String layer, int width, int fanIn, Parameter weight, Optional<Parameter> bias) implements Stage {

        @Override
        public List<Parameter> parameters() {
            return Stream.concat(Stream.of(weight), bias.stream()).toList();
        }
    }

    /** Neurons over time, one for each value received. */
    record Scan(String layer, int width, ScanKernel kernel) implements Stage {

        @Override
        public boolean spikes() {
            return kernel.program().fires();
        }
    }

    /**
     * What an operator computes by its own kernel.
     *
     * @param fanIn how many values it receives
     * @param eachStep whether it is computed for each step by itself also where what it receives is held
     */
    record Computed(String layer, int width, int fanIn, OperatorKernel kernel, List<Parameter> parameters, boolean eachStep)
            implements Stage {

        public Computed {
            parameters = List.copyOf(parameters);
        }

        @Override
        public boolean spikes() {
            return kernel.spikes();
        }
    }
}
