package org.spikewright.execute.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.execute.Plan;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.PreviousValue;
import org.spikewright.network.operator.Tensor;
import org.spikewright.network.operator.Time;

/** Finds what keeps a network from being run. */
public final class Obstacles {

    private final Network network;
    private final Map<String, Parameter> stored = new HashMap<>();
    private final int[] component;
    private final boolean[] isInLoop;

    private Obstacles(Network network) {
        this.network = network;
        List<Layer> layers = network.layers();
        List<List<Integer>> targets = new ArrayList<>();
        layers.forEach(_ -> targets.add(new ArrayList<>()));
        for (int i = 0; i < layers.size(); i++) {
            int layer = i;
            layers.get(i).inputs().forEach(from -> targets.get(from).add(layer));
        }
        network.updates().forEach((state, next) -> targets.get(next).add(state));
        component = Regions.components(targets.stream().map(list -> list.stream().mapToInt(to -> to).toArray()).toArray(int[][]::new));
        isInLoop = new boolean[layers.size()];
        network.updates().forEach((state, next) -> {
            for (int i = 0; i < component.length; i++) {
                isInLoop[i] |= component[state] == component[next] && component[i] == component[state];
            }
        });
    }

    /** All that is found, in the order of the layers. */
    public static List<Plan.Obstacle> of(Network network) {
        return new Obstacles(network).all();
    }

    private List<Plan.Obstacle> all() {
        List<Plan.Obstacle> found = new ArrayList<>();
        List<Layer> layers = network.layers();
        Layer output = layers.get(network.output());
        if (layers.stream().allMatch(layer -> layer.operator() instanceof Input || KernelFactory.leavesAll(layer.operator()))) {
            found.add(new Plan.Obstacle(output, "networks that compute nothing"));
        }
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            obstacle(layer, isInLoop[i]).ifPresent(what -> found.add(new Plan.Obstacle(layer, what)));
        }
        return found;
    }

    private Optional<String> obstacle(Layer layer, boolean isInside) {
        Operator operator = layer.operator();
        for (Parameter parameter : layer.parameters(network)) {
            Parameter other = stored.putIfAbsent(parameter.name(), parameter);
            if (other != null && !other.equals(parameter)) {
                return Optional.of("shared layers whose weights have different shapes");
            }
        }
        if (!KernelFactory.knows(operator)) {
            return Optional.of(operator.family());
        }
        if (operator.time() == Time.BATCH && (isInside || !KernelFactory.sharesBatches(operator))) {
            return Optional.of(operator.family() + (isInside ? " within a recurrence" : " over the samples of a batch"));
        }
        return switch (operator) {
            case Neurons neurons -> obstacle(layer, neurons);
            case Tensor tensor -> FirstValues.obstacle(tensor.initial(), tensor.shape());
            case PreviousValue _ -> network.updates().containsKey(network.layers().indexOf(layer)) ? Optional.empty()
                    : Optional.of("states that are never given a next value");
            default -> Optional.empty();
        };
    }

    private static Optional<String> obstacle(Layer layer, Neurons neurons) {
        // Those of layers are the same in each run, and have a fixed number of lines.
        if (neurons.program().isTimed()) {
            return Optional.of("neurons such as '" + neurons.program().name() + "', whose equations use the time, in layers");
        }
        boolean isNoisy = !neurons.program().noises().isEmpty();
        if (isNoisy || neurons.program().solver() instanceof Solver.RungeKutta45) {
            return Optional.of("neurons such as '" + neurons.program().name() + "' in layers, with " + (isNoisy ? "noise" : "solver rk45") + ",");
        }
        return neurons.varied().stream().flatMap(one -> FirstValues.obstacle(one.initial(), one.each() ? layer.shape() : Shape.of(1)).stream())
                .findFirst();
    }
}
