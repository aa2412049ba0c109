package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.model.core.Bound;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Negation;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Parameter;

/** Checks that what is given to parameters lies within their bounds, as far as it is known before anything runs. */
final class Bounds {

    private final Problems problems;
    private final Formulas formulas = new Formulas(Problems.IGNORED);

    Bounds(Problems problems) {
        this.problems = problems;
    }

    /**
     * Checks one value, or each of a list.
     *
     * @param whose what the value is for, as it stands in the sentence
     */
    void check(Expression value, Parameter parameter, String whose) {
        if (value instanceof ListLiteral list) {
            list.getElements().forEach(element -> check(element, parameter, whose));
            return;
        }
        for (Bound bound : parameter.getBounds()) {
            Optional<Double> number = formulas.number(value);
            Optional<Double> limit = formulas.number(bound.getLimit());
            if (number.isPresent() && limit.isPresent() && !holds(number.get(), bound.getOperator(), limit.get())) {
                problems.report(Code.OUT_OF_BOUNDS, whose + " must be " + words(bound.getOperator()) + " " + text(bound.getLimit()), value);
                return;
            }
        }
    }

    private static boolean holds(double number, String operator, double limit) {
        return switch (operator) {
            case ">" -> number > limit;
            case ">=" -> number >= limit;
            case "<" -> number < limit;
            default -> number <= limit;
        };
    }

    private static String words(String operator) {
        return switch (operator) {
            case ">" -> "above";
            case ">=" -> "at least";
            case "<" -> "below";
            default -> "at most";
        };
    }

    private static String text(Expression limit) {
        return switch (limit) {
            case NumberLiteral number -> org.spikewright.network.equation.Expression.of(number.getValue())
                    + (number.getUnit() == null ? "" : " " + number.getUnit());
            case Negation negation -> "-" + text(negation.getOperand());
            default -> "its bound";
        };
    }
}
