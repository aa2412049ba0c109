package org.spikewright.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.spikewright.common.NumPyArray;
import org.spikewright.common.Work;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.Weights;

/**
 * What a network receives, stores and is known to give, as arrays by the names of inputs, parameters and layers. Arrays of inputs and of
 * layers have the axes of the layer, in front of them the steps of a sample, in front of those the samples.
 */
public final class Vectors {

    private final Network network;
    private final Map<String, float[]> weights = new LinkedHashMap<>();
    private final Map<String, float[]> received = new LinkedHashMap<>();
    private final Map<String, float[]> known = new LinkedHashMap<>();
    private int samples = -1;
    private int steps = -1;

    /** How far what a layer gives is from what is known. */
    public record Difference(String layer, double most, int sample, int step, int element) {
    }

    /**
     * What arrays say of a network.
     *
     * @param trained whether weights come from elsewhere; otherwise there has to be an array for each
     * @throws IllegalArgumentException if they do not fit the network; the message says why
     */
    public static Vectors of(Network network, Map<String, NumPyArray> arrays, boolean trained) {
        return new Vectors(network, arrays, trained);
    }

    private Vectors(Network network, Map<String, NumPyArray> arrays, boolean trained) {
        this.network = network;
        Map<String, NumPyArray> left = new TreeMap<>(arrays);
        for (Layer input : network.inputs()) {
            received.put(input.name(), moving(input, wanted(left, input.name(), "the input")));
        }
        for (Parameter parameter : network.stored()) {
            if (!trained || left.containsKey(parameter.name())) {
                weights.put(parameter.name(), stored(parameter, wanted(left, parameter.name(), "the weights")));
            }
        }
        for (Layer layer : network.layers()) {
            Optional.ofNullable(left.remove(layer.name())).ifPresent(array -> known.put(layer.name(), moving(layer, array)));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("'" + network.name() + "' has no input, weights or layer '" + left.keySet().iterator().next()
                    + "'; its layers are " + names(network.layers().stream().map(Layer::name).toList()));
        }
        if (known.isEmpty()) {
            throw new IllegalArgumentException("no array is called like a layer, such as '" + network.layers().get(network.output()).name()
                    + "', so that there is nothing to compare with");
        }
    }

    private static String names(List<String> all) {
        List<String> sorted = List.copyOf(new TreeSet<>(all));
        return String.join(", ", sorted.subList(0, Math.min(12, sorted.size()))) + (sorted.size() > 12 ? ", …" : "");
    }

    private static NumPyArray wanted(Map<String, NumPyArray> arrays, String name, String what) {
        NumPyArray array = arrays.remove(name);
        if (array == null) {
            throw new IllegalArgumentException("there is no array for " + what + " '" + name + "'");
        }
        return array;
    }

    private static float[] stored(Parameter parameter, NumPyArray array) {
        if (!Arrays.equals(array.extents(), parameter.shape().extents())) {
            throw new IllegalArgumentException("'" + parameter.name() + "' is " + parameter.shape() + ", but the array is "
                    + Arrays.toString(array.extents()));
        }
        return values(array);
    }

    /** An array of samples and steps, as many as the others have. */
    private float[] moving(Layer layer, NumPyArray array) {
        int[] extents = array.extents();
        Shape shape = layer.shape();
        int more = extents.length - shape.rank();
        if (more < 0 || more > 2 || !Arrays.equals(Arrays.copyOfRange(extents, more, extents.length), shape.extents())) {
            throw new IllegalArgumentException("'" + layer.name() + "' is " + shape + ", but the array is " + Arrays.toString(extents)
                    + "; its axes have to be those, behind the steps of a sample, behind the samples");
        }
        int ownSamples = more == 2 ? extents[0] : 1;
        int ownSteps = more == 0 ? 1 : extents[more - 1];
        if (samples >= 0 && (samples != ownSamples || steps != ownSteps) || ownSamples == 0 || ownSteps == 0) {
            throw new IllegalArgumentException("the array of '" + layer.name() + "' has " + ownSamples + " samples of " + ownSteps + " steps"
                    + (samples < 0 ? "" : ", but that of '" + received.keySet().iterator().next() + "' has " + samples + " of " + steps));
        }
        samples = ownSamples;
        steps = ownSteps;
        return values(array);
    }

