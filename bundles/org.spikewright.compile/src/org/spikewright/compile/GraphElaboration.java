package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Block;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.model.network.Node;
import org.spikewright.model.network.Shared;
import org.spikewright.model.network.Tensor;
import org.spikewright.model.network.TensorState;
import org.spikewright.model.network.Update;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.PreviousValue;

/** One network, or one use of a block with its arguments: which layer each of its nodes is. */
final class GraphElaboration {

    private final NetworkElaboration whole;
    private final GraphElaboration outer;
    private final Graph graph;
    private final Label label;
    private final GraphNumbers numbers;
    private final StageElaboration stages;
    private final Map<Parameter, Bound> layers;
    private final Map<Node, Integer> done = new HashMap<>();
    private final Set<Node> failed = new HashSet<>();

    /**
     * A graph.
     *
     * @param outer the graph that uses it, or {@code null}
     * @param label what the names of its layers start with
     * @param arguments the numbers that its parameters are
     * @param layers the layers that its parameters are
     */
    GraphElaboration(NetworkElaboration whole, GraphElaboration outer, Graph graph, Label label, Map<Parameter, Expression> arguments,
            Map<Parameter, Bound> layers) {
        this.whole = whole;
        this.layers = layers;
        this.outer = outer;
        this.graph = graph;
        this.label = label;
        this.numbers = new GraphNumbers(this, whole.problems(), arguments);
        this.stages = new StageElaboration(this, whole, numbers);
    }

    /** A layer that is the argument of a block, with the graph in which it is written. */
    record Bound(Reference layer, GraphElaboration graph) {
    }

    boolean elaborateAll() {
        boolean complete = true;
        for (Node node : graph.getNodes()) {
            complete &= node(node).isPresent();
        }
        return updates() && complete;
    }

    Optional<Integer> output() {
        return Optional.ofNullable(graph.getOutput()).flatMap(this::node);
    }

    /** The output of a block that receives what layers give. */
    private Optional<Integer> output(List<Integer> incoming, Reference use) {
        List<NetworkInput> inputs = graph.getNodes().stream().filter(NetworkInput.class::isInstance).map(NetworkInput.class::cast).toList();
        if (inputs.size() != incoming.size()) {
            whole.problems().report(Code.ARGUMENTS, "'" + graph.getName() + "' takes " + Arguments.counted(inputs.size(), "input") + " ("
                    + inputs.stream().map(NetworkInput::getName).collect(Collectors.joining(", ")) + "), but " + incoming.size()
                    + (incoming.size() == 1 ? " flows in" : " flow in"), use);
            return Optional.empty();
        }
        for (int i = 0; i < inputs.size(); i++) {
            done.put(inputs.get(i), incoming.get(i));
        }
        for (int i = 0; i < inputs.size(); i++) {
            Optional<Shape> expected = whole.shape(inputs.get(i).getShape(), numbers.formulas());
            Shape shape = whole.layer(incoming.get(i)).shape();
            if (expected.isPresent() && !expected.get().equals(shape)) {
                whole.problems().report(Code.SHAPE_MISMATCH, "'" + inputs.get(i).getName() + "' of '" + graph.getName() + "' is "
                        + expected.get() + ", but '" + whole.layer(incoming.get(i)).name() + "' gives " + shape, use);
                return Optional.empty();
            }
        }
        Optional<Integer> output = output();
        return updates() ? output : Optional.empty();
    }

    /** Lays out what the states are in the next step. */
    private boolean updates() {
        boolean complete = true;
        for (Update update : graph.getUpdates()) {
            if (update.getState() == null || update.getState().eIsProxy()) {
                complete = false;
                continue;
            }
            Optional<Integer> state = node(update.getState());
            Optional<Integer> next = state.flatMap(_ -> value(update.getValue(), label.dot("next").dot(update.getState().getName())));
            if (next.isEmpty()) {
                complete = false;
            } else {
                complete &= whole.update(state.get(), next.get(), update);
            }
        }
        return complete;
    }

