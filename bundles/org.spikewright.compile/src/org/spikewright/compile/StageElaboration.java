package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Block;
import org.spikewright.model.network.Shared;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.network.Layer;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.operator.Concatenation;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.OperatorArguments;
import org.spikewright.network.operator.OperatorFactory;
import org.spikewright.network.operator.ParameterSpec;
import org.spikewright.network.operator.Quantised;
import org.spikewright.network.operator.Weighted;

/** Lays out the stages of flows: neurons, blocks, layer functions, and functions of numbers element by element. */
final class StageElaboration {

    private static final Set<String> SIZES = Set.of("units", "channels", "kernel", "groups", "dilation", "length", "count", "levels", "entries",
            "features", "coarsest", "shape");

    private final GraphElaboration graph;
    private final NetworkElaboration whole;
    private final GraphNumbers numbers;
    /** How functions are laid out that stand for no single operator. */
    private final Map<String, Layout> layouts = Map.of("std.layer.identity", (stage, incoming, _) -> single(stage, incoming),
            "std.layer.repeat", this::repeat, "std.layer.branches", this::branches, "std.layer.choose", this::choose, "std.layer.quantised",
            this::quantised);

    /** Lays out a stage behind others. */
    private interface Layout {

        Optional<Integer> lay(Reference stage, List<Integer> incoming, Label name);
    }

    StageElaboration(GraphElaboration graph, NetworkElaboration whole, GraphNumbers numbers) {
        this.graph = graph;
        this.whole = whole;
        this.numbers = numbers;
    }

    /** The last layer of a stage behind others. */
    Optional<Integer> stage(Reference stage, List<Integer> incoming, Label name) {
        if (!whole.proceed(stage)) {
            return Optional.empty();
        }
        return switch (stage.getTarget()) {
            case Neuron neuron when !neuron.eIsProxy() -> neurons(stage, incoming, name);
            case Block block when !block.eIsProxy() -> graph.block(block, stage, incoming, name);
            case Parameter parameter when !parameter.eIsProxy() -> graph.given(parameter, incoming, name);
            case Shared shared when !shared.eIsProxy() -> graph.shared(shared, incoming, name);
            case Function function when !function.eIsProxy() -> function(stage, function, incoming, name);
            case null, default -> Optional.empty();
        };
    }

    private Optional<Integer> function(Reference stage, Function function, List<Integer> incoming, Label name) {
        if (Type.of(function.getType()).filter(Type::isNumeric).isPresent()) {
            return elementwise(stage, function, incoming, name);
        }
        Layout layout = layouts.get(Settings.fullName(function));
        return layout != null ? layout.lay(stage, incoming, name)
                : operator(stage, function, incoming).flatMap(operator -> whole.add(name, operator, incoming, stage));
    }

    private Optional<Integer> single(Reference stage, List<Integer> incoming) {
        if (incoming.size() != 1) {
            whole.problems().report(Code.ARGUMENTS, "'" + stage.getTarget().getName() + "' takes one input, but " + incoming.size()
                    + " flow in", stage);
            return Optional.empty();
        }
        return Optional.of(incoming.getFirst());
    }

    private Optional<Integer> neurons(Reference stage, List<Integer> incoming, Label name) {
        List<ParameterSpec> varied = new ArrayList<>();
        Map<Parameter, Expression> values = new LinkedHashMap<>();
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(stage, DiagnosticSink.IGNORED).entrySet()) {
            boolean isDefault = argument.getValue() == argument.getKey().getDefault();
            if (!isDefault) {
                numbers.varied(argument.getKey(), argument.getValue()).ifPresent(varied::add);
            }
            Optional<Double> value = isDefault ? numbers.formulas().with(values).number(argument.getValue())
                    : numbers.typical(argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(argument.getKey(), Expression.of(value.get()));
        }
        int inputs = ((Neuron) stage.getTarget()).getInputs().size();
        if (incoming.size() > inputs) {
            whole.problems().report(Code.ARGUMENTS, "'" + stage.getTarget().getName() + "' takes "
                    + Arguments.counted(inputs, "input") + ", but " + incoming.size() + " flow in", stage);
            return Optional.empty();
        }
        return NeuronElaboration.program((Neuron) stage.getTarget(), values)
                .flatMap(program -> whole.add(name, new Neurons(program, varied), incoming, stage));
    }

