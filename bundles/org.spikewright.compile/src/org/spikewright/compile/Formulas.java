package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.spikewright.common.Unit;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.Negation;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.TruthLiteral;
import org.spikewright.model.core.Variable;
import org.spikewright.network.equation.Expression;

/**
 * Turns the model's expressions into formulas over SI numbers. Functions with a formula are put in place; what is constant
 * becomes a number.
 */
final class Formulas {

    /** Functions that call each other, or quantities that follow from each other, in a row at most. */
    static final int DEEPEST = 200;

    /** Operations of a formula at most, once the formulas of functions are put in place. */
    private static final int LARGEST = 20_000;

    private final DiagnosticSink problems;
    private final Map<Variable, Expression> bindings;
    private final Meaning meaning;
    /** Functions whose formulas are being put in place. */
    private final Set<org.spikewright.model.core.Function> open;
    /** How much of a formula was made since the functions in it were begun to be put in place. */
    private final int[] made;

    /** What expressions mean at some place beyond what they mean everywhere, for instance the extent of an axis. */
    interface Meaning {

        /** Nothing beyond. */
        Meaning USUAL = new Meaning() {
            @Override
            public boolean knows(org.spikewright.model.core.Expression expression) {
                return false;
            }

            @Override
            public Optional<Expression> of(org.spikewright.model.core.Expression expression, Formulas here) {
                return Optional.empty();
            }
        };

        /** Whether the expression means something special here. */
        boolean knows(org.spikewright.model.core.Expression expression);

        /**
         * What an expression that it knows means; empty if the model is wrong there.
         *
         * @param here formulas where the expression stands
         */
        Optional<Expression> of(org.spikewright.model.core.Expression expression, Formulas here);
    }

    private Formulas(DiagnosticSink problems, Map<Variable, Expression> bindings, Meaning meaning,
            Set<org.spikewright.model.core.Function> open, int[] made) {
        this.problems = problems;
        this.bindings = bindings;
        this.meaning = meaning;
        this.open = open;
        this.made = made;
    }

    /** Formulas in which every variable stands for itself. */
    Formulas(DiagnosticSink problems) {
        this(problems, Map.of(), Meaning.USUAL, new HashSet<>(), new int[1]);
    }

    /** The same formulas where some more expressions mean something special. */
    Formulas where(Meaning special) {
        Meaning before = meaning;
        return new Formulas(problems, bindings, before == Meaning.USUAL ? special : new Meaning() {
            @Override
            public boolean knows(org.spikewright.model.core.Expression expression) {
                return special.knows(expression) || before.knows(expression);
            }

            @Override
            public Optional<Expression> of(org.spikewright.model.core.Expression expression, Formulas here) {
                return special.knows(expression) ? special.of(expression, here) : before.of(expression, here);
            }
        }, open, made);
    }

    /** Formulas in which some variables stand for other formulas. */
    Formulas with(Map<? extends Variable, Expression> more) {
        Map<Variable, Expression> all = new HashMap<>(bindings);
        all.putAll(more);
        return new Formulas(problems, all, meaning, open, made);
    }

    /** The formula of a numeric expression; empty if the model is wrong there. */
    Optional<Expression> of(org.spikewright.model.core.Expression expression) {
        made[0] = open.isEmpty() ? 0 : made[0] + 1;
        if (open.size() > DEEPEST || made[0] > LARGEST) {
            if (open.size() > DEEPEST || made[0] == LARGEST + 1) {
                problems.report(Code.EXTENT, open.size() > DEEPEST ? "functions call each other more than " + DEEPEST + " deep here"
                        : "with its functions put in place, this formula has more than " + LARGEST + " operations", expression);
            }
            return Optional.empty();
        }
        if (meaning.knows(expression)) {
            return meaning.of(expression, this);
        }
        return switch (expression) {
            case NumberLiteral number -> Optional.of(Expression.of(number.getUnit() == null ? number.getValue()
                    : number.getValue() * Unit.of(number.getUnit()).orElseThrow().factor()));
            case TruthLiteral truth -> Optional.of(Expression.of(truth.isValue() ? 1 : 0));
            case Negation negation -> of(negation.getOperand()).map(Expression::negated);
            case Binary binary -> of(binary.getLeft()).flatMap(left -> of(binary.getRight())
                    .map(right -> binary(binary.getOperator(), left, right)));
            case Reference reference -> reference(reference);
            case null, default -> Optional.empty();
        };
    }

    /** Reports, at a place, an expression that is too large or too deep once its functions are put in place. */
    static void checkSize(org.spikewright.model.core.Expression expression, DiagnosticSink problems, EObject place, EStructuralFeature feature) {
        new Formulas(DiagnosticSink.once((code, message, _, _) -> {
            if (code == Code.EXTENT) {
                problems.report(code, message, place, feature);
            }
        })).of(expression);
    }

