package org.spikewright.compile;

import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.spikewright.common.Dimension;
import org.spikewright.common.Unit;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.Axis;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Negation;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.model.core.TruthLiteral;
import org.spikewright.model.core.UnknownLiteral;
import org.spikewright.model.core.Variable;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Block;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Drive;
import org.spikewright.model.network.Node;
import org.spikewright.model.network.Population;
import org.spikewright.model.network.PopulationGroup;
import org.spikewright.model.network.Receiver;
import org.spikewright.model.network.Shared;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;

/** Infers the type of expressions and reports where types or units do not fit. */
public final class Typing {

    private final DiagnosticSink problems;
    private final java.util.function.Function<Reference, Optional<Type>> metrics;

    public Typing(DiagnosticSink problems) {
        this(problems, _ -> Optional.of(Type.METRIC));
    }

    /**
     * Typing where metrics have values.
     *
     * @param metrics the type of the value of a metric; empty if it has none, which it reports
     */
    Typing(DiagnosticSink problems, java.util.function.Function<Reference, Optional<Type>> metrics) {
        this.problems = problems;
        this.metrics = metrics;
    }

    /**
     * Checks that an expression has a type.
     *
     * @param what what the value is for, in words, for instance {@code 'tau' of 'Leaky'}
     */
    public void expect(Expression expression, Type expected, String what) {
        if (expected instanceof Type.Several(Type.Kind element)) {
            each(expression, element, what);
            return;
        }
        if (expected == Type.Simple.AXIS && expression instanceof ListLiteral) {
            each(expression, expected, what);
            return;
        }
        if (expected == Type.Simple.TRAINS && expression instanceof ListLiteral trains) {
            trains.getElements().forEach(train -> each(train, new Type.Quantity(Dimension.TIME), "a time"));
            return;
        }
        if (expected == Type.Simple.TIMES && expression instanceof ListLiteral times) {
            each(times, new Type.Quantity(Dimension.TIME), "a time");
            return;
        }
        if (expected == Type.Simple.LIST && expression instanceof ListLiteral list) {
            elements(list);
            return;
        }
        if (expected.isNumeric() && expression instanceof ListLiteral && !isOneByOne(expression)) {
            problems.report(Code.WRONG_TYPE, what + " is one value, " + described(expected) + ", but this is a list; lists of values are for the neurons"
                    + " of a population and the synapses of a connection", expression);
            return;
        }
        Optional<Type> actual = of(expression);
        if (actual.isPresent() && counts(expected) && isFraction(expression)) {
            problems.report(Code.WRONG_TYPE, what + " is a whole number, but this is "
                    + Extents.text(((NumberLiteral) expression).getValue()), expression);
        } else if (actual.isPresent() && !TypeFit.fits(expression, actual.get(), expected)) {
            problems.report(Code.WRONG_TYPE, what + " is " + described(expected) + ", but this is " + described(actual.get()),
                    expression);
        }
    }

    /** Checks that all elements of a list, or of its rows, have the type of the first, which it returns. */
    private Optional<Type> elements(ListLiteral list) {
        Expression first = list;
        while (first instanceof ListLiteral row) {
            first = row.getElements().isEmpty() ? null : row.getElements().getFirst();
        }
        Optional<Type> type = Optional.ofNullable(first).flatMap(this::of);
        type.ifPresent(known -> alike(list, known));
        return type;
    }

    private void alike(ListLiteral list, Type type) {
        for (Expression element : list.getElements()) {
            if (element instanceof ListLiteral row) {
                alike(row, type);
            } else {
                expect(element, type, "an element");
            }
        }
    }

    /** Checks that an expression is a list of values of one type. */
    void each(Expression expression, Type expected, String what) {
        if (expression instanceof ListLiteral list) {
            list.getElements().forEach(element -> expect(element, expected, what));
        } else {
            expect(expression, expected, what);
        }
    }