    /** A function of numbers as a stage: what flows in is its first argument. */
    private Optional<Integer> elementwise(Reference stage, Function function, List<Integer> incoming, Label name) {
        if (function.getParameters().isEmpty() || single(stage, incoming).isEmpty()) {
            return Optional.empty();
        }
        Map<Parameter, Expression> values = new HashMap<>();
        values.put(function.getParameters().getFirst(), Expression.symbol(Formula.symbol(0)));
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(stage, DiagnosticSink.IGNORED).entrySet()) {
            Optional<Expression> value = numbers.formulas().of(argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(argument.getKey(), value.get());
        }
        Optional<Expression> formula = numbers.formulas().applied(function, values);
        if (formula.isEmpty() && function.getFormula() == null) {
            whole.problems().report(Code.ARGUMENTS, "'" + function.getName() + "' is no layer: it computes nothing from what flows in", stage);
        }
        return formula.flatMap(computed -> whole.add(name, new Formula(computed), incoming, stage));
    }

    private Optional<Integer> repeat(Reference stage, List<Integer> incoming, Label name) {
        Optional<Integer> times = times(stage);
        if (times.isEmpty() || !(Arguments.byName(stage).get("layer") instanceof Reference layer)) {
            return Optional.empty();
        }
        int before = numbers.index();
        Optional<Integer> at = Optional.empty();
        List<Integer> sources = incoming;
        for (int i = 0; i < times.get(); i++) {
            numbers.index(i);
            at = stage(layer, sources, name.dot(Integer.toString(i + 1)));
            if (at.isEmpty()) {
                break;
            }
            sources = List.of(at.get());
        }
        numbers.index(before);
        return at;
    }

