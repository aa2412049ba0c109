package org.spikewright.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Block;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.model.network.Node;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.network.Operator;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Expression;

/** One network, or one use of a block with its arguments: which layer each of its nodes is. */
final class GraphElaboration {

    private static final String REPEAT = "repeat";

    private final NetworkElaboration whole;
    private final GraphElaboration outer;
    private final Graph graph;
    private final String prefix;
    private final Formulas formulas;
    private final Map<Node, Integer> done = new HashMap<>();
    private final Set<Node> failed = new HashSet<>();

    /**
     * A graph.
     *
     * @param outer the graph that uses it, or {@code null}
     * @param prefix before the names of its layers
     * @param arguments the numbers that its parameters are
     */
    GraphElaboration(NetworkElaboration whole, GraphElaboration outer, Graph graph, String prefix, Map<Parameter, Expression> arguments) {
        this.whole = whole;
        this.outer = outer;
        this.graph = graph;
        this.prefix = prefix;
        this.formulas = new Formulas(whole.problems()).with(arguments);
    }

    boolean elaborateAll() {
        boolean complete = true;
        for (Node node : graph.getNodes()) {
            complete &= node(node).isPresent();
        }
        return complete;
    }

    Optional<Integer> output() {
        return Optional.ofNullable(graph.getOutput()).flatMap(this::node);
    }

    /** The output of a block that receives what a layer gives. */
    private Optional<Integer> output(int incoming) {
        graph.getNodes().stream().filter(NetworkInput.class::isInstance).findFirst().ifPresent(input -> done.put(input, incoming));
        return output();
    }

    private Optional<Integer> node(Node node) {
        if (done.containsKey(node)) {
            return Optional.of(done.get(node));
        }
        if (node.eIsProxy() || !failed.add(node)) {
            return Optional.empty(); // known to be wrong, or on the way to itself
        }
        Optional<Integer> value = switch (node) {
            case NetworkInput input -> input(input);
            case Chain chain -> chain(chain);
            default -> Optional.empty();
        };
        value.ifPresent(index -> {
            failed.remove(node);
            done.put(node, index);
        });
        return value;
    }

    private Optional<Integer> input(NetworkInput input) {
        Optional<Shape> shape = whole.shape(input.getShape(), formulas);
        return shape.map(known -> whole.addInput(prefix + input.getName(), known, input));
    }

    private Optional<Integer> chain(Chain chain) {
        if (leadsTo(chain, chain, new HashSet<>())) {
            whole.problems().report(Code.INPUT_OUTPUT, "'" + chain.getName() + "' receives from itself; only the past may do so, and a"
                    + " recurrent layer says so", chain);
            return Optional.empty();
        }
        return value(chain.getValue(), prefix + chain.getName());
    }

    private static boolean leadsTo(Chain from, Node to, Set<Node> seen) {
        for (var contents = from.eAllContents(); contents.hasNext();) {
            if (contents.next() instanceof Reference reference && (reference.getTarget() == to
                    || reference.getTarget() instanceof Chain next && seen.add(next) && leadsTo(next, to, seen))) {
                return true;
            }
        }
        return false;
    }

    /** The layer that a value is; its last layer gets the name. */
    private Optional<Integer> value(org.spikewright.model.core.Expression expression, String name) {
        return switch (expression) {
            case Reference reference when reference.getTarget() instanceof Node node -> node(node);
            case Flow flow -> flow(flow, name);
            case Binary binary -> value(binary.getLeft(), name + ".left").flatMap(left -> value(binary.getRight(), name + ".right")
                    .flatMap(right -> elementwise(binary, left, right, name)));
            case null, default -> Optional.empty();
        };
    }

