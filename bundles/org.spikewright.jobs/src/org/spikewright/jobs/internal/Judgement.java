package org.spikewright.jobs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.spikewright.common.Dimension;
import org.spikewright.common.Unit;
import org.spikewright.compile.job.ClaimSpec;
import org.spikewright.compile.job.ClaimSpec.Term;
import org.spikewright.compile.job.Figure;
import org.spikewright.record.ClaimsRecord.Claim;

/**
 * Holds a claim against what runs gave.
 *
 * @param job in which the claim stands
 * @param claim what is expected
 * @param file in which the claim stands
 * @param seeds of the runs, if they differ by their seeds
 * @param runs at least one: metrics by job and name
 */
record Judgement(String job, ClaimSpec claim, String file, List<Long> seeds, List<Map<String, Map<String, Object>>> runs) {

    Claim verdict() {
        return claim.value() instanceof Term.Number value ? ofNumbers(value) : ofTexts();
    }

    private Claim ofTexts() {
        for (Map<String, Map<String, Object>> run : runs) {
            if (!text(claim.value(), run).equals(text(claim.bounds().getFirst(), run))) {
                return verdict(text(claim.value(), run), List.of(text(claim.bounds().getFirst(), run)), null, null, false, null);
            }
        }
        String same = text(claim.value(), runs.getFirst());
        return verdict(same, List.of(same), null, null, true, null);
    }

    private static String text(Term term, Map<String, Map<String, Object>> run) {
        return switch (term) {
            case Term.Text(String text) -> text;
            case Term.TextOf(Figure(String of, String metric)) -> String.valueOf(run.getOrDefault(of, Map.of()).getOrDefault(metric, ""));
            case Term.Number _ -> throw new IllegalArgumentException("a number is no text");
        };
    }

    private Claim ofNumbers(Term.Number value) {
        List<Term.Number> terms = new ArrayList<>(List.of(value));
        claim.bounds().forEach(bound -> terms.add((Term.Number) bound));
        for (Map<String, Map<String, Object>> run : runs) {
            Optional<Figure> missing = terms.stream().flatMap(term -> term.figures().values().stream())
                    .filter(figure -> number(figure, run).isEmpty()).findFirst();
            if (missing.isPresent()) {
                return unknown("'" + missing.get().job() + "' gave no number for " + missing.get().metric());
            }
        }
        List<Double> values = terms.stream().map(term -> value(term, this::mean)).toList();
        if (!values.stream().allMatch(Double::isFinite)) {
            return unknown("a side of the comparison is no number");
        }
        double margin = margin(values);
        Double spread = runs.size() < 2 ? null : spread(terms);
        return verdict(values.getFirst(), List.copyOf(values.subList(1, values.size())), margin, spread, holds(values), null);
    }

    private Claim unknown(String why) {
        return verdict(null, List.of(), null, null, false, why);
    }

    private Claim verdict(Object value, List<Object> bounds, Double margin, Double spread, boolean passed, String message) {
        Dimension dimension = claim.dimension();
        String unit = dimension.isNone() ? "" : Unit.coherent(dimension).map(Unit::symbol).orElse(dimension.toString());
        boolean isThin = passed && spread != null && margin < spread;
        return new Claim(job, claim.text(), file, claim.location().line(), claim.location().column(), claim.comparison().sign(), unit, seeds,
                value, bounds, margin, spread, passed, isThin, message);
    }

    private static double value(Term.Number term, ToDoubleFunction<Figure> figures) {
        return term.formula().value(symbol -> figures.applyAsDouble(term.figures().get(symbol)));
    }

    private static OptionalDouble number(Figure figure, Map<String, Map<String, Object>> run) {
        return run.getOrDefault(figure.job(), Map.of()).get(figure.metric()) instanceof Number number
                ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** The mean over the runs; what is the same in all of them stays so to the last digit. */
    private double mean(Figure figure) {
        double[] values = runs.stream().mapToDouble(run -> number(figure, run).orElseThrow()).toArray();
        double sum = 0;
        boolean differ = false;
        for (double value : values) {
            sum += value;
            differ |= value != values[0];
        }
        return differ ? sum / values.length : values[0];
    }

    /** The standard deviation of the margins of the runs, each by itself, as estimated from a sample. */
    private Double spread(List<Term.Number> terms) {
        double[] margins = runs.stream().mapToDouble(run -> margin(terms.stream()
                .map(term -> value(term, figure -> number(figure, run).orElseThrow())).toList())).toArray();
        double mean = 0;
        for (double margin : margins) {
            mean += margin / margins.length;
        }
        double squares = 0;
        for (double margin : margins) {
            squares += (margin - mean) * (margin - mean);
        }
        double spread = Math.sqrt(squares / (margins.length - 1));
        return Double.isFinite(spread) ? spread : null;
    }

    /** How far the first of some values is within the others. */
    private double margin(List<Double> values) {
        double value = values.getFirst();
        double bound = values.get(1);
        return switch (claim.comparison()) {
            case LESS, AT_MOST -> bound - value;
            case MORE, AT_LEAST -> value - bound;
            case EQUAL -> value == bound ? 0 : -Math.abs(value - bound);
            case WITHIN -> Math.min(value - bound, values.get(2) - value);
        };
    }

    private boolean holds(List<Double> values) {
        double value = values.getFirst();
        double bound = values.get(1);
        return switch (claim.comparison()) {
            case LESS -> value < bound;
            case AT_MOST -> value <= bound;
            case EQUAL -> value == bound;
            case AT_LEAST -> value >= bound;
            case MORE -> value > bound;
            case WITHIN -> bound <= value && value <= values.get(2);
        };
    }
}
