package org.spikewright.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.neuron.Derived;
import org.spikewright.network.Initial;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.operator.ParameterSpec;
import org.spikewright.network.operator.Tensor;

/** What numbers mean inside a graph: its parameters, its {@code let}s, the extents of its nodes, which repetition this is. */
final class GraphNumbers implements Formulas.Meaning {

    private static final String EXTENT = "extent";
    private static final String INDEX = "index";
    private static final String LEARNED = "learned";
    private static final String LEARNED_EACH = "learnedEach";
    private static final String STORED = "stored";

    private final GraphElaboration graph;
    private final DiagnosticSink problems;
    private final Formulas formulas;
    private final Map<Derived, Optional<Expression>> derived = new HashMap<>();
    private final Set<Derived> open = new HashSet<>();
    private int index;

    GraphNumbers(GraphElaboration graph, DiagnosticSink problems, Map<Parameter, Expression> arguments) {
        this.graph = graph;
        this.problems = problems;
        this.formulas = new Formulas(problems).with(arguments).where(this);
    }

    /** Formulas over what the graph's numbers mean. */
    Formulas formulas() {
        return formulas;
    }

    /** Which repetition is laid out, from 0. */
    int index() {
        return index;
    }

    void index(int repetition) {
        index = repetition;
    }

    @Override
    public boolean knows(org.spikewright.model.core.Expression expression) {
        return expression instanceof Reference reference && (reference.getTarget() instanceof Derived || isProvided(reference, EXTENT)
                || isProvided(reference, INDEX));
    }

    @Override
    public Optional<Expression> of(org.spikewright.model.core.Expression expression, Formulas here) {
        Reference reference = (Reference) expression;
        if (reference.getTarget() instanceof Derived quantity) {
            return derived(quantity);
        }
        return isProvided(reference, INDEX) ? Optional.of(Expression.of(index)) : extent(reference);
    }

    private static boolean isProvided(Reference reference, String name) {
        return reference.getTarget() instanceof Function function && function.getFormula() == null && function.getName() != null && name.equals(function.getName());
    }

    private Optional<Expression> derived(Derived quantity) {
        if (derived.containsKey(quantity)) {
            return derived.get(quantity);
        }
        if (quantity.eIsProxy() || !open.add(quantity)) {
            problems.report(Code.CIRCLE, "'" + quantity.getName() + "' depends on itself; leave it out of its formula", quantity,
                    CorePackage.Literals.NAMED__NAME);
            return Optional.empty();
        }
        Optional<Expression> value = formulas.number(quantity.getFormula()).filter(number -> !"Count".equals(quantity.getType())
                || isWhole(number, quantity)).map(Expression::of);
        open.remove(quantity);
        derived.put(quantity, value);
        return value;
    }

    private boolean isWhole(double number, Derived quantity) {
        if (number == Math.rint(number)) {
            return true;
        }
        problems.report(Code.EXTENT, "'" + quantity.getName() + "' must be a whole number, but this is " + Extents.text(number),
                quantity.getFormula());
        return false;
    }

    private Optional<Expression> extent(Reference call) {
        Map<String, org.spikewright.model.core.Expression> arguments = Arguments.byName(call);
        Optional<Shape> shape = Optional.ofNullable(arguments.get("x")).flatMap(graph::shape);
        return shape.flatMap(known -> graph.axis(arguments.get("axis"), known, call)
                .map(axis -> Expression.of(known.extent(axis))));
    }

    /** The numbers that a tensor stores: learnt where its value is wrapped in {@code learned}. */
    Optional<Tensor> stored(Shape shape, org.spikewright.model.core.Expression value) {
        boolean learned = value instanceof Reference reference && isProvided(reference, LEARNED);
        return initial(learned ? wrapped((Reference) value) : value).map(initial -> new Tensor(shape, learned, initial));
    }

    /** A neuron's parameter that is not one number for all, if the argument says so. */
    Optional<ParameterSpec> varied(Parameter parameter, org.spikewright.model.core.Expression value) {
        if (!(value instanceof Reference reference)) {
            return Optional.empty();
        }
        boolean each = isProvided(reference, LEARNED_EACH);
        boolean learned = each || isProvided(reference, LEARNED);
        boolean wraps = learned || isProvided(reference, STORED);
        return wraps || isDrawn(reference) ? initial(wraps ? wrapped(reference) : value)
                .map(initial -> new ParameterSpec(parameter.getName(), learned, each || !wraps, initial)) : Optional.empty();
    }

    /** A number that stands for all of those that a varied parameter takes: its mean, where equations are laid out. */
    Optional<Double> typical(org.spikewright.model.core.Expression value) {
        if (value instanceof Reference reference && reference.getTarget() instanceof Function
                && (isProvided(reference, LEARNED) || isProvided(reference, LEARNED_EACH) || isProvided(reference, STORED)
                        || isDrawn(reference))) {
            return Arguments.bind(reference, DiagnosticSink.IGNORED).values().stream().findFirst().flatMap(this::typical);
        }
        return formulas.number(value);
    }

    private static org.spikewright.model.core.Expression wrapped(Reference wrapper) {
        return wrapper.getArguments().stream().findFirst().map(Argument::getValue).orElse(null);
    }

    private Optional<Initial> initial(org.spikewright.model.core.Expression value) {
        if (value instanceof Reference reference && isDrawn(reference)) {
            Map<String, Double> numbers = new HashMap<>();
            for (Map.Entry<String, org.spikewright.model.core.Expression> argument : Arguments.byName(reference).entrySet()) {
                Optional<Double> number = formulas.number(argument.getValue());
                if (number.isEmpty()) {
                    return Optional.empty();
                }
                numbers.put(argument.getKey(), number.get());
            }
            return Optional.of(new Initial.Named(reference.getTarget().getName(), numbers));
        }
        return formulas.where(new Positions()).of(value).map(Initial.Formula::new);
    }

    /** Whether a call is of a function that an engine provides, beyond those of equations. */
    private static boolean isDrawn(Reference reference) {
        return reference.getTarget() instanceof Function function && function.getFormula() == null
                && Type.of(function.getType()).filter(Type::isNumeric).isPresent() && !function.getParameters().isEmpty()
                && !EXTENT.equals(function.getName()) && !Positions.POSITION.equals(function.getName())
                && org.spikewright.network.equation.Function.of(function.getName()).isEmpty();
    }

    /** The place of a number in its tensor, for formulas of what it is at first. */
    private record Positions() implements Formulas.Meaning {

        private static final String POSITION = "position";

        @Override
        public boolean knows(org.spikewright.model.core.Expression expression) {
            return expression instanceof Reference reference && isProvided(reference, POSITION);
        }

        @Override
        public Optional<Expression> of(org.spikewright.model.core.Expression expression, Formulas here) {
            return Optional.ofNullable(Arguments.byName((Reference) expression).get("axis")).flatMap(here::number)
                    .map(axis -> Expression.symbol(POSITION + axis.intValue()));
        }
    }
}
