package org.spikewright.kernel;

import java.util.Optional;
import org.spikewright.network.Parameter;

/** One stage of a {@link LayerChain}: it receives from the stage before it, the first from the network's input. */
public sealed interface Stage {

    /** The layer's name in the network. */
    String layer();

    /** How many values it sends on in each step. */
    int width();

    /**
     * {@code y = W x + b}.
     *
     * @param fanIn how many values it receives
     */
    record Dense(String layer, int width, int fanIn, Parameter weight, Optional<Parameter> bias) implements Stage {
    }

    /** Neurons over time, one for each value received. */
    record Scan(String layer, int width, ScanKernel kernel) implements Stage {

        /** Whether it sends spikes; otherwise graded values. */
        public boolean spikes() {
            return kernel.program().fires();
        }
    }
}
