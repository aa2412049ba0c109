package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Weights;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.OperatorKernel;
import org.spikewright.network.operator.Time;

/**
 * A layered network made ready to run: its layers from input to output, neurons with their kernels. Layers that only
 * reshape are gone.
 *
 * @param inputs how many values the network receives in each step
 * @param stages in order, at least one; the last one's output is read
 */
public record LayerChain(int inputs, List<Stage> stages) {

    /**
     * What keeps a network from being run.
     *
     * @param layer the first layer that does
     * @param what about it, in the language's words, for instance {@code dense over several positions}
     */
    public record Obstacle(Layer layer, String what) {
    }

    public LayerChain {
        stages = List.copyOf(stages);
    }

    /** What keeps a network from being run, if anything does: the check says it, and {@link #of} refuses it. */
    public static Optional<Obstacle> obstacle(Network network) {
        return network.layers().stream().flatMap(layer -> obstacle(layer, network).map(what -> new Obstacle(layer, what)).stream()).findFirst()
                .or(() -> whole(network).map(what -> new Obstacle(network.layers().get(network.output()), what)));
    }

    /** What about a network as a whole keeps it from being run, each layer of which can be. */
    private static Optional<String> whole(Network network) {
        List<Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).inputs().equals(i == 0 ? List.of() : List.of(i - 1))) {
                return Optional.of("layers beside the way from input to output");
            }
        }
        return layers.stream().allMatch(layer -> layer.operator() instanceof Input || layer.operator() instanceof Flatten)
                ? Optional.of("networks that compute nothing") : Optional.empty();
    }

    private static Optional<String> obstacle(Layer layer, Network network) {
        return switch (layer.operator()) {
            case Input _, Flatten _ -> Optional.empty();
            case Dense _ -> isShared(layer) ? Optional.of("shared layers")
                    : layer.shape().rank() != 1 ? Optional.of("dense over several positions") : Optional.empty();
            case Neurons neurons -> obstacle(layer, neurons);
            default -> layer.kernel(network).isEmpty() ? Optional.of(layer.operator().family()) : computed(layer, network);
        };
    }

    private static Optional<String> obstacle(Layer layer, Neurons neurons) {
        if (!neurons.varied().isEmpty()) {
            return Optional.of("a learned, stored or drawn '" + neurons.varied().getFirst().parameter() + "' in layers");
        }
        if (layer.inputs().size() > 1) {
            return Optional.of("neurons with several inputs in layers");
        }
        // Those of layers are the same in each run, and have a fixed number of lines.
        if (neurons.program().isTimed()) {
            return Optional.of("neurons such as '" + neurons.program().name() + "', whose equations use the time, in layers");
        }
        boolean isNoisy = !neurons.program().noises().isEmpty();
        return !isNoisy && !(neurons.program().solver() instanceof Solver.RungeKutta45) ? Optional.empty()
                : Optional.of("neurons such as '" + neurons.program().name() + "' in layers, with " + (isNoisy ? "noise" : "solver rk45") + ",");
    }

    /** What keeps an operator from being run that has a kernel. */
    private static Optional<String> computed(Layer layer, Network network) {
        List<Parameter> parameters = layer.parameters(network);
        if (layer.inputs().size() != 1) {
            return Optional.of("several inputs into " + layer.operator().family());
        }
        if (layer.operator().time() == Time.BATCH) {
            return Optional.of(layer.operator().family() + " over the samples of a batch");
        }
        if (!parameters.isEmpty() && isShared(layer)) {
            return Optional.of("shared layers");
        }
        return parameters.stream().allMatch(Parameter::learned) ? Optional.empty()
                : Optional.of(layer.operator().family() + " with numbers that are stored and not learnt");
    }

    private static boolean isShared(Layer layer) {
        return !layer.owner().equals(layer.name());
    }

    /**
     * The stages of that network.
     *
     * @param dt step size in seconds
     * @param resetGradient see {@link Adjoint#of}
     * @throws IllegalArgumentException if there is an {@link #obstacle}
     */
    public static LayerChain of(Network network, double dt, boolean resetGradient, Kernels kernels) {
        obstacle(network).ifPresent(obstacle -> {
            throw new IllegalArgumentException("no engine runs " + obstacle.what() + " yet, as network " + network.name() + " has at "
                    + obstacle.layer().name());
        });
        int inputs = network.layers().getFirst().shape().size();
        List<Stage> stages = new ArrayList<>();
        for (Layer layer : network.layers().subList(1, network.layers().size())) {
            stage(network, layer, stages.isEmpty() ? inputs : stages.getLast().width(), dt, resetGradient, kernels).ifPresent(stages::add);
        }
        return new LayerChain(inputs, stages);
    }

    /** The stage that a layer becomes; empty if values stay as they are, in their order. */
    private static Optional<Stage> stage(Network network, Layer layer, int fanIn, double dt, boolean resetGradient, Kernels kernels) {
        int width = layer.shape().size();
        List<Parameter> parameters = layer.parameters(network);
        return switch (layer.operator()) {
            case Flatten _ -> Optional.empty();
            case Dense _ -> Optional.of(new Stage.Dense(layer.name(), width, fanIn, parameters.getFirst(), parameters.stream().skip(1).findFirst()));
            case Neurons neurons -> Optional.of(new Stage.Scan(layer.name(), fanIn, kernels.of(Discretiser.of(neurons.program(), dt), resetGradient)));
            default -> {
                OperatorKernel kernel = layer.kernel(network).orElseThrow();
                yield Optional.of(new Stage.Computed(layer.name(), width, fanIn, kernel, parameters,
                        layer.operator().time() == Time.SCAN || kernel.spikes()));
            }
        };
    }

    /** How many values are read in each step. */
    public int outputs() {
        return stages.getLast().width();
    }

    /** The weights by stage; without arrays where a stage has none. */
    public LayerWeights[] load(Weights weights) {
        return stages.stream().map(stage -> LayerWeights.of(stage, weights)).toArray(LayerWeights[]::new);
    }

    /** Weights of 0, by stage. */
    public LayerWeights[] zeros() {
        return stages.stream().map(LayerWeights::zero).toArray(LayerWeights[]::new);
    }

    /** The weights by parameter name, copied. */
    public Weights store(LayerWeights[] weights) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        for (int i = 0; i < weights.length; i++) {
            Stage stage = stages.get(i);
            for (int p = 0; p < stage.parameters().size(); p++) {
                arrays.put(stage.parameters().get(p).name(), weights[i].rowMajor(stage, p));
            }
        }
        return new Weights(arrays);
    }
}
