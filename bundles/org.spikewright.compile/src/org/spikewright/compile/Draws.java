package org.spikewright.compile;

import java.util.Map;
import java.util.Optional;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Distribution.Outside;

/** Values that are the same for all or drawn for each, as the library's random functions say. */
record Draws(Problems problems, Formulas formulas) {

    /** The same where some parameters are those numbers. */
    Draws with(Map<Parameter, org.spikewright.network.equation.Expression> values) {
        return new Draws(problems, formulas.with(values));
    }

    /** Formulas of a connection rule, which may ask how many neurons there are on both sides. */
    Formulas between(int sources, int targets) {
        return formulas.where(new Formulas.Meaning() {
            @Override
            public boolean knows(Expression expression) {
                return expression instanceof Reference reference && reference.getTarget() instanceof Function function
                        && function.getFormula() == null && (function.getName().equals("sources") || function.getName().equals("targets"));
            }

            @Override
            public Optional<org.spikewright.network.equation.Expression> of(Expression expression, Formulas here) {
                return Optional.of(org.spikewright.network.equation.Expression.of(
                        ((Reference) expression).getTarget().getName().equals("sources") ? sources : targets));
            }
        });
    }

    /** What a value is drawn from; a number is drawn from itself alone. Empty if the model is wrong there. */
    Optional<Distribution> of(Expression value) {
        if (!(value instanceof Reference reference && reference.getTarget() instanceof Function function && function.getFormula() == null
                && !function.getParameters().isEmpty() && org.spikewright.network.equation.Function.of(function.getName()).isEmpty())) {
            return formulas.number(value).map(Distribution::of);
        }
        return Settings.call(reference, formulas).flatMap(call -> distribution(call, value));
    }

    private Optional<Distribution> distribution(Call call, Expression place) {
        try {
            return Optional.of(switch (call.function()) {
                case "uniform" -> new Distribution.Uniform(call.number("low"), call.number("high"));
                case "normal" -> Distribution.Normal.of(call.number("mean"), call.number("deviation"));
                case "clippedNormal" -> new Distribution.Normal(call.number("mean"), call.number("deviation"), call.number("low"),
                        call.number("high"), Outside.CLIP);
                case "truncatedNormal" -> new Distribution.Normal(call.number("mean"), call.number("deviation"), call.number("low"),
                        call.number("high"), Outside.REDRAW);
                case "logNormal" -> new Distribution.LogNormal(Math.log(call.number("median")), call.number("sigma"));
                case "exponential" -> new Distribution.Exponential(call.number("scale"), call.number("offset"));
                case "conduction" -> new Distribution.ByDistance(call.number("offset"), 1 / call.number("speed"));
                default -> throw new IllegalArgumentException("'" + call.function() + "' does not draw values");
            });
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), place);
            return Optional.empty();
        }
    }
}
