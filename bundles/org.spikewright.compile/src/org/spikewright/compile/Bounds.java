package org.spikewright.compile;

import java.util.Optional;
import java.util.Set;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.Bound;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Negation;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.network.population.Distribution;

/** Checks that what is given to parameters lies within their bounds, as far as it is known before anything runs. */
final class Bounds {

    /** Functions whose value lies where their first argument does. */
    private static final Set<String> WRAPPERS = Set.of("learned", "learnedEach", "stored");

    private static final String SEED = "seed";

    private final DiagnosticSink problems;
    private final Formulas formulas = new Formulas(DiagnosticSink.IGNORED);

    Bounds(DiagnosticSink problems) {
        this.problems = problems;
    }

    /**
     * Checks one value, or each of a list; of one that training starts from, that start, and of one that is drawn, all that may be.
     *
     * @param whose what the value is for, as it stands in the sentence
     */
    void check(Expression value, Parameter parameter, String whose) {
        if (value instanceof ListLiteral list) {
            list.getElements().forEach(element -> check(element, parameter, whose));
            return;
        }
        if (value instanceof NumberLiteral literal && !Double.isFinite(literal.getValue())) {
            return; // that it is too large is said of the number
        }
        if (value instanceof Reference wrapper && isProvided(wrapper) && WRAPPERS.contains(wrapper.getTarget().getName())) {
            wrapper.getArguments().stream().findFirst().map(Argument::getValue).ifPresent(inner -> check(inner, parameter, whose));
            return;
        }
        boolean isHeld = formulas.number(value).filter(number -> !isHeld(number, whose, value)).isEmpty();
        if (isHeld && (!parameter.getBounds().isEmpty() || isCount(parameter))) {
            new Draws(DiagnosticSink.IGNORED, formulas).of(value).ifPresent(drawn -> check(drawn, parameter, whose, value));
        }
    }

    /** Whether a number is one that engines, which work in single precision, can hold; says so where it is not. */
    private boolean isHeld(double number, String whose, Expression place) {
        if (!Double.isFinite(number)) {
            problems.report(Code.OUT_OF_BOUNDS, whose + " is " + number + " as it is written, which is no number to work with; look at what is divided by", place);
            return false;
        }
        if (number != 0 && ((float) number == 0 || Float.isInfinite((float) number))) {
            problems.report(Code.OUT_OF_BOUNDS, whose + " is " + number + " in SI units, which single precision cannot hold; it goes from 1e-45 to 3e38", place);
            return false;
        }
        return true;
    }

    /** Whether what a value may be depends on where it stands, so that only who knows that can check it. */
    boolean dependsOnPlace(Expression value) {
        return new Draws(DiagnosticSink.IGNORED, formulas).of(value).isEmpty();
    }

    /** Checks all values that may be drawn. */
    void check(Distribution drawn, Parameter parameter, String whose, Expression place) {
        if (drawn instanceof Distribution.Constant(double number)) {
            check(number, parameter, whose, place);
        } else {
            drawn(drawn, parameter, whose, place);
        }
    }

    /** Counts are kept in 32 bits, seeds in as many as a number in the text has; how large a layer can be is said by its shape. */
    private static boolean isCount(Parameter parameter) {
        return Type.Simple.COUNT.toString().equals(parameter.getType())
                && !(parameter.eContainer() instanceof Function function && Type.LAYER.toString().equals(function.getType()));
    }

    private static boolean isProvided(Reference reference) {
        return reference.getTarget() instanceof Function function && function.getFormula() == null && function.getName() != null;
    }

    /** Checks a number, wherever it comes from; says so and returns false where it lies beyond a bound. */
    boolean check(double number, Parameter parameter, String whose, Expression place) {
        double most = SEED.equals(parameter.getName()) ? Claims.MOST_SEED : Integer.MAX_VALUE;
        if (isCount(parameter) && number > most) {
            problems.report(Code.OUT_OF_BOUNDS, whose + " must be at most " + Extents.text(most) + ", but this is " + Extents.text(number), place);
            return false;
        }
        for (Bound bound : parameter.getBounds()) {
            Optional<Double> limit = formulas.number(bound.getLimit());
            if (limit.isPresent() && !holds(number, bound.getOperator(), limit.get())) {
                problems.report(Code.OUT_OF_BOUNDS, whose + " must be " + words(bound.getOperator()) + " " + text(bound.getLimit()), place);
                return false;
            }
        }
        return true;
    }

    private void drawn(Distribution drawn, Parameter parameter, String whose, Expression place) {
        for (Bound bound : parameter.getBounds()) {
            Optional<Double> limit = formulas.number(bound.getLimit());
            double extreme = bound.getOperator().startsWith(">") ? drawn.least() : drawn.most();
            boolean touches = limit.isPresent() && extreme == limit.get() && !drawn.reachesEnds();
            if (limit.isPresent() && !touches && !holds(extreme, bound.getOperator(), limit.get())) {
                problems.report(Code.OUT_OF_BOUNDS, whose + " must be " + words(bound.getOperator()) + " " + text(bound.getLimit())
                        + (drawn.changes() ? ", but this takes values that are not; keep it within bounds, as in max(0 Hz, …)"
                                : drawn instanceof Distribution.Listed ? ", but some of these values are not" : ", but this draws values that are not; draw within bounds, as in truncatedNormal(mean, deviation, low, high)"), place);
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
