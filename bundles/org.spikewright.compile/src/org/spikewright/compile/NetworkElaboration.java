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
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.Location;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.network.Layer;
import org.spikewright.network.Operator;
import org.spikewright.network.Shape;

/** Lays out a network as layers and infers their shapes, step by step, reporting where they do not fit. */
final class NetworkElaboration {

    private final Problems problems;
    private final Locations locations;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<EObject, Layer> stages = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    NetworkElaboration(Problems problems, Locations locations) {
        Set<List<Object>> reported = new HashSet<>();
        // A block is laid out at each of its uses; what is wrong with it is said once.
        this.problems = (code, message, element, feature) -> {
            if (reported.add(List.of(code, message, element))) {
                problems.report(code, message, element, feature);
            }
        };
        this.locations = locations;
    }

    Optional<org.spikewright.network.Network> network(Network model) {
        GraphElaboration graph = new GraphElaboration(this, null, model, "", Map.of());
        boolean complete = graph.elaborateAll();
        if (!hasInputAndOutput(model, problems)) {
            return Optional.empty();
        }
        Optional<Integer> output = graph.output();
        return complete && output.isPresent() ? Optional.of(leadingTo(output.get(), model.getName())) : Optional.empty();
    }

    /** Checks that a network or block can be entered and left. */
    static boolean hasInputAndOutput(Graph model, Problems problems) {
        boolean input = model.getNodes().stream().anyMatch(NetworkInput.class::isInstance);
        if (!input) {
            problems.report(Code.INPUT_OUTPUT, "'" + model.getName() + "' has no input; declare one with input "
                    + (model instanceof Network ? "image : [1, 28, 28]" : "x"), model, CorePackage.Literals.NAMED__NAME);
        } else if (model.getOutput() == null) {
            problems.report(Code.INPUT_OUTPUT, "'" + model.getName() + "' has no output; name the layer to read with output …", model,
                    CorePackage.Literals.NAMED__NAME);
        }
        return input && model.getOutput() != null;
    }

    /** The layer that each input, stage and operator became, as far as the network could be laid out. */
    Map<EObject, Layer> stages() {
        return stages;
    }

    Problems problems() {
        return problems;
    }

    Layer layer(int index) {
        return layers.get(index);
    }

    /** The shape that a list says; empty if it is no shape, having said why. */
    Optional<Shape> shape(ListLiteral list, Formulas formulas) {
        if (list == null || list.getElements().isEmpty()) {
            return Optional.empty();
        }
        int[] extents = new int[list.getElements().size()];
        for (int i = 0; i < extents.length; i++) {
            Expression element = list.getElements().get(i);
            Optional<Double> value = formulas.number(element);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get() < 1 || value.get() != Math.rint(value.get()) || value.get() > Integer.MAX_VALUE) {
                problems.report(Code.EXTENT, "an extent is a whole number above 0, but this is "
                        + org.spikewright.network.equation.Expression.of(value.get()), element);
                return Optional.empty();
            }
            extents[i] = (int) (double) value.get();
        }
        return Optional.of(Shape.of(extents));
    }

    /** Adds the input of the network itself. */
    int addInput(String name, Shape shape, EObject element) {
        int index = add(name, new Operator.Input(), List.of(), shape, locations.of(element));
        stages.put(element, layers.get(index));
        return index;
    }

    /** Adds a layer behind others; empty if their shapes do not fit, having said so. */
    Optional<Integer> add(String name, Operator operator, List<Integer> inputs, EObject element) {
        try {
            Shape shape = Shapes.of(operator, inputs.stream().map(layers::get).toList());
            int index = add(name, operator, inputs, shape, locations.of(element));
            stages.put(element, layers.get(index));
            return Optional.of(index);
        } catch (Shapes.Mismatch e) {
            problems.report(Code.SHAPE_MISMATCH, e.getMessage(), element);
            return Optional.empty();
        }
    }

    private int add(String name, Operator operator, List<Integer> inputs, Shape shape, Location location) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + i;
        }
        layers.add(new Layer(unique, operator, inputs, shape, location));
        return layers.size() - 1;
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
}
