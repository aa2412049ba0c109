package org.spikewright.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.PreviousValue;

/**
 * A layered network: an acyclic graph of layers in an order in which each comes after those it receives from. What it keeps
 * from one step to the next are layers too.
 *
 * @param name its name in the model
 * @param layers in order
 * @param output index of the layer whose output is read
 * @param updates for the index of each {@link PreviousValue}, the layer that it is in the next step
 */
public record Network(String name, List<Layer> layers, int output, Map<Integer, Integer> updates) {

    public Network {
        layers = List.copyOf(layers);
        updates = Map.copyOf(updates);
        for (int i = 0; i < layers.size(); i++) {
            for (int input : layers.get(i).inputs()) {
                if (input < 0 || input >= i) {
                    throw new IllegalArgumentException("layer " + layers.get(i).name() + " receives from a later one");
                }
            }
        }
    }

    /** A network that keeps nothing but its neurons' states. */
    public Network(String name, List<Layer> layers, int output) {
        this(name, layers, output, Map.of());
    }

    /** The layers that receive samples. */
    public List<Layer> inputs() {
        return layers.stream().filter(layer -> layer.operator() instanceof Input).toList();
    }

    /** How many values they receive in each step. */
    public int received() {
        return inputs().stream().mapToInt(layer -> layer.shape().size()).sum();
    }

    /** All learnable arrays, in the order of the layers; those that layers share once. */
    public List<Parameter> parameters() {
        return stored().stream().filter(Parameter::learned).toList();
    }

    /** The names of what those of its layers store that another network stores with the same names and extents. */
    public List<String> sharing(Network other) {
        Map<String, Shape> there = other.stored().stream().collect(Collectors.toMap(Parameter::name, Parameter::shape));
        return layers.stream().map(layer -> layer.parameters(this))
                .filter(own -> own.stream().allMatch(one -> one.shape().equals(there.get(one.name()))))
                .flatMap(own -> own.stream().map(Parameter::name)).distinct().toList();
    }

    /** All arrays that are stored, learnable or not, in the order of the layers; those that layers share once. */
    public List<Parameter> stored() {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        layers.forEach(layer -> layer.parameters(this).forEach(parameter -> byName.putIfAbsent(parameter.name(), parameter)));
        return List.copyOf(byName.values());
    }

    /** How many learnable numbers. */
    public long parameterCount() {
        return parameters().stream().mapToLong(parameter -> parameter.shape().size()).sum();
    }
}
