package org.spikewright.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.spikewright.common.Location;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.network.Node;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.network.Layer;
import org.spikewright.network.Operator;
import org.spikewright.network.Shape;

/** Lays out a network's chains as layers and infers their shapes, step by step, reporting where they do not fit. */
final class NetworkElaboration {

    private final Problems problems;
    private final Locations locations;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Node, Integer> done = new HashMap<>();
    private final Map<Reference, Layer> stages = new HashMap<>();
    private final Set<Node> failed = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    NetworkElaboration(Problems problems, Locations locations) {
        this.problems = problems;
        this.locations = locations;
    }

    Optional<org.spikewright.network.Network> network(Network model) {
        boolean complete = true;
        for (Node node : model.getNodes()) {
            complete &= elaborate(node);
        }
        if (model.getNodes().stream().noneMatch(NetworkInput.class::isInstance)) {
            problems.report(Code.INPUT_OUTPUT, "'" + model.getName() + "' has no input; declare one with input image : [1, 28, 28]",
                    model, CorePackage.Literals.NAMED__NAME);
            return Optional.empty();
        }
        if (model.getOutput() == null) {
            problems.report(Code.INPUT_OUTPUT, "'" + model.getName() + "' has no output; name the layer to read with output …",
                    model, CorePackage.Literals.NAMED__NAME);
            return Optional.empty();
        }
        Integer output = done.get(model.getOutput());
        return complete && output != null ? Optional.of(leadingTo(output, model.getName())) : Optional.empty();
    }

    /** The layers that the output depends on; others have no effect. */
    private org.spikewright.network.Network leadingTo(int output, String name) {
        Set<Integer> needed = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            int at = open.pop();
            if (needed.add(at)) {
                open.addAll(layers.get(at).inputs());
            }
        }
        List<Integer> kept = List.copyOf(needed);
        List<Layer> result = kept.stream().map(layers::get).map(layer -> new Layer(layer.name(), layer.operator(),
                layer.inputs().stream().map(kept::indexOf).toList(), layer.shape(), layer.location())).toList();
        return new org.spikewright.network.Network(name, result, kept.indexOf(output));
    }

    /** The layer that each stage became, as far as the network could be laid out. */
    Map<Reference, Layer> stages() {
        return stages;
    }

    private boolean elaborate(Node node) {
        if (done.containsKey(node)) {
            return true;
        }
        boolean ok = !failed.contains(node) && switch (node) {
            case NetworkInput input -> input(input);
            case Chain chain -> chain(chain);
            default -> false;
        };
        if (!ok) {
            failed.add(node);
        }
        return ok;
    }

    private boolean input(NetworkInput input) {
        Optional<Shape> shape = shape(input.getShape());
        shape.ifPresent(known -> done.put(input,
                add(input.getName(), new Operator.Input(), List.of(), known, locations.of(input))));
        return shape.isPresent();
    }

    private Optional<Shape> shape(ListLiteral list) {
        if (list == null || list.getElements().isEmpty()) {
            return Optional.empty();
        }
        int[] extents = new int[list.getElements().size()];
        for (int i = 0; i < extents.length; i++) {
            Expression element = list.getElements().get(i);
            Optional<Double> value = new Formulas(problems).number(element);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get() < 1 || value.get() != Math.rint(value.get()) || value.get() > Integer.MAX_VALUE) {
                problems.report(Code.EXTENT, "an extent is a whole number above 0, but this is " + org.spikewright.network.equation.Expression.of(value.get()), element);
                return Optional.empty();
            }
            extents[i] = (int) (double) value.get();
        }
        return Optional.of(Shape.of(extents));
    }

    private boolean chain(Chain chain) {
        Node source = chain.getSource();
        if (source == null || source.eIsProxy()) {
            return false;
        }
        failed.add(chain); // a chain that leads back to itself finds itself failed
        if (!elaborate(source)) {
            if (leadsTo(source, chain, new HashSet<>())) {
                problems.report(Code.INPUT_OUTPUT, "'" + chain.getName() + "' receives from itself; only the past may do so, and"
                        + " a recurrent layer says so", chain, NetworkPackage.Literals.CHAIN__SOURCE);
            }
            return false;
        }
        failed.remove(chain);
        int before = done.get(source);
        for (Reference stage : chain.getStages()) {
            boolean last = stage == chain.getStages().getLast();
            Optional<Operator> operator = operator(stage);
            if (operator.isEmpty()) {
                return false;
            }
            Optional<Shape> shape = shape(stage, operator.get(), layers.get(before));
            if (shape.isEmpty()) {
                return false;
            }
            String name = last ? chain.getName() : chain.getName() + "." + stage.getTarget().getName();
            before = add(name, operator.get(), List.of(before), shape.get(), locations.of(stage));
            stages.put(stage, layers.get(before));
        }
        done.put(chain, before);
        return true;
    }

    private static boolean leadsTo(Node from, Node to, Set<Node> seen) {
        return from == to || from instanceof Chain chain && chain.getSource() != null && seen.add(from)
                && leadsTo(chain.getSource(), to, seen);
    }

    private Optional<Operator> operator(Reference stage) {
        return switch (stage.getTarget()) {
            case Neuron neuron when !neuron.eIsProxy() -> new NeuronElaboration(problems).program(stage).map(Operator.Neurons::new);
            case Function function when !function.eIsProxy() -> layer(stage, function);
            case null, default -> Optional.empty();
        };
    }

    private Optional<Operator> layer(Reference stage, Function function) {
        Map<String, Double> arguments = new HashMap<>();
        for (Map.Entry<Parameter, Expression> argument : Arguments.bind(stage, Problems.IGNORED).entrySet()) {
            new Formulas(problems).number(argument.getValue()).ifPresent(value -> arguments.put(argument.getKey().getName(), value));
        }
        if (arguments.size() < function.getParameters().size()) {
            return Optional.empty();
        }
        return switch (function.getName()) {
            case "flatten" -> Optional.of(new Operator.Flatten());
            case "dense" -> {
                double units = arguments.get("units");
                if (units < 1) {
                    problems.report(Code.EXTENT, "a layer has at least one unit", stage);
                    yield Optional.empty();
                }
                yield Optional.of(new Operator.Dense((int) units, arguments.get("bias") != 0));
            }
            default -> Optional.empty();
        };
    }

    private Optional<Shape> shape(Reference stage, Operator operator, Layer before) {
        Shape incoming = before.shape();
        return switch (operator) {
            case Operator.Input _ -> Optional.of(incoming);
            case Operator.Neurons _ -> Optional.of(incoming);
            case Operator.Flatten _ -> Optional.of(Shape.of(incoming.size()));
            case Operator.Dense dense -> {
                if (incoming.rank() != 1) {
                    problems.report(Code.SHAPE_MISMATCH, "dense takes one axis, but '" + before.name() + "' gives " + incoming
                            + ", which has " + incoming.rank() + "; put flatten before it to get [" + incoming.size() + "]", stage);
                    yield Optional.empty();
                }
                yield Optional.of(Shape.of(dense.units()));
            }
        };
    }

    private int add(String name, Operator operator, List<Integer> inputs, Shape shape, Location location) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + i;
        }
        layers.add(new Layer(unique, operator, inputs, shape, location));
        return layers.size() - 1;
    }
}