    /** The type of an expression; empty if it has none because of something that was reported. */
    public Optional<Type> of(Expression expression) {
        return switch (expression) {
            case NumberLiteral number -> Optional.of(number.getUnit() == null ? Type.REAL
                    : new Type.Quantity(Unit.of(number.getUnit()).orElseThrow().dimension()));
            case TextLiteral _ -> Optional.of(Type.Simple.TEXT);
            case TruthLiteral _ -> Optional.of(Type.Simple.TRUTH);
            case UnknownLiteral _ -> Optional.of(Type.Simple.UNKNOWN);
            case Axis axis -> {
                expect(axis.getExtent(), Type.Simple.COUNT, "an extent");
                yield Optional.of(Type.Simple.COUNT);
            }
            case ListLiteral list when list.getElements().stream().anyMatch(Typing::isTensor) -> {
                list.getElements().forEach(element -> expect(element, Type.TENSOR, "what flows on"));
                yield Optional.of(Type.TENSOR);
            }
            case ListLiteral list when isOneByOne(list) -> {
                Optional<Type> element = list.getElements().stream().findFirst().flatMap(this::of);
                element.ifPresent(type -> list.getElements().stream().skip(1).forEach(other -> expect(other, type, "an element")));
                yield element;
            }
            case ListLiteral list -> {
                list.getElements().forEach(element -> expect(element, Type.Simple.COUNT, "an extent"));
                yield Optional.of(Type.Simple.SHAPE);
            }
            case Negation negation when isTensor(negation) -> tensor(negation.getOperand(), "-");
            case Negation negation -> numeric(negation.getOperand(), "-");
            case Binary binary when isTensor(binary.getLeft()) || isTensor(binary.getRight()) -> tensors(binary);
            case Binary binary -> binary(binary);
            case Flow flow -> flow(flow);
            case Reference reference -> reference(reference);
            case null, default -> Optional.empty();
        };
    }

    /** Whether a list gives values one by one: for the neurons of a population, those that a drive reaches, or the synapses of a connection. */
    private static boolean isOneByOne(Expression list) {
        return switch (list.eContainer()) {
            case ListLiteral outer -> isOneByOne(outer);
            case Binary binary -> isOneByOne(binary);
            case Negation negation -> isOneByOne(negation);
            case Argument argument when Arguments.parameter(argument) instanceof Parameter parameter && isNumeric(parameter.getType()) -> {
                Reference call = (Reference) argument.eContainer();
                yield call.eContainer() instanceof Population || call.eContainer() instanceof Drive || call.eContainer() instanceof Connection
                        || call.getTarget() instanceof Synapse
                        || call.getTarget() instanceof Function function && isNumeric(function.getType()) && isOneByOne(call);
            }
            case Setting setting -> setting.getParameter() != null && isNumeric(setting.getParameter().getType())
                    && (setting.eContainer() instanceof Connection || setting.eContainer() instanceof Drive || setting.eContainer() instanceof Receiver);
            case null, default -> false;
        };
    }

    private static boolean isNumeric(String type) {
        return type != null && Type.of(type).filter(Type::isNumeric).isPresent();
    }

    /** Whether an expression is a value in a network rather than a number: whether it has to do with nodes. */
    static boolean isTensor(Expression expression) {
        return switch (expression) {
            case Flow flow -> isTensor(flow.getSource()) || flow.getSource() instanceof ListLiteral;
            case Reference reference when reference.getTarget() instanceof Node -> true;
            case Reference reference when isMetric(reference) -> false;
            case Reference reference when reference.getTarget() instanceof Function function && !takesTensor(function) ->
                reference.getArguments().stream().anyMatch(argument -> isTensor(argument.getValue()));
            case Binary binary -> isTensor(binary.getLeft()) || isTensor(binary.getRight());
            case Negation negation -> isTensor(negation.getOperand());
            case null, default -> false;
        };
    }

    /** Whether a reference names something that is measured of a job. */
    static boolean isMetric(Reference reference) {
        return reference.getTarget() instanceof Function function && Type.METRIC.toString().equals(function.getType());
    }

    private static boolean takesTensor(Function function) {
        return function.getParameters().stream().anyMatch(parameter -> Type.TENSOR.toString().equals(parameter.getType()));
    }

    private Optional<Type> tensors(Binary binary) {
        tensor(binary.getLeft(), binary.getOperator());
        tensor(binary.getRight(), binary.getOperator());
        return Optional.of(Type.TENSOR);
    }

    /** Checks what arithmetic on tensors takes: tensors, and numbers without a unit. */
    private Optional<Type> tensor(Expression operand, String operator) {
        Optional<Type> type = of(operand);
        if (type.isPresent() && !type.get().equals(Type.TENSOR) && !(type.get().isNumeric() && type.get().dimension().isNone())) {
            problems.report(Code.WRONG_TYPE, "'" + operator + "' needs a Tensor or a number without a unit, but this is "
                    + described(type.get()), operand);
        }
        return Optional.of(Type.TENSOR);
    }

