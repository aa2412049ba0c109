package org.spikewright.mapping.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.spikewright.chip.Chip;
import org.spikewright.chip.CoreLimits;
import org.spikewright.chip.Energy;
import org.spikewright.chip.Latency;
import org.spikewright.chip.Mesh;
import org.spikewright.common.Location;
import org.spikewright.common.RandomStream;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.SpikeTrains;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;

/** Networks, chips and spikes to map. */
final class Mappings {

    static final NeuronProgram NEURON = new NeuronProgram("n", Map.of(),
            List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Next(Expression.symbol("I")))), List.of("I"),
            Optional.of(new NeuronProgram.Spike(Expression.symbol("v"), Expression.ONE, Map.of())), Expression.symbol("v"));

    private Mappings() {
    }

    /** An input of the first size and fully connected layers of spiking neurons of the others. */
    static Network network(int... sizes) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("input", new Input(Shape.of(sizes[0])), List.of(), Shape.of(sizes[0]), Location.NOWHERE));
        for (int i = 1; i < sizes.length; i++) {
            Shape shape = Shape.of(sizes[i]);
            layers.add(new Layer("l" + i + ".dense", new Dense(sizes[i], true), List.of(layers.size() - 1), shape, Location.NOWHERE));
            layers.add(new Layer("l" + i, new Neurons(NEURON), List.of(layers.size() - 1), shape, Location.NOWHERE));
        }
        return new Network("net", layers, layers.size() - 1);
    }

    /** A chip that costs 1 for each synaptic operation, 10 for each update and 100 for each hop. */
    static Chip chip(int rows, int columns, CoreLimits limits) {
        return new Chip("chip", "", new Mesh(rows, columns), limits,
                new Energy(OptionalDouble.of(1), OptionalDouble.of(10), OptionalDouble.empty(), OptionalDouble.of(100), OptionalDouble.empty()),
                new Latency(OptionalDouble.of(1), OptionalDouble.of(10), OptionalDouble.of(100), OptionalDouble.of(1000)),
                Location.NOWHERE);
    }

    static CoreLimits limits(long neurons, long synapseBits, long inputs, long outputs) {
        return new CoreLimits(OptionalLong.of(neurons), OptionalLong.of(synapseBits), OptionalLong.of(inputs), OptionalLong.of(outputs),
                OptionalLong.of(8));
    }

    /** Each neuron of the input and the layers fires in a step with a probability of 10 %. */
    static List<SpikeTrains> spikes(Network network, int samples, int steps, long seed) {
        List<SpikeTrains> all = new ArrayList<>();
        for (Layer layer : network.layers()) {
            if (!layer.operator().isNeurons() && !(layer.operator() instanceof Input)) {
                continue;
            }
            RandomStream random = RandomStream.of(seed, layer.name());
            List<int[]> spikes = new ArrayList<>();
            for (int sample = 0; sample < samples; sample++) {
                for (int step = 0; step < steps; step++) {
                    for (int neuron = 0; neuron < layer.shape().size(); neuron++) {
                        if (random.nextInt(10) == 0) {
                            spikes.add(new int[] {sample, step, neuron});
                        }
                    }
                }
            }
            all.add(new SpikeTrains(layer.name(), layer.shape().size(), column(spikes, 0), column(spikes, 1), column(spikes, 2)));
        }
        return all;
    }

    private static int[] column(List<int[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column]).toArray();
    }
}
