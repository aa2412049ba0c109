package org.spikewright.compile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.Term;

/**
 * Values of neurons, synapses and drives: the same for all, drawn for each, given one by one, or formulas of these and of what is known
 * at their place.
 *
 * @param problems takes what cannot be
 * @param formulas over what the network's numbers mean
 * @param shapes of populations
 * @param around what a value can ask for
 * @param own what symbols stand for that the formulas use
 */
record Draws(DiagnosticSink problems, Formulas formulas, Function<org.spikewright.model.network.Population, Shape> shapes, Around around,
        Map<String, Term> own) {

    /** Values of which nothing is known but formulas. */
    Draws(DiagnosticSink problems, Formulas formulas) {
        this(problems, formulas, _ -> null);
    }

    /** Values in a network whose populations have those shapes. */
    Draws(DiagnosticSink problems, Formulas formulas, Function<org.spikewright.model.network.Population, Shape> shapes) {
        this(problems, formulas, shapes, Around.NOWHERE, Map.of());
    }

    /** The same at another place. */
    Draws at(Around place) {
        return new Draws(problems, formulas, shapes, place, own);
    }

    /** A population as values see it. */
    Around.Site site(org.spikewright.model.network.Population declared, Population population) {
        return new Around.Site(population.name(), shapes.apply(declared), population.layout().isPresent());
    }

    /** What values of neurons of a population can ask for. */
    Around around(org.spikewright.model.network.Population declared, Population population, int items, boolean timed) {
        return Around.neurons(site(declared, population), items, timed);
    }

    /** The same where parameters are those formulas. */
    Draws with(Map<Parameter, org.spikewright.network.equation.Expression> values) {
        return new Draws(problems, formulas.with(values), shapes, around, own);
    }

    /** The same where a parameter has a value that may differ from neuron to neuron. */
    Draws with(Parameter parameter, Distribution value) {
        if (value instanceof Distribution.Constant(double number)) {
            return new Draws(problems, formulas.with(Map.of(parameter, org.spikewright.network.equation.Expression.of(number))), shapes, around, own);
        }
        String symbol = "$of" + parameter.getName();
        Map<String, Term> more = new HashMap<>(own);
        more.put(symbol, new Known.Own(parameter.getName(), value));
        return new Draws(problems, formulas.with(Map.of(parameter, org.spikewright.network.equation.Expression.symbol(symbol))), shapes, around, more);
    }

    /** What a value is drawn from; a number is drawn from itself alone. Empty if the model is wrong there, which is reported. */
    Optional<Distribution> of(Expression value) {
        Terms terms = new Terms(problems, around, own);
        Optional<org.spikewright.network.equation.Expression> formula = formulas.where(terms).of(value);
        if (formula.isEmpty()) {
            return Optional.empty();
        }
        if (formula.get() instanceof org.spikewright.network.equation.Expression.Constant(double number)) {
            return Optional.of(Distribution.of(number));
        }
        if (formula.get() instanceof org.spikewright.network.equation.Expression.Symbol(String name)
                && terms.all().get(name) instanceof Distribution drawn) {
            return Optional.of(drawn);
        }
        if (!terms.all().keySet().containsAll(formula.get().symbols())) {
            problems.report(Code.NOT_CONSTANT, "this must be known before the run, but it depends on "
                    + String.join(", ", formula.get().symbols().stream().filter(symbol -> !terms.all().containsKey(symbol)).toList()), value);
            return Optional.empty();
        }
        Map<String, Term> used = new HashMap<>(terms.all());
        used.keySet().retainAll(formula.get().symbols());
        return Optional.of(new Distribution.Formula(formula.get(), used));
    }

    /** A numeric argument of a call: a number, or else what it is drawn from. */
    static Object argument(Distribution drawn) {
        return drawn instanceof Distribution.Constant(double number) ? (Object) number : drawn;
    }
}
