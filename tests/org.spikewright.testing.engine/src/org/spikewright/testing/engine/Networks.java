package org.spikewright.testing.engine;

import java.util.ArrayList;
import java.util.List;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;

/** Networks as a compiled model has them. */
public final class Networks {

    private Networks() {
    }

    /** Dense layers with neurons: {@code inputs -> widths[0] neurons[0] -> …}, the layers named fc1, n1, fc2, …. */
    public static Network chain(int inputs, int[] widths, NeuronProgram... neurons) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("image", new Input(Shape.of(inputs)), List.of(), Shape.of(inputs), null));
        for (int i = 0; i < widths.length; i++) {
            layers.add(new Layer("fc" + (i + 1), new Dense(widths[i], true), List.of(layers.size() - 1),
                    Shape.of(widths[i]), null));
            layers.add(new Layer("n" + (i + 1), new Neurons(neurons[i]), List.of(layers.size() - 1),
                    Shape.of(widths[i]), null));
        }
        return new Network("Chain", layers, layers.size() - 1);
    }
}