    private Optional<Integer> branches(Reference stage, List<Integer> incoming, Label name) {
        Optional<Integer> times = times(stage);
        Map<String, org.spikewright.model.core.Expression> arguments = Arguments.byName(stage);
        if (times.isEmpty() || !(arguments.get("layer") instanceof Reference layer)) {
            return Optional.empty();
        }
        int before = numbers.index();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < times.get(); i++) {
            numbers.index(i);
            Optional<Integer> end = stage(layer, incoming, name.dot(Integer.toString(i + 1)));
            if (end.isEmpty()) {
                break;
            }
            ends.add(end.get());
        }
        numbers.index(before);
        return ends.size() < times.get() ? Optional.empty()
                : whole.axis(arguments.get("axis"), whole.layer(ends.getFirst()).shape(), numbers.formulas(), stage)
                        .flatMap(axis -> whole.add(name, new Concatenation(axis), ends, stage));
    }

    private Optional<Integer> times(Reference stage) {
        return Optional.ofNullable(Arguments.byName(stage).get("times")).flatMap(value -> numbers.formulas().number(value)
                .filter(times -> !Typing.isFraction(value)) // which is said where types are checked
                .filter(times -> times >= 1 || new Formulas(DiagnosticSink.IGNORED).number(value).isEmpty() // else where bounds are
                        && isInRange(stage, parameter(stage, "times"), List.of(value), List.of(times)))
                .filter(times -> Extents.check(times, "'times' of '" + stage.getTarget().getName() + "'", value, whole.problems()))
                .map(Double::intValue));
    }

    private Optional<Integer> choose(Reference stage, List<Integer> incoming, Label name) {
        Map<String, org.spikewright.model.core.Expression> arguments = Arguments.byName(stage);
        Optional<Double> condition = Optional.ofNullable(arguments.get("condition")).flatMap(numbers.formulas()::number);
        return condition.map(holds -> arguments.get(holds > 0 ? "yes" : "no")).filter(Reference.class::isInstance)
                .flatMap(layer -> stage((Reference) layer, incoming, name));
    }

    private Optional<Integer> quantised(Reference stage, List<Integer> incoming, Label name) {
        Map<String, org.spikewright.model.core.Expression> arguments = Arguments.byName(stage);
        Optional<Double> bits = Optional.ofNullable(arguments.get("bits")).flatMap(value -> numbers.formulas().number(value)
                .filter(known -> isInRange(stage, parameter(stage, "bits"), List.of(value), List.of(known))));
        Optional<Double> inputs = Optional.ofNullable(arguments.get("inputs")).flatMap(numbers.formulas()::number);
        if (bits.isEmpty() || inputs.isEmpty() || !(arguments.get("layer") instanceof Reference layer)) {
            return Optional.empty();
        }
        Optional<Operator> inner = layer.getTarget() instanceof Function function ? operator(layer, function, incoming) : Optional.empty();
        if (!(inner.orElse(null) instanceof Weighted weighted)) {
            whole.problems().report(Code.ARGUMENTS, "only dense and conv have weights to quantise", layer);
            return Optional.empty();
        }
        return whole.add(name, new Quantised(weighted, bits.get().intValue(), inputs.get() > 0), incoming, stage);
    }

    private Optional<Operator> operator(Reference stage, Function function, List<Integer> incoming) {
        List<Layer> layers = incoming.stream().map(whole::layer).toList();
        Map<String, List<Double>> arguments = new HashMap<>();
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(stage, DiagnosticSink.IGNORED).entrySet()) {
            if (argument.getValue() == null) {
                return Optional.empty(); // yet to be written
            }
            boolean isAxis = Type.of(argument.getKey().getType()).filter(type -> type == Type.Simple.AXIS).isPresent();
            List<org.spikewright.model.core.Expression> parts = argument.getValue() instanceof ListLiteral list ? list.getElements()
                    : List.of(argument.getValue());
            if (parts.isEmpty()) {
                whole.problems().report(Code.ARGUMENTS, "'" + argument.getKey().getName() + "' needs at least one number", stage);
                return Optional.empty();
            }
            List<Double> values = parts.stream().flatMap(part -> (isAxis
                    ? whole.axis(part, layers.getFirst().shape(), numbers.formulas(), stage).map(Integer::doubleValue)
                    : numbers.formulas().number(part)).stream()).toList();
            if (values.size() < parts.size()) {
                return Optional.empty();
            }
            if (!isInRange(stage, argument.getKey(), parts, values)) {
                return Optional.empty();
            }
            arguments.put(argument.getKey().getName(), values);
        }
        if (arguments.size() < function.getParameters().size() || tooSmall(stage, function, arguments)) {
            return Optional.empty();
        }
        int rank = layers.getFirst().shape().rank();
        Optional<OperatorFactory> factory = whole.operator(function);
        if (factory.isEmpty() && Type.LAYER.toString().equals(function.getType())) {
            whole.problems().report(Code.ARGUMENTS, "nothing says what layer '" + function.getName() + "' is; use one of std.layer, or declare"
                    + " a block", stage);
        }
        try {
            return factory.map(known -> known.of(new OperatorArguments(rank, arguments)));
        } catch (IllegalArgumentException e) {
            whole.problems().report(Code.OUT_OF_BOUNDS, "'" + function.getName() + "' cannot be with these arguments: " + e.getMessage(), stage);
            return Optional.empty();
        }
    }

    /** Whether what is counted is whole and within the bounds of its parameter, also where it follows from a formula. */
    private boolean isInRange(Reference stage, Parameter parameter, List<org.spikewright.model.core.Expression> parts, List<Double> values) {
        String whose = "'" + parameter.getName() + "' of '" + stage.getTarget().getName() + "'";
        boolean counts = Type.of(parameter.getType()).filter(type -> type == Type.Simple.COUNT || type == Type.Simple.SHAPE
                || type == Type.Simple.AXIS).isPresent();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (counts && Typing.isFraction(parts.get(i))) {
                return false; // which is said where types are checked
            }
            if (counts && (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE)) {
                whole.problems().report(Code.EXTENT, value != Math.rint(value) ? whose + " must be a whole number, but this is "
                        + Extents.text(value) : whose + " is " + Extents.text(value) + "; " + Extents.MOST, place(stage, parts.get(i)));
                return false;
            }
            if (!new Bounds(whole.problems()).check(value, parameter, whose, place(stage, parts.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Where a value is given; a default is given where the stage stands. */
    private static org.spikewright.model.core.Expression place(Reference stage, org.spikewright.model.core.Expression value) {
        return EcoreUtil.isAncestor(stage, value) ? value : stage;
    }

    private static Parameter parameter(Reference stage, String name) {
        return Arguments.parameters(stage).stream().filter(parameter -> name.equals(parameter.getName())).findFirst().orElseThrow();
    }

    /** A size that is not bounded in its own way is at least 1. */
    private boolean tooSmall(Reference stage, Function function, Map<String, List<Double>> arguments) {
        for (Parameter size : function.getParameters()) {
            boolean isSize = Type.of(size.getType()).filter(type -> type == Type.Simple.COUNT || type == Type.Simple.SHAPE).isPresent()
                    && SIZES.contains(size.getName()) && size.getBounds().isEmpty();
            if (isSize && arguments.get(size.getName()).stream().anyMatch(value -> value < 1)) {
                whole.problems().report(Code.EXTENT, "'" + size.getName() + "' must be at least 1", stage);
                return true;
            }
        }
        return false;
    }
}
