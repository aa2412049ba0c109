package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Weights;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Operator;

/**
 * A layered network made ready to run: its layers from input to output, neurons with their kernels. Layers that only
 * reshape are gone.
 *
 * @param inputs how many values the network receives in each step
 * @param stages in order, at least one; the last one's output is read
 */
public record LayerChain(int inputs, List<Stage> stages) {

    /** Makes the stage that a layer becomes. */
    private interface Maker {

        /**
         * The stage; empty if values stay as they are, in their order.
         *
         * @param fanIn how many values come in
         * @param kernels the kernel of neurons
         */
        Optional<Stage> stage(Layer layer, int fanIn, List<Parameter> parameters, Function<NeuronProgram, ScanKernel> kernels);
    }

    private static final Map<Class<? extends Operator>, Maker> MAKERS = Map.of(
            Flatten.class, (_, _, _, _) -> Optional.empty(),
            Dense.class, (layer, fanIn, parameters, _) -> Optional.of(new Stage.Dense(layer.name(), layer.shape().size(), fanIn,
                    parameters.getFirst(), parameters.stream().skip(1).findFirst())),
            Neurons.class, (layer, fanIn, _, kernels) -> Optional.of(new Stage.Scan(layer.name(), fanIn,
                    kernels.apply(((Neurons) layer.operator()).program()))));

    public LayerChain {
        stages = List.copyOf(stages);
    }

    /**
     * The stages of that network.
     *
     * @param dt step size in seconds
     * @param resetGradient see {@link Adjoint#of}
     * @throws IllegalArgumentException if the network is no chain from its input to its output
     */
    public static LayerChain of(Network network, double dt, boolean resetGradient, Kernels kernels) {
        List<Layer> path = new ArrayList<>();
        for (int at = network.output(); at > 0; at = single(network, at)) {
            path.addFirst(network.layers().get(at));
        }
        if (path.size() != network.layers().size() - 1) {
            throw new IllegalArgumentException(
                    "network " + network.name() + " has layers beside the way from input to output");
        }
        int inputs = network.layers().getFirst().shape().size();
        List<Stage> stages = new ArrayList<>();
        for (Layer layer : path) {
            int fanIn = stages.isEmpty() ? inputs : stages.getLast().width();
            Maker maker = MAKERS.get(layer.operator().getClass());
            if (maker == null) {
                throw new IllegalArgumentException("no engine runs " + layer.name() + " yet");
            }
            maker.stage(layer, fanIn, layer.parameters(network), neurons -> kernels.of(Discretiser.of(neurons, dt), resetGradient))
                    .ifPresent(stages::add);
        }
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("network " + network.name() + " computes nothing");
        }
        return new LayerChain(inputs, stages);
    }

    private static int single(Network network, int at) {
        List<Integer> inputs = network.layers().get(at).inputs();
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("layer " + network.layers().get(at).name() + " receives from "
                    + inputs.size() + " layers, not from one");
        }
        return inputs.getFirst();
    }

    /** How many values are read in each step. */
    public int outputs() {
        return stages.getLast().width();
    }

    /** The dense stage of that index, if it is one. */
    public Optional<Stage.Dense> dense(int stage) {
        return stages.get(stage) instanceof Stage.Dense dense ? Optional.of(dense) : Optional.empty();
    }

    /** The weights by stage; {@code null} where a stage has none. */
    public LayerWeights[] load(Weights weights) {
        LayerWeights[] loaded = new LayerWeights[stages.size()];
        for (int i = 0; i < loaded.length; i++) {
            loaded[i] = dense(i).map(dense -> LayerWeights.of(dense, weights)).orElse(null);
        }
        return loaded;
    }

    /** The weights by parameter name, copied. */
    public Weights store(LayerWeights[] weights) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        for (int i = 0; i < weights.length; i++) {
            if (stages.get(i) instanceof Stage.Dense dense) {
                arrays.put(dense.weight().name(), weights[i].rowMajor(dense));
                float[] bias = weights[i].bias();
                dense.bias().ifPresent(parameter -> arrays.put(parameter.name(), bias.clone()));
            }
        }
        return new Weights(arrays);
    }
}
