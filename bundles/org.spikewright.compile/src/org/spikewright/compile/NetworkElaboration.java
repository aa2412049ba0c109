package org.spikewright.compile;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.Location;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.model.core.Axis;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.network.Layer;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.OperatorFactory;
import org.spikewright.network.operator.ShapeMismatch;

/** Lays out a network as layers and infers their shapes, step by step, reporting where they do not fit. */
final class NetworkElaboration {

    /** Stages that are laid out at most, uses in repetitions and blocks counted each. */
    private static final int MOST_STAGES = 10_000;

    private final DiagnosticSink problems;
    private final Optional<Bindings> bindings;
    private int stagesLeft = MOST_STAGES;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Integer, Integer> updates = new HashMap<>();
    private final Map<EObject, Layer> stages = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    /** The uses of blocks that are being laid out, the innermost first. */
    private final Deque<Reference> uses = new ArrayDeque<>();

    NetworkElaboration(DiagnosticSink problems) {
        this(problems, Optional.empty());
    }

    NetworkElaboration(DiagnosticSink problems, Optional<Bindings> bindings) {
        Set<List<Object>> reported = new HashSet<>();
        // A block is laid out at each of its uses; what is wrong with it is said once.
        this.problems = problems.into((code, message, element, feature) -> {
            EObject outermost = uses.isEmpty() ? element : uses.getLast();
            if (reported.add(List.of(code, message, element))) {
                problems.at(outermost).report(code, message, element, feature);
            }
        });
        this.bindings = bindings;
    }

    Optional<org.spikewright.network.Network> network(Network model) {
        Optional<Map<org.spikewright.model.core.Parameter, org.spikewright.network.equation.Expression>> defaults = defaults(model);
        if (defaults.isEmpty()) {
            return Optional.empty();
        }
        GraphElaboration graph = new GraphElaboration(this, null, model, Label.NONE, defaults.get(), Map.of());
        boolean complete = graph.elaborateAll();
        if (!hasInputAndOutput(model, problems)) {
            return Optional.empty();
        }
        Optional<Integer> output = graph.output();
        return complete && output.isPresent() ? Optional.of(leadingTo(output.get(), model.getName())) : Optional.empty();
    }

    /** What a network's parameters are unless a job says otherwise. */
    private Optional<Map<org.spikewright.model.core.Parameter, org.spikewright.network.equation.Expression>> defaults(Network model) {
        Map<org.spikewright.model.core.Parameter, org.spikewright.network.equation.Expression> defaults = new HashMap<>();
        for (org.spikewright.model.core.Parameter parameter : model.getParameters()) {
            if (parameter.getDefault() == null) {
                problems.report(Code.ARGUMENTS, "'" + parameter.getName() + "' of a network needs a value; add for instance = 16",
                        parameter, CorePackage.Literals.NAMED__NAME);
                return Optional.empty();
            }
            Optional<Double> value = new Formulas(problems).with(defaults).number(parameter.getDefault());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            defaults.put(parameter, org.spikewright.network.equation.Expression.of(value.get()));
        }
        return Optional.of(defaults);
    }

