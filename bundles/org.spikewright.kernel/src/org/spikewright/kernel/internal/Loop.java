package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/**
 * Straight lines that are run for many neurons, and for each through many steps: what a kernel's method does.
 *
 * @param method the method's name
 * @param parameters as the method declares them, but for those of the loop
 * @param arguments the same as a caller passes them on
 * @param carried what goes from step to step
 * @param constants what is read once a neuron
 * @param row lines of Java that say where in arrays step {@code t} stands
 * @param places lines of Java that say where in arrays the neuron {@code j} stands in step {@code t}
 * @param reads what is read in each step
 * @param adaptive equations with steps of their own, before the lines; only where vectors are not used
 * @param lines in order
 * @param writes what is written in each step
 * @param backwards whether the last step comes first
 */
record Loop(String method, String parameters, String arguments, List<Carried> carried, List<Reading> constants, List<String> row,
        List<String> places,
        List<Reading> reads, Optional<StepProgram.Adaptive> adaptive, List<Definition> lines, List<Writing> writes, boolean backwards) {

    /**
     * What goes from step to step.
     *
     * @param next its value after a step, over the lines
     * @param initial its value at the start, where it is in no array
     * @param index where it is in the array {@code values}, if it comes from there and goes back to it
     */
    record Carried(String name, Expression next, double initial, Optional<String> index) {

        boolean stays() {
            return next.equals(Expression.symbol(name));
        }
    }

    /** A name and how its value is read. */
    record Reading(String symbol, Function<Dialect, String> text) {
    }

    /** A value and how it is written: statements for its text. */
    record Writing(Expression value, BiFunction<Dialect, String, List<String>> statements) {
    }

    /** The same with only what its results need. */
    static Loop of(String method, String parameters, String arguments, List<Carried> carried, List<Reading> constants, List<String> row,
        List<String> places,
            List<Reading> reads, Optional<StepProgram.Adaptive> adaptive, List<Definition> lines, List<Writing> writes, boolean backwards) {
        List<Expression> results = new ArrayList<>();
        carried.forEach(one -> results.add(one.next()));
        writes.forEach(one -> results.add(one.value()));
        List<Definition> needed = StepProgram.needed(lines, results);
        Set<String> names = new HashSet<>();
        needed.forEach(line -> names.addAll(line.value().symbols()));
        results.forEach(result -> names.addAll(result.symbols()));
        adaptive.ifPresent(block -> block.lines().forEach(line -> names.addAll(line.value().symbols())));
        return new Loop(method, parameters, arguments, carried, constants.stream().filter(one -> names.contains(one.symbol())).toList(), row, places,
                reads.stream().filter(one -> names.contains(one.symbol())).toList(), adaptive, needed, writes, backwards);
    }

    /** All formulas in it. */
    List<Expression> formulas() {
        List<Expression> formulas = new ArrayList<>();
        lines.forEach(line -> formulas.add(line.value()));
        carried.forEach(one -> formulas.add(one.next()));
        writes.forEach(one -> formulas.add(one.value()));
        return formulas;
    }

    /** About how many operations a step takes. */
    int operations() {
        int sum = 0;
        for (Definition line : lines) {
            sum += CommonTerms.operations(line.value());
        }
        return sum;
    }
}
