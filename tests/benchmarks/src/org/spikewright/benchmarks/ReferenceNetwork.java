package org.spikewright.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.Weights;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;

/** The feed-forward network that the references were measured with, its weights and its input. */
final class ReferenceNetwork {

    static final int STEPS = 25;
    static final int BATCH = 128;
    static final Encoder ENCODER = new Encoder.Frames(STEPS);
    private static final int INPUTS = 784;
    private static final int CLASSES = 10;
    private static final double DENSITY = 0.13;

    private ReferenceNetwork() {
    }

    /**
     * 784 to 512 to 10 neurons, {@code v[t] = 0.9 v[t-1] + I}, threshold 1, reset by subtraction, surrogate atan(2).
     */
    static Network network() {
        Expression v = Expression.symbol("v");
        Expression margin = v.minus(Expression.ONE);
        Expression surrogate = Expression.ONE.over(Expression.ONE
                .plus(Expression.of(Math.PI).times(Expression.symbol(NeuronProgram.Spike.MARGIN)).power(2)));
        NeuronProgram neuron = new NeuronProgram("Reference", Map.of(),
                List.of(new NeuronProgram.State("v", 0,
                        new NeuronProgram.Change.Next(Expression.of(0.9).times(v).plus(Expression.symbol("I"))))),
                List.of("I"), Optional.of(new NeuronProgram.Spike(margin, surrogate, Map.of("v", margin))), v);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("input", new Input(Shape.of(INPUTS)), List.of(), Shape.of(INPUTS), null));
        for (int width : new int[] {512, CLASSES}) {
            layers.add(new Layer("fc" + layers.size(), new Dense(width, true), List.of(layers.size() - 1),
                    Shape.of(width), null));
            layers.add(new Layer("n" + layers.size(), new Neurons(neuron), List.of(layers.size() - 1),
                    Shape.of(width), null));
        }
        return new Network("Reference", layers, layers.size() - 1);
    }

    /** Weights of a spread that lets one hidden neuron in ten fire in each step. */
    static Weights weights(Network network) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            double bound = (arrays.size() < 2 ? 3 : 2) / Math.sqrt(parameter.fanIn());
            arrays.put(parameter.name(), random(parameter.name(), parameter.shape().size(), bound));
        }
        return new Weights(arrays);
    }

    private static float[] random(String name, int count, double bound) {
        RandomStream random = RandomStream.of(1, name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    /** Samples that are spikes already. */
    static ArraySamples samples(int count) {
        RandomStream random = RandomStream.of(1, "input");
        float[][] values = new float[count][STEPS * INPUTS];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(CLASSES);
            for (int k = 0; k < values[i].length; k++) {
                values[i][k] = random.nextDouble() < DENSITY ? 1 : 0;
            }
        }
        return new ArraySamples(values, labels, new int[] {STEPS, INPUTS},
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList());
    }
}