    private static float[] values(NumPyArray array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.value(i);
        }
        return values;
    }

    /**
     * Runs the network, and compares.
     *
     * @param trained weights that no array replaces
     * @param dt time step in seconds
     * @return the largest difference of each layer for which there is an array
     * @throws ArithmeticException if a layer gives something that is no number; the message says where
     */
    public List<Difference> differences(Optional<Weights> trained, double dt, int threads, Work work) {
        Primitives primitives = Primitives.best();
        Plan plan = work.await(() -> Plan.of(network, new PlanOptions(dt), Kernels.shared(primitives)));
        Map<String, float[]> all = new LinkedHashMap<>(trained.map(Weights::arrays).orElse(Map.of()));
        all.putAll(weights);
        Map<String, Difference> most = new TreeMap<>();
        try (Workers workers = new Workers(threads)) {
            new Executor(plan, primitives, workers).run(Parameters.of(plan, new Weights(all)), new Given(), outputs -> {
                for (Map.Entry<String, float[]> one : known.entrySet()) {
                    Difference found = difference(outputs, one.getKey(), one.getValue(), node(plan, one.getKey()));
                    synchronized (most) {
                        most.merge(one.getKey(), found, Vectors::larger);
                    }
                }
            }, work);
        }
        return List.copyOf(most.values());
    }

    /** The larger one; of two that are as large, the one that comes first. */
    private static Difference larger(Difference a, Difference b) {
        return a.most() > b.most() || a.most() == b.most() && a.sample() < b.sample() ? a : b;
    }

    private Difference difference(Outputs outputs, String layer, float[] wanted, Node node) {
        float[] given = outputs.of(node).dense();
        int width = node.width();
        Difference most = new Difference(layer, -1, 0, 0, 0);
        for (int sample = 0; sample < outputs.samples(); sample++) {
            for (int t = 0; t < steps; t++) {
                int row = switch (outputs.of(node).kind()) {
                    case ONE -> 0;
                    case SAMPLES -> sample;
                    case STEPS -> sample * steps + t;
                };
                int from = ((outputs.from() + sample) * steps + t) * width;
                for (int j = 0; j < width; j++) {
                    double distance = Math.abs((double) given[row * width + j] - wanted[from + j]);
                    if (Double.isNaN(distance)) {
                        throw new ArithmeticException("element " + j + " of '" + layer + "' is " + given[row * width + j] + " in step " + t + " of sample "
                                + (outputs.from() + sample) + ", and is known to be " + wanted[from + j]);
                    }
                    if (distance > most.most()) {
                        most = new Difference(layer, distance, outputs.from() + sample, t, j);
                    }
                }
            }
        }
        return most;
    }

    /** The node that computes what a layer gives; where it gives what it receives, one before it. */
    private Node node(Plan plan, String name) {
        Layer layer = network.layers().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        return plan.nodes().stream().filter(node -> node.layer().name().equals(name)).findFirst()
                .orElseGet(() -> node(plan, network.layers().get(layer.inputs().getFirst()).name()));
    }

    /** What the inputs receive, one behind the other. */
    private final class Given implements InputBatch {

        private final List<float[]> inputs = new ArrayList<>(received.values());

        @Override
        public int size() {
            return samples;
        }

        @Override
        public int steps() {
            return steps;
        }

        @Override
        public boolean valued() {
            return true;
        }

        @Override
        public void list(int from, int count, SparseRows rows) {
            for (int row = from * steps; row < (from + count) * steps; row++) {
                rows.reserve(1, network.received());
                int at = rows.entries();
                int column = 0;
                for (float[] input : inputs) {
                    int width = input.length / (samples * steps);
                    for (int i = 0; i < width; i++, column++) {
                        float value = input[row * width + i];
                        if (value != 0) {
                            rows.columns()[at] = column;
                            rows.values()[at++] = value;
                        }
                    }
                }
                rows.endRow(at);
            }
        }
    }
}