    private Optional<Type> flow(Flow flow) {
        boolean isData = flow.getSource() instanceof Reference reference && reference.getTarget() instanceof Function function
                && Type.SOURCE.toString().equals(function.getType());
        expect(flow.getSource(), isData ? Type.SOURCE : Type.TENSOR, "what flows into '->'");
        flow.getStages().forEach(stage -> expect(stage, isData ? Type.TRANSFORM : Type.LAYER, "a stage"));
        return Optional.of(isData ? Type.SOURCE : Type.TENSOR);
    }

    private Optional<Type> binary(Binary binary) {
        if (isLogical(binary)) {
            expect(binary.getLeft(), Type.Simple.TRUTH, "the left of '" + binary.getOperator() + "'");
            expect(binary.getRight(), Type.Simple.TRUTH, "the right of '" + binary.getOperator() + "'");
            return Optional.of(Type.Simple.TRUTH);
        }
        Optional<Type> left = numeric(binary.getLeft(), binary.getOperator());
        Optional<Type> right = numeric(binary.getRight(), binary.getOperator());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Dimension a = left.get().dimension();
        Dimension b = right.get().dimension();
        return switch (binary.getOperator()) {
            case "*" -> Optional.of(new Type.Quantity(a.times(b)));
            case "/" -> Optional.of(new Type.Quantity(a.per(b)));
            case "^" -> power(binary, a, b);
            default -> same(binary, left.get(), right.get());
        };
    }

    /** Whether a binary joins two conditions. */
    static boolean isLogical(Binary binary) {
        return "and".equals(binary.getOperator()) || "or".equals(binary.getOperator());
    }

    private Optional<Type> power(Binary binary, Dimension base, Dimension exponent) {
        if (!exponent.isNone()) {
            problems.report(Code.WRONG_TYPE, "an exponent is a Real, but this is " + described(new Type.Quantity(exponent)),
                    binary.getRight());
            return Optional.empty();
        }
        if (base.isNone()) {
            return Optional.of(Type.REAL);
        }
        if (binary.getRight() instanceof NumberLiteral number && number.getValue() == Math.rint(number.getValue())) {
            return Optional.of(new Type.Quantity(base.power((int) number.getValue())));
        }
        problems.report(Code.WRONG_TYPE, "a quantity with a unit can only be raised to a whole number", binary.getRight());
        return Optional.empty();
    }

    private Optional<Type> same(Binary binary, Type left, Type right) {
        boolean comparison = "<>=".indexOf(binary.getOperator().charAt(0)) >= 0;
        if (left.dimension().equals(right.dimension()) || isZero(binary.getRight()) || isZero(binary.getLeft())) {
            return Optional.of(comparison ? Type.Simple.TRUTH : isZero(binary.getLeft()) ? right : new Type.Quantity(left.dimension()));
        }
        problems.report(Code.WRONG_TYPE, "'" + binary.getOperator() + "' needs two quantities of the same kind, but the left is "
                + described(left) + " and the right is " + described(right), binary);
        return Optional.empty();
    }

    private Optional<Type> numeric(Expression operand, String operator) {
        Optional<Type> type = of(operand);
        if (type.isPresent() && !type.get().isNumeric()) {
            problems.report(Code.WRONG_TYPE, "'" + operator + "' needs a number, but this is " + described(type.get()), operand);
            return Optional.empty();
        }
        return type;
    }

    private Optional<Type> reference(Reference reference) {
        Named target = reference.getTarget();
        if (target == null || target.eIsProxy()) {
            return Optional.empty();
        }
        if (reference.isCalled() && !(target instanceof Function || target instanceof Dynamics || target instanceof Block)) {
            problems.report(Code.ARGUMENTS, "'" + target.getName() + "' takes no arguments", reference,
                    CorePackage.Literals.REFERENCE__TARGET);
        }
        return switch (target) {
            case State _ when Arguments.isNamed(reference) -> Optional.of(Type.STATE);
            case Variable variable -> named(variable.getType());
            case Function function when isMetric(reference) -> {
                arguments(reference, function.getName());
                yield metrics.apply(reference);
            }
            case Function function -> call(reference, function);
            case Job _ -> Optional.of(Type.JOB);
            case Neuron neuron -> {
                arguments(reference, neuron.getName());
                yield Optional.of(Type.LAYER);
            }
            case Synapse synapse -> {
                arguments(reference, synapse.getName());
                yield Optional.of(Type.PLASTICITY);
            }
            case Shared _ -> Optional.of(Type.LAYER);
            case Population _ -> Optional.of(Type.POPULATION);
            case PopulationGroup _ -> Optional.of(Type.GROUP);
            case Block block -> {
                arguments(reference, block.getName());
                yield Optional.of(Type.LAYER);
            }
            case Node _ -> Optional.of(Type.TENSOR);
            default -> Optional.empty();
        };
    }