    private Optional<Integer> elementwise(Binary binary, int left, int right, String name) {
        for (Expression.Operator operator : Expression.Operator.values()) {
            if (operator.sign().equals(binary.getOperator())) {
                return whole.add(name, new Operator.Elementwise(operator), List.of(left, right), binary);
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> flow(Flow flow, String name) {
        Optional<Integer> at = value(flow.getSource(), name + ".source");
        for (Reference stage : flow.getStages()) {
            if (at.isEmpty()) {
                return at;
            }
            boolean last = stage == flow.getStages().getLast();
            String target = stage.getTarget() == null ? "" : stage.getTarget().getName();
            at = stage(stage, at.get(), last ? name : name + "." + target);
        }
        return at;
    }

    private Optional<Integer> stage(Reference stage, int incoming, String name) {
        return switch (stage.getTarget()) {
            case Neuron neuron when !neuron.eIsProxy() -> new NeuronElaboration(whole.problems()).program(stage, formulas)
                    .flatMap(program -> whole.add(name, new Operator.Neurons(program), List.of(incoming), stage));
            case Block block when !block.eIsProxy() -> numbers(stage).filter(_ -> !isInside(block)).flatMap(arguments -> new GraphElaboration(
                    whole, this, block, name + ".", arguments).output(incoming));
            case Function function when REPEAT.equals(function.getName()) -> repeat(stage, incoming, name);
            case Function function when !function.eIsProxy() -> layer(stage, function, incoming, name);
            case null, default -> Optional.empty();
        };
    }

    /** A block that uses itself, be it through others, would never end. */
    private boolean isInside(Block block) {
        for (GraphElaboration at = this; at != null; at = at.outer) {
            if (at.graph == block) {
                whole.problems().report(Code.INPUT_OUTPUT, "'" + block.getName() + "' uses itself", block,
                        CorePackage.Literals.NAMED__NAME);
                return true;
            }
        }
        return false;
    }

    private Optional<Integer> repeat(Reference stage, int incoming, String name) {
        Map<String, org.spikewright.model.core.Expression> arguments = named(stage);
        Optional<Double> times = Optional.ofNullable(arguments.get("times")).flatMap(formulas::number);
        if (times.isEmpty() || !(arguments.get("layer") instanceof Reference layer)) {
            return Optional.empty();
        }
        Optional<Integer> at = Optional.of(incoming);
        for (int i = 1; i <= times.get() && at.isPresent(); i++) {
            at = stage(layer, at.get(), name + "." + i);
        }
        return at;
    }

    private Optional<Integer> layer(Reference stage, Function function, int incoming, String name) {
        Map<String, List<Double>> arguments = new HashMap<>();
        for (Map.Entry<String, org.spikewright.model.core.Expression> argument : named(stage).entrySet()) {
            List<org.spikewright.model.core.Expression> parts = argument.getValue() instanceof ListLiteral list ? list.getElements()
                    : List.of(argument.getValue());
            List<Double> numbers = parts.stream().flatMap(part -> formulas.number(part).stream()).toList();
            if (numbers.size() < parts.size()) {
                return Optional.empty();
            }
            arguments.put(argument.getKey(), numbers);
        }
        if (arguments.size() < function.getParameters().size() || tooSmall(stage, arguments)) {
            return Optional.empty();
        }
        return Operators.of(function.getName(), whole.layer(incoming).shape().rank(), arguments)
                .flatMap(operator -> whole.add(name, operator, List.of(incoming), stage));
    }

    private boolean tooSmall(Reference stage, Map<String, List<Double>> arguments) {
        for (String size : List.of("units", "channels", "kernel", "groups")) {
            if (arguments.containsKey(size) && arguments.get(size).stream().anyMatch(value -> value < 1)) {
                whole.problems().report(Code.EXTENT, "'" + size + "' must be at least 1", stage);
                return true;
            }
        }
        return false;
    }

    private static Map<String, org.spikewright.model.core.Expression> named(Reference stage) {
        Map<String, org.spikewright.model.core.Expression> arguments = new LinkedHashMap<>();
        Arguments.bind(stage, Problems.IGNORED).forEach((parameter, value) -> arguments.put(parameter.getName(), value));
        return arguments;
    }

    /** The arguments of a block as numbers; a default may use the parameters before it. */
    private Optional<Map<Parameter, Expression>> numbers(Reference stage) {
        Map<Parameter, Expression> numbers = new HashMap<>();
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(stage, Problems.IGNORED).entrySet()) {
            Optional<Double> number = formulas.with(numbers).number(argument.getValue());
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.put(argument.getKey(), Expression.of(number.get()));
        }
        return Optional.of(numbers);
    }
}
