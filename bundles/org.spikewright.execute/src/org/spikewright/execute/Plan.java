package org.spikewright.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.execute.internal.KernelFactory;
import org.spikewright.execute.internal.Obstacles;
import org.spikewright.execute.internal.Regions;
import org.spikewright.kernel.Kernels;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.Time;

/** A layered network made ready to run: what is computed in which order. Immutable, and shared by threads. */
public final class Plan {

    /**
     * What keeps a network from being run.
     *
     * @param layer a layer that does
     * @param what about it, in the language's words, for instance {@code several inputs into softmax}
     */
    public record Obstacle(Layer layer, String what) {
    }

    private final Network network;
    private final List<Parameter> parameters;
    private final List<Node> nodes;
    private final List<Region> regions;
    private final List<Node> received;
    private final Node output;
    private final boolean[] turned;
    private final Flow flow;

    private Plan(Network original, PlanOptions options, Kernels kernels) {
        this.network = original;
        this.flow = options.flow();
        this.parameters = original.stored();
        Network network = KernelFactory.split(original);
        KernelFactory factory = new KernelFactory(network, options, kernels);
        List<Layer> layers = network.layers();
        int[] places = new int[layers.size()];
        List<Layer> computed = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (KernelFactory.leavesAll(layers.get(i).operator())) {
                places[i] = places[layers.get(i).inputs().getFirst()];
            } else {
                places[i] = computed.size();
                computed.add(layers.get(i));
            }
        }
        Map<String, Integer> names = new HashMap<>();
        parameters.forEach(parameter -> names.put(parameter.name(), names.size()));
        List<Node> found = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            Layer layer = layers.get(i);
            if (KernelFactory.leavesAll(layer.operator())) {
                continue;
            }
            List<Integer> inputs = network.updates().containsKey(i) ? List.of(places[network.updates().get(i)])
                    : layer.inputs().stream().map(input -> places[input]).toList();
            List<Parameter> own = layer.parameters(network);
            found.add(new Node(found.size(), layer, factory.kernel(layer), inputs, own.stream().map(one -> names.get(one.name())).toList(),
                    own.stream().anyMatch(Parameter::learned), false, false));
        }
        this.nodes = marked(found);
        this.regions = Regions.of(nodes);
        this.received = nodes.stream().filter(node -> node.layer().operator() instanceof Input).toList();
        this.output = nodes.get(places[network.output()]);
        this.turned = new boolean[parameters.size()];
        nodes.forEach(node -> IntStream.range(0, node.parameters().size())
                .forEach(p -> turned[node.parameters().get(p)] |= KernelFactory.isTurned(node.layer().operator(), p)));
    }

    /** The nodes with what they have from those before them, round cycles too. */
    private static List<Node> marked(List<Node> nodes) {
        boolean[] gradient = new boolean[nodes.size()];
        boolean[] sparse = new boolean[nodes.size()];
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (Node node : nodes) {
                int i = node.index();
                boolean hasGradient = node.learns() || node.inputs().stream().anyMatch(input -> gradient[input]);
                boolean isSparse = node.layer().operator() instanceof Input || node.kernel().spikes()
                        || node.kernel().keepsZeros() && node.inputs().stream().allMatch(input -> sparse[input]);
                isChanged |= hasGradient != gradient[i] || isSparse != sparse[i];
                gradient[i] = hasGradient;
                sparse[i] = isSparse;
            }
        }
        return nodes.stream().map(node -> new Node(node.index(), node.layer(), node.kernel(), node.inputs(), node.parameters(), node.learns(),
                gradient[node.index()], sparse[node.index()])).toList();
    }

    /**
     * The plan of a network.
     *
     * @throws IllegalArgumentException if there is an {@link #obstacle}
     */
    public static Plan of(Network network, PlanOptions options, Kernels kernels) {
        obstacle(network).ifPresent(obstacle -> {
            throw new IllegalArgumentException("no engine runs " + obstacle.what() + " yet, as network " + network.name() + " has at "
                    + obstacle.layer().name());
        });
        return new Plan(network, options, kernels);
    }

    /** What keeps a network from being run: the check says it, and {@link #of} refuses it. */
    public static List<Obstacle> obstacles(Network network) {
        return Obstacles.of(network);
    }

    /** The first of its {@link #obstacles}, if there are any. */
    public static Optional<Obstacle> obstacle(Network network) {
        return obstacles(network).stream().findFirst();
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** All arrays that are stored, learnable or not. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Whether an array is turned around, see {@link Parameters}. */
    public boolean isTurned(int parameter) {
        return turned[parameter];
    }

    /** The nodes, in the order of the network's layers. */
    public List<Node> nodes() {
        return nodes;
    }

    /** What is computed, in order. */
    public List<Region> regions() {
        return regions;
    }

    /** The nodes that receive samples, in the order in which a sample has their values; none where the output does not depend on them. */
    public List<Node> received() {
        return received;
    }

    /** The node whose output is read. */
    public Node output() {
        return output;
    }

    /** How many values it receives in each step. */
    public int inputs() {
        return received.stream().mapToInt(Node::width).sum();
    }

    /** How many values are read in each step. */
    public int outputs() {
        return output.width();
    }

    /** How far derivatives flow back in time. */
    Flow flow() {
        return flow;
    }

    /** The nodes that send spikes. */
    public List<Node> spiking() {
        return nodes.stream().filter(node -> node.kernel().spikes()).toList();
    }

    /** Whether weights can be learnt from all samples of a batch together only. */
    boolean hasBarriers() {
        return regions.stream().anyMatch(Region.Barrier.class::isInstance);
    }

    /**
     * How often each node is computed.
     *
     * @param input how often the input changes
     */
    Rows[] rows(Rows input) {
        Rows[] rows = new Rows[nodes.size()];
        java.util.Arrays.fill(rows, Rows.ONE);
        for (Region region : regions) {
            for (Node node : region.nodes()) {
                Operator operator = node.layer().operator();
                Rows most = operator instanceof Input ? input : Rows.ONE;
                for (int from : node.inputs()) {
                    most = most.or(rows[from]);
                }
                boolean isEachStep = operator.time() == Time.SCAN || node.kernel().spikes() || region instanceof Region.Loop;
                rows[node.index()] = isEachStep ? Rows.STEPS : most;
            }
        }
        return rows;
    }
}