    private Optional<Type> call(Reference reference, Function function) {
        Optional<Type> declared = named(function.getType());
        if (declared.isPresent() && declared.get().isNumeric() && Arguments.isStage(reference)) {
            return stage(reference, function);
        }
        if (isTensor(reference)) {
            reference.getArguments().forEach(argument -> tensor(argument.getValue(), function.getName()));
            Arguments.bind(reference, problems);
            return Optional.of(Type.TENSOR);
        }
        Optional<Type> generic = arguments(reference, function.getName());
        Optional<Type> result = named(function.getType());
        return result.isPresent() && result.get() == Type.Simple.NUMBER ? generic : result;
    }

    /** A function of numbers as a stage: element by element, what flows in being its first argument. */
    private Optional<Type> stage(Reference reference, Function function) {
        if (function.getParameters().isEmpty()) {
            problems.report(Code.ARGUMENTS, "'" + function.getName() + "' takes nothing, so nothing can flow into it", reference,
                    CorePackage.Literals.REFERENCE__TARGET);
            return Optional.empty();
        }
        arguments(reference, function.getName());
        return Optional.of(Type.LAYER);
    }

    /** Checks the arguments; returns what {@code Number} stands for in this call. */
    private Optional<Type> arguments(Reference call, String callee) {
        Optional<Type> generic = Optional.empty();
        for (Map.Entry<Parameter, Expression> argument : Arguments.bind(call, problems).entrySet()) {
            boolean isDefault = argument.getValue() == argument.getKey().getDefault();
            Optional<Type> expected = named(argument.getKey().getType());
            if (expected.isEmpty() || isDefault) {
                continue;
            }
            String whose = "'" + argument.getKey().getName() + "' of '" + callee + "'";
            if (expected.get() == Type.Simple.NUMBER) {
                Optional<Type> actual = numeric(argument.getValue(), callee);
                if (generic.isEmpty() || !generic.get().isNumeric()) {
                    generic = isZero(argument.getValue()) ? generic : actual;
                } else if (actual.isPresent() && !TypeFit.fits(argument.getValue(), actual.get(), generic.get())) {
                    problems.report(Code.WRONG_TYPE, "'" + callee + "' needs quantities of the same kind, but this is "
                            + described(actual.get()) + " and the one before is " + described(generic.get()), argument.getValue());
                }
            } else if (expected.get() == Type.Simple.LIST && argument.getValue() instanceof ListLiteral list) {
                generic = elements(list).or(() -> Optional.of(Type.REAL)); // the Number that is given back is one of them
            } else {
                expect(argument.getValue(), expected.get(), whose);
            }
            new Bounds(problems).check(argument.getValue(), argument.getKey(), whose);
        }
        return generic.isPresent() ? generic : Optional.of(Type.REAL);
    }

    /** The type that a name stands for; reports an unknown name nowhere: the declaration is checked by itself. */
    private static Optional<Type> named(String name) {
        return name == null ? Optional.empty() : Type.of(name);
    }

    /** Checks that the name of a type is one. */
    public Optional<Type> declared(String name, EObject element, EStructuralFeature feature) {
        Optional<Type> type = named(name);
        if (type.isEmpty() && name != null) {
            problems.report(Code.UNKNOWN_TYPE, "there is no type '" + name + "'; the types are "
                    + String.join(", ", TypeNames.ALL.keySet()), element, feature);
        }
        return type;
    }

    private static boolean counts(Type type) {
        return type == Type.Simple.COUNT || type == Type.Simple.SHAPE || type == Type.Simple.AXIS;
    }

    /** Whether an expression is a number that counts nothing, as written in the text. */
    static boolean isFraction(Expression expression) {
        return expression instanceof NumberLiteral number && number.getUnit() == null && number.getValue() != Math.rint(number.getValue());
    }

    static boolean isZero(Expression expression) {
        return expression instanceof NumberLiteral number && number.getValue() == 0 && number.getUnit() == null;
    }

    static String described(Type type) {
        if (type == Type.Simple.UNKNOWN) {
            return "unknown, as only a value of a chip may be";
        }
        if (type.equals(Type.REAL)) {
            return "a number without a unit";
        }
        String unit = type.isNumeric() && TypeNames.ALL.containsValue(type)
                ? Unit.coherent(type.dimension()).map(u -> " (" + u.symbol() + ")").orElse("") : "";
        String name = type.toString();
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name + unit;
    }
}