    /** Checks that a network or block can be entered and left. */
    static boolean hasInputAndOutput(Graph model, DiagnosticSink problems) {
        if (!model.getPopulations().isEmpty() && model.getOutput() == null) {
            return false; // populations need neither
        }
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

    /** How many numbers the layer of a stage stores. */
    long parameters(EObject stage) {
        Layer layer = stages.get(stage);
        return layer == null ? 0 : layer.parameters(new org.spikewright.network.Network("", layers, layers.size() - 1, Map.of())).stream()
                .mapToLong(parameter -> parameter.shape().size()).sum();
    }

    DiagnosticSink problems() {
        return problems;
    }

    /** The operator that a layer function stands for, if it stands for any. */
    Optional<OperatorFactory> operator(Function function) {
        return bindings.orElseGet(() -> Settings.bindings(function)).value(OperatorFactory.class,
                new LibraryCall(Settings.fullName(function), Map.of(), Path.of("")));
    }

    Layer layer(int index) {
        return layers.get(index);
    }

    /** A use of a block begins. */
    void enter(Reference use) {
        uses.push(use);
    }

    /** The innermost use of a block ends. */
    void leave() {
        uses.pop();
    }

    /** Counts a stage that is laid out; false, having said so, where a network has more of them than can be. */
    boolean proceed(Reference stage) {
        if (stagesLeft == 0) {
            problems.report(Code.EXTENT, "this network would have more than " + String.format(Locale.ROOT, "%,d", MOST_STAGES)
                    + " stages, repetitions counted each; repeat fewer times", stage);
            return false;
        }
        stagesLeft--;
        problems.proceed();
        return true;
    }

    /** Notes which layer an element became; of a block's elements it is that of the first use. */
    void note(EObject stage, int layer) {
        stages.putIfAbsent(stage, layers.get(layer));
    }

    /** The shape that a list says; empty if there is no list, and if it is no shape, having said why. */
    Optional<Shape> shape(ListLiteral list, Formulas formulas) {
        if (list == null) {
            return Optional.empty();
        }
        if (list.getElements().isEmpty()) {
            problems.report(Code.EXTENT, "nothing stands in these brackets; write how many there are, as in [100] or [28, 28]", list);
            return Optional.empty();
        }
        boolean[] wrong = new boolean[1];
        new Typing(problems.into((code, message, element, feature) -> {
            wrong[0] = true;
            problems.report(code, message, element, feature);
        })).of(list);
        if (wrong[0]) {
            return Optional.empty();
        }
        int[] extents = new int[list.getElements().size()];
        List<String> axes = new ArrayList<>();
        long size = 1;
        for (int i = 0; i < extents.length; i++) {
            Expression element = list.getElements().get(i);
            axes.add(element instanceof Axis axis && axis.getName() != null ? axis.getName() : "");
            Optional<Double> value = formulas.number(element instanceof Axis axis ? axis.getExtent() : element);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (!Extents.check(value.get(), "an extent", element, problems)) {
                return Optional.empty();
            }
            extents[i] = (int) (double) value.get();
            size *= extents[i];
            if (size > Integer.MAX_VALUE) {
                problems.report(Code.EXTENT, "this has " + Extents.product(extents, i + 1) + " elements; " + Extents.MOST, list);
                return Optional.empty();
            }
        }
        return Optional.of(Shape.of(extents).named(axes));
    }

    /** The place of an axis that is named, or counted, from the end if it is below 0; empty if there is none, having said so. */
    Optional<Integer> axis(Expression expression, Shape shape, Formulas formulas, EObject place) {
        if (expression instanceof TextLiteral text) {
            int axis = shape.names().indexOf(text.getValue());
            if (axis < 0 || text.getValue().isEmpty()) {
                problems.report(Code.SHAPE_MISMATCH, "no axis of " + shape + " is called '" + text.getValue() + "'", place);
                return Optional.empty();
            }
            return Optional.of(axis);
        }
        Optional<Integer> axis = formulas.number(expression).map(Double::intValue);
        if (axis.isPresent() && (axis.get() >= shape.rank() || axis.get() < -shape.rank())) {
            problems.report(Code.SHAPE_MISMATCH, "axis " + axis.get() + " is not one of " + shape + ", whose axes are 0 to "
                    + (shape.rank() - 1), place);
            return Optional.empty();
        }
        return axis.map(given -> given < 0 ? given + shape.rank() : given);
    }

    /** Adds a layer behind others, if any; empty if their shapes do not fit, having said so. */
    Optional<Integer> add(Label name, Operator operator, List<Integer> inputs, EObject element) {
        try {
            Shape shape = shape(operator, inputs.stream().map(layers::get).map(layer -> new Incoming(layer.name(), layer.shape())).toList());
            if (!fits(operator, inputs, shape, element)) {
                return Optional.empty();
            }
            int index = add(name, operator, inputs, shape, SourceLocator.of(element));
            note(element, index);
            return Optional.of(index);
        } catch (ShapeMismatch e) {
            problems.report(Code.SHAPE_MISMATCH, e.getMessage(), element);
            return Optional.empty();
        }
    }

    private static Shape shape(Operator operator, List<Incoming> inputs) throws ShapeMismatch {
        int arity = operator.arity().orElse(inputs.size());
        if (inputs.size() != arity) {
            throw new ShapeMismatch("this takes " + Arguments.counted(arity, "input") + ", but " + inputs.size()
                    + (inputs.size() == 1 ? " flows in" : " flow in"));
        }
        Shape shape = operator.shape(inputs);
        if (!shape.fits()) {
            throw new ShapeMismatch("what this gives, " + shape + ", has more elements than fit");
        }
        return shape;
    }

    /** Whether each array that a layer stores can be held; says so where one cannot. */
    private boolean fits(Operator operator, List<Integer> inputs, Shape shape, EObject element) {
        try {
            operator.parameters("", inputs.stream().map(input -> layers.get(input).shape()).toList(), shape)
                    .forEach(parameter -> parameter.shape().size());
            return true;
        } catch (ArithmeticException _) {
            problems.report(Code.EXTENT, "the weights of this layer are too many; " + Extents.MOST, element);
            return false;
        }
    }

    /** Says what a state is in the next step. */
    boolean update(int state, int next, EObject element) {
        if (!layers.get(state).shape().equals(layers.get(next).shape())) {
            problems.report(Code.SHAPE_MISMATCH, "'" + layers.get(state).name() + "' is " + layers.get(state).shape()
                    + ", but its next value is " + layers.get(next).shape(), element);
            return false;
        }
        updates.put(state, next);
        return true;
    }

    private int add(Label label, Operator operator, List<Integer> inputs, Shape shape, Location location) {
        String unique = label.name();
        for (int i = 2; !names.add(unique); i++) {
            unique = label.name() + i;
        }
        String owner = label.owner().equals(label.name()) ? unique : label.owner();
        layers.add(new Layer(unique, operator, inputs, shape, location, owner));
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
                Optional.ofNullable(updates.get(at)).ifPresent(open::add);
            }
        }
        Map<Integer, Integer> places = new HashMap<>();
        needed.forEach(kept -> places.put(kept, places.size()));
        List<Layer> result = needed.stream().map(layers::get).map(layer -> new Layer(layer.name(), layer.operator(),
                layer.inputs().stream().map(places::get).toList(), layer.shape(), layer.location(), layer.owner())).toList();
        Map<Integer, Integer> kept = new HashMap<>();
        updates.forEach((state, next) -> {
            if (needed.contains(state)) {
                kept.put(places.get(state), places.get(next));
            }
        });
        return new org.spikewright.network.Network(name, result, places.get(output), kept);
    }
}