    /** The layer of a node of this graph. */
    /** The shape of what enters a network. */
    private Optional<Shape> expected(NetworkInput input) {
        if (input.getShape() == null) {
            whole.problems().report(Code.INPUT_OUTPUT, "'" + input.getName() + "' of a network needs a shape; write for instance input "
                    + input.getName() + " : [1, 28, 28]", input, CorePackage.Literals.NAMED__NAME);
        }
        return whole.shape(input.getShape(), numbers.formulas());
    }

    Optional<Integer> node(Node node) {
        if (done.containsKey(node)) {
            return Optional.of(done.get(node));
        }
        if (node.eIsProxy() || !failed.add(node)) {
            return Optional.empty(); // known to be wrong, or on the way to itself
        }
        Optional<Integer> value = switch (node) {
            case NetworkInput input -> expected(input)
                    .flatMap(shape -> whole.add(label.dot(input.getName()), new Input(shape), List.of(), input));
            case Tensor tensor -> whole.shape(tensor.getShape(), numbers.formulas())
                    .flatMap(shape -> numbers.stored(shape, tensor.getValue()))
                    .flatMap(stored -> whole.add(label.dot(tensor.getName()), stored, List.of(), tensor));
            case TensorState state -> whole.shape(state.getShape(), numbers.formulas())
                    .flatMap(shape -> initial(state).map(initial -> new PreviousValue(shape, initial)))
                    .flatMap(past -> whole.add(label.dot(state.getName()), past, List.of(), state));
            case Chain chain -> chain(chain);
            default -> Optional.empty();
        };
        value.ifPresent(index -> {
            failed.remove(node);
            done.put(node, index);
        });
        return value;
    }

    private Optional<Double> initial(TensorState state) {
        return state.getInitial() == null ? Optional.of(0.0) : numbers.formulas().number(state.getInitial());
    }