    /** The number that a constant expression is; reports one that is not constant. */
    Optional<Double> number(org.spikewright.model.core.Expression expression) {
        Optional<Expression> formula = of(expression);
        if (formula.isPresent() && formula.get() instanceof Expression.Constant constant) {
            return Optional.of(constant.value());
        }
        formula.ifPresent(value -> problems.report(Code.NOT_CONSTANT,
                "this must be known before the run, but it depends on " + String.join(", ", value.symbols()), expression));
        if (formula.isEmpty()) {
            opaque(expression).ifPresent(call -> problems.report(Code.NOT_CONSTANT, isDrawn(call)
                    ? "this is one number for all, but '" + call.getTarget().getName() + "' draws one for each"
                    : "this must be known before the run, but '" + call.getTarget().getName() + "' gives no such number here", call));
        }
        return Optional.empty();
    }

    private static boolean isDrawn(Reference call) {
        return Settings.bindings(call).isBound(Settings.fullName((org.spikewright.model.core.Function) call.getTarget()));
    }

    /** The first call in an expression of a function that only an engine or the compiler gives a meaning, if there is one. */
    private static Optional<Reference> opaque(org.spikewright.model.core.Expression expression) {
        List<org.spikewright.model.core.Expression> parts = new ArrayList<>();
        if (expression != null) {
            parts.add(expression);
            expression.eAllContents().forEachRemaining(part -> {
                if (part instanceof org.spikewright.model.core.Expression inner) {
                    parts.add(inner);
                }
            });
        }
        return parts.stream().filter(Reference.class::isInstance).map(Reference.class::cast)
                .filter(call -> call.getTarget() instanceof org.spikewright.model.core.Function function && !function.eIsProxy()
                        && function.getName() != null && Terms.draws(function))
                .findFirst();
    }

    /** The arguments of a call as numbers, layers left out; a default may use the parameters before it. Empty if one is none. */
    Optional<Map<Parameter, Expression>> arguments(Reference call) {
        Map<Parameter, Expression> numbers = new LinkedHashMap<>();
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(call, DiagnosticSink.IGNORED).entrySet()) {
            if (Type.LAYER.toString().equals(argument.getKey().getType())) {
                continue;
            }
            Optional<Double> number = with(numbers).number(argument.getValue());
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.put(argument.getKey(), Expression.of(number.get()));
        }
        return Optional.of(numbers);
    }

    private Optional<Expression> reference(Reference reference) {
        return switch (reference.getTarget()) {
            case Variable variable when !variable.eIsProxy() -> Optional.of(
                    bindings.getOrDefault(variable, Expression.symbol(variable.getName())));
            case org.spikewright.model.core.Function function when !function.eIsProxy() -> call(reference, function);
            case null, default -> Optional.empty();
        };
    }

    private Optional<Expression> call(Reference call, org.spikewright.model.core.Function function) {
        Map<Parameter, Expression> values = new HashMap<>();
        for (Map.Entry<Parameter, org.spikewright.model.core.Expression> argument : Arguments.bind(call, DiagnosticSink.IGNORED).entrySet()) {
            // A default may not call its own function.
            boolean isDefault = argument.getValue() == argument.getKey().getDefault();
            Optional<Expression> value = isDefault ? within(function, () -> of(argument.getValue())) : of(argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(argument.getKey(), value.get());
        }
        return applied(function, values);
    }

    /** A part of a function's meaning; empty where the function depends on itself, which is said where it is declared. */
    private Optional<Expression> within(org.spikewright.model.core.Function function, Supplier<Optional<Expression>> part) {
        if (!open.add(function)) {
            return Optional.empty();
        }
        try {
            return part.get();
        } finally {
            open.remove(function);
        }
    }

    /** A function's formula for its arguments. */
    Optional<Expression> applied(org.spikewright.model.core.Function function, Map<Parameter, Expression> values) {
        if (function.getFormula() != null) {
            return within(function, () -> with(values).of(function.getFormula()));
        }
        if (function.getParameters().isEmpty()) {
            return Optional.of(Expression.symbol(function.getName()));
        }
        List<Expression> arguments = function.getParameters().stream().map(values::get).toList();
        return org.spikewright.network.equation.Function.of(function.getName())
                .filter(known -> known.arity() == arguments.size() && !arguments.contains(null))
                .map(known -> Expression.call(known, arguments));
    }

    private static Expression binary(String operator, Expression left, Expression right) {
        return switch (operator) {
            case "+" -> left.plus(right);
            case "-" -> left.minus(right);
            case "*" -> left.times(right);
            case "/" -> left.over(right);
            case "^" -> left.power(right);
            case ">" -> holds(org.spikewright.network.equation.Function.STEP, left.minus(right));
            case ">=" -> holds(org.spikewright.network.equation.Function.NON_NEGATIVE, left.minus(right));
            case "<" -> holds(org.spikewright.network.equation.Function.STEP, right.minus(left));
            case "<=" -> holds(org.spikewright.network.equation.Function.NON_NEGATIVE, right.minus(left));
            case "and" -> Expression.call(org.spikewright.network.equation.Function.MIN, List.of(left, right));
            case "or" -> Expression.call(org.spikewright.network.equation.Function.MAX, List.of(left, right));
            default -> throw new IllegalArgumentException("unknown operator " + operator);
        };
    }

    private static Expression holds(org.spikewright.network.equation.Function test, Expression margin) {
        return Expression.call(test, List.of(margin));
    }
}
