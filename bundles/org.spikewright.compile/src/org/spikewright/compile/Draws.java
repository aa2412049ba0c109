package org.spikewright.compile;

import java.util.Map;
import java.util.Optional;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.network.population.Distribution;

/** Values that are the same for all or drawn for each, as the library's random functions say. */
record Draws(DiagnosticSink problems, Formulas formulas) {

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
        try {
            Optional<Distribution> drawn = Settings.value(reference, Distribution.class, formulas);
            if (drawn.isEmpty() && !Settings.bindings(reference).isBound(Settings.fullName(function))) {
                problems.report(Code.CONNECTION, "'" + function.getName() + "' does not draw values", value);
            }
            return drawn;
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), value);
            return Optional.empty();
        }
    }
}