    private Optional<Integer> chain(Chain chain) {
        if (leadsTo(chain, chain, new HashSet<>())) {
            whole.problems().report(Code.INPUT_OUTPUT, "'" + chain.getName() + "' receives from itself; only the past may do so: declare"
                    + " state past : […] and next past = " + chain.getName(), chain);
            return Optional.empty();
        }
        return value(chain.getValue(), label.dot(chain.getName()));
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
    Optional<Integer> value(org.spikewright.model.core.Expression expression, Label name) {
        return switch (expression) {
            case Reference reference when reference.getTarget() instanceof Node node -> node(node);
            case Flow flow -> flow(flow, name);
            case null -> Optional.empty();
            default -> Typing.isTensor(expression) ? formula(expression, name) : Optional.empty();
        };
    }

    /** Arithmetic on tensors as one layer. */
    private Optional<Integer> formula(org.spikewright.model.core.Expression expression, Label name) {
        List<Integer> inputs = new ArrayList<>();
        Formulas.Meaning tensors = new Formulas.Meaning() {
            @Override
            public boolean knows(org.spikewright.model.core.Expression part) {
                return part instanceof Flow || part instanceof Reference reference && reference.getTarget() instanceof Node;
            }

            @Override
            public Optional<Expression> of(org.spikewright.model.core.Expression part, Formulas here) {
                return value(part, name.dot(Integer.toString(inputs.size() + 1))).map(layer -> {
                    if (!inputs.contains(layer)) {
                        inputs.add(layer);
                    }
                    return Expression.symbol(Formula.symbol(inputs.indexOf(layer)));
                });
            }
        };
        Optional<Expression> value = numbers.formulas().where(tensors).of(expression);
        if (value.isPresent() && inputs.isEmpty()) {
            return nothingFlows(expression);
        }
        return value.flatMap(formula -> whole.add(name, new Formula(formula), inputs, expression));
    }

    private Optional<Integer> flow(Flow flow, Label name) {
        Optional<List<Integer>> at = sources(flow.getSource(), name);
        for (Reference stage : flow.getStages()) {
            if (at.isEmpty()) {
                return Optional.empty();
            }
            boolean last = stage == flow.getStages().getLast();
            String target = stage.getTarget() == null ? "" : stage.getTarget().getName();
            at = stages.stage(stage, at.get(), last ? name : name.dot(target)).map(List::of);
        }
        return at.map(List::getFirst);
    }

    private <T> Optional<T> nothingFlows(org.spikewright.model.core.Expression place) {
        whole.problems().report(Code.ARGUMENTS, "nothing flows in here; name a node of the network", place);
        return Optional.empty();
    }

    private Optional<List<Integer>> sources(org.spikewright.model.core.Expression source, Label name) {
        if (source == null) {
            return Optional.empty(); // yet to be written
        }
        List<org.spikewright.model.core.Expression> parts = source instanceof ListLiteral list ? list.getElements() : List.of(source);
        if (parts.isEmpty()) {
            return nothingFlows(source);
        }
        List<Integer> sources = new ArrayList<>();
        for (org.spikewright.model.core.Expression part : parts) {
            Optional<Integer> value = value(part, parts.size() == 1 ? name.dot("source") : name.dot("source" + (sources.size() + 1)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            sources.add(value.get());
        }
        return Optional.of(sources);
    }

    /** The output of a block used as a stage. */
    Optional<Integer> block(Block block, Reference use, List<Integer> incoming, Label name) {
        for (GraphElaboration at = this; at != null; at = at.outer) {
            if (at.graph == block) { // be it through others, it would never end
                whole.problems().report(Code.INPUT_OUTPUT, "'" + block.getName() + "' uses itself", block,
                        CorePackage.Literals.NAMED__NAME);
                return Optional.empty();
            }
        }
        Map<Parameter, Bound> given = new HashMap<>();
        Arguments.bind(use, DiagnosticSink.IGNORED).forEach((parameter, value) -> {
            if (value instanceof Reference layer && Type.LAYER.toString().equals(parameter.getType())) {
                given.put(parameter, layer.getTarget() instanceof Parameter same && layers.containsKey(same) ? layers.get(same)
                        : new Bound(layer, this));
            }
        });
        Optional<Map<Parameter, Expression>> arguments = numbers.formulas().arguments(use);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        whole.enter(use);
        Optional<Integer> output = new GraphElaboration(whole, this, block, name, arguments.get(), given).output(incoming, use);
        whole.leave();
        output.ifPresent(layer -> whole.note(use, layer));
        return output;
    }

    /** The layer that the use of this block gave for a parameter. */
    Optional<Integer> given(Parameter parameter, List<Integer> incoming, Label name) {
        return Optional.ofNullable(layers.get(parameter)).flatMap(bound -> bound.graph().stages.stage(bound.layer(), incoming, name));
    }

    /** The stage that a name stands for, with weights that all its uses share. */
    Optional<Integer> shared(Shared shared, List<Integer> incoming, Label name) {
        return shared.getLayer() == null ? Optional.empty()
                : stages.stage(shared.getLayer(), incoming, new Label(name.name(), label.dot(shared.getName()).owner()));
    }

    /** What a reference to a node in a number's formula is about: the shape of its layer. */
    Optional<Shape> shape(org.spikewright.model.core.Expression node) {
        return node instanceof Reference reference && reference.getTarget() instanceof Node target
                ? node(target).map(index -> whole.layer(index).shape()) : Optional.empty();
    }

    /** Formulas over what the graph's numbers mean. */
    Formulas formulas() {
        return numbers.formulas();
    }

    /** The axis that an expression names. */
    Optional<Integer> axis(org.spikewright.model.core.Expression axis, Shape shape, EObject place) {
        return whole.axis(axis, shape, numbers.formulas(), place);
    }
}
