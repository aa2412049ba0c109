package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikewright.kernel.internal.CommonTerms;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/**
 * The derivative of a {@link StepProgram} as lines that are run once for each step, last step first. A spike is
 * {@code z = H(m)} of its margin, and its surrogate stands for {@code dH/dm}: that is all that the derivative knows of spiking.
 * What happens by other conditions is taken as given.
 *
 * <p>The lines read {@link #OUTPUT}, the gradient by each state after the step ({@link #after}), inputs, parameters, derived
 * values, and the {@link #saved} values of the forward step.
 *
 * @param lines in order; only what the results need
 * @param saved which values of the forward step are read: names of states and of moved states, in the step's order
 * @param before the gradients by the states before the step, formulas over the lines; those that are always 0 are left out
 * @param wanted the gradients by inputs and parameters, formulas over the lines
 */
public record Adjoint(List<Definition> lines, List<String> saved, Map<String, Expression> before, Map<String, Expression> wanted) {

    /** The gradient by what the neuron sent on in this step. */
    public static final String OUTPUT = "$output";

    /** The name of the gradient by a state after this step. */
    public static String after(String state) {
        return "$after_" + state;
    }

    /**
     * The adjoint of that step.
     *
     * @param wanted inputs and varying parameters; a parameter's way through {@link StepProgram#derived derived values} is left
     *               out
     * @param resetGradient whether gradients flow through the spike into what it resets ({@code true}: the full derivative with
     *                      the surrogate in place of {@code dH/dm}; {@code false}: resets take the spike as given)
     * @throws IllegalArgumentException if the step's equations choose their own steps
     */
    public static Adjoint of(StepProgram step, List<String> wanted, boolean resetGradient) {
        if (step.adaptive().isPresent()) {
            throw new IllegalArgumentException("neuron " + step.name()
                    + " chooses its own steps (solver rk45), through which no derivative is taken; choose another solver");
        }
        Set<String> live = new LinkedHashSet<>();
        while (true) {
            Reversal reversal = new Reversal(step, live, resetGradient);
            Set<String> found = new LinkedHashSet<>(step.states());
            found.retainAll(reversal.gradients.keySet());
            if (live.containsAll(found)) {
                return reversal.adjoint(wanted);
            }
            live.addAll(found);
        }
    }

    /** The names that the lines and results read. */
    public Set<String> reads() {
        Set<String> names = new HashSet<>();
        lines.forEach(line -> names.addAll(line.value().symbols()));
        before.values().forEach(formula -> names.addAll(formula.symbols()));
        wanted.values().forEach(formula -> names.addAll(formula.symbols()));
        return names;
    }

    /** Reverse accumulation over the lines of one step. */
    private static final class Reversal {

        /** Operations beyond which a sum has a line of its own. */
        private static final int LONGEST = 60;

        private final StepProgram step;
        private final Set<String> live;
        private final boolean resetGradient;
        private final Set<String> conditions = new HashSet<>();
        private final Map<String, Expression> gradients = new LinkedHashMap<>();
        private final List<Definition> lines = new ArrayList<>();

        /** Takes the gradients by some states after the step for 0. */
        Reversal(StepProgram step, Set<String> live, boolean resetGradient) {
            this.step = step;
            this.live = live;
            this.resetGradient = resetGradient;
            step.spikes().forEach(spike -> conditions.add(spike.condition()));
            for (int i = 0; i < step.states().size(); i++) {
                if (live.contains(step.states().get(i))) {
                    add(reversed(step.next().get(i), Expression.symbol(after(step.states().get(i)))));
                }
            }
            if (step.fires()) {
                step.spikes().forEach(spike -> add(Map.of(spike.condition(), Expression.symbol(OUTPUT).times(alone(spike)))));
            } else {
                add(reversed(step.output(), Expression.symbol(OUTPUT)));
            }
            for (Definition line : step.lines().reversed()) {
                Expression gradient = gradients.remove(line.name());
                if (gradient != null) {
                    back(line, named("$by_" + line.name(), gradient));
                }
            }
        }

        /** A neuron fires if any of its spikes happens: whether one does matters where no other does. */
        private Expression alone(StepProgram.Spike spike) {
            Expression others = Expression.ONE;
            for (StepProgram.Spike other : step.spikes()) {
                if (other != spike) {
                    others = others.times(Expression.call(Function.STEP,
                            List.of(Expression.of(0).minus(Expression.symbol(other.condition())))));
                }
            }
            return others;
        }

        private void back(Definition line, Expression gradient) {
            for (StepProgram.Spike spike : step.spikes()) {
                if (spike.condition().equals(line.name())) {
                    add(reversed(spike.margin(), named("$margin_" + line.name(), gradient.times(spike.surrogate()))));
                    return;
                }
            }
            add(reversed(line.value(), gradient));
        }

        private void add(Map<String, Expression> more) {
            more.forEach((name, gradient) -> gradients.merge(name, gradient, Expression::plus));
            gradients.replaceAll((name, sum) -> more.containsKey(name) && CommonTerms.operations(sum) > LONGEST
                    ? named("$sum" + lines.size() + "_" + name, sum) : sum);
        }

        private Expression named(String name, Expression value) {
            if (value instanceof Expression.Symbol || value instanceof Expression.Constant) {
                return value;
            }
            lines.add(new Definition(name, value));
            return Expression.symbol(name);
        }

        /** What a formula passes on of its gradient, by symbol. */
        private Map<String, Expression> reversed(Expression formula, Expression gradient) {
            return switch (formula) {
                case Expression.Constant _ -> Map.of();
                case Expression.Symbol(String name) -> conditions.contains(name) || gradient.is(0) ? Map.of() : Map.of(name, gradient);
                case Expression.Call(Function function, List<Expression> arguments) when function == Function.WHERE ->
                    chosen(arguments.get(0), arguments.get(1), arguments.get(2), gradient);
                case Expression.Binary(Expression.Operator operator, Expression left, Expression right) ->
                    through(List.of(left, right), x -> x.get(0).binary(operator, x.get(1)), gradient);
                case Expression.Call(Function function, List<Expression> arguments) ->
                    through(arguments, x -> Expression.call(function, x), gradient);
            };
        }

        private Map<String, Expression> chosen(Expression condition, Expression yes, Expression no, Expression gradient) {
            Map<String, Expression> byYes = reversed(yes, gradient);
            Map<String, Expression> byNo = reversed(no, gradient);
            Set<String> names = new LinkedHashSet<>(byYes.keySet());
            names.addAll(byNo.keySet());
            Map<String, Expression> found = new LinkedHashMap<>();
            for (String name : names) {
                Expression a = byYes.getOrDefault(name, Expression.ZERO);
                Expression b = byNo.getOrDefault(name, Expression.ZERO);
                found.put(name, a.equals(b) ? a : Expression.call(Function.WHERE, List.of(condition, a, b)));
            }
            if (resetGradient && condition instanceof Expression.Symbol(String name) && conditions.contains(name)) {
                Expression difference = yes.minus(no);
                if (!difference.is(0)) {
                    found.merge(name, gradient.times(difference), Expression::plus);
                }
            }
            return found;
        }

        /** The chain rule: each argument gets the gradient times the derivative by it. */
        private Map<String, Expression> through(List<Expression> arguments, java.util.function.Function<List<Expression>, Expression> formula,
                Expression gradient) {
            List<Expression> places = new ArrayList<>();
            Map<String, Expression> actual = new HashMap<>();
            for (int k = 0; k < arguments.size(); k++) {
                Expression argument = arguments.get(k);
                places.add(argument instanceof Expression.Constant ? argument : Expression.symbol("$" + k));
                actual.put("$" + k, argument);
            }
            Expression local = formula.apply(places);
            Map<String, Expression> found = new LinkedHashMap<>();
            for (int k = 0; k < arguments.size(); k++) {
                Expression slope = local.derivative("$" + k).substitute(actual);
                if (!slope.is(0)) {
                    reversed(arguments.get(k), gradient.times(slope))
                            .forEach((name, part) -> found.merge(name, part, Expression::plus));
                }
            }
            return found;
        }

        Adjoint adjoint(List<String> wanted) {
            Set<String> moved = new HashSet<>();
            step.states().forEach(state -> moved.add(StepProgram.moved(state)));
            // Moved states come from the forward run; intermediate values are computed again.
            List<Definition> all = new ArrayList<>(step.lines());
            all.removeIf(line -> moved.contains(line.name()));
            all.addAll(lines);
            List<String> names = new ArrayList<>(live);
            names.addAll(wanted);
            List<Expression> formulas = names.stream().map(name -> gradients.getOrDefault(name, Expression.ZERO)).toList();
            CommonTerms terms = new CommonTerms("$back", conditions, StepProgram.needed(all, formulas), formulas);
            Map<String, Expression> before = new LinkedHashMap<>();
            Map<String, Expression> byWanted = new LinkedHashMap<>();
            for (int k = 0; k < names.size(); k++) {
                (k < live.size() ? before : byWanted).put(names.get(k), terms.results().get(k));
            }
            List<Definition> kept = StepProgram.needed(terms.lines(), terms.results());
            Adjoint adjoint = new Adjoint(kept, List.of(), before, byWanted);
            Set<String> reads = adjoint.reads();
            kept.forEach(line -> reads.remove(line.name()));
            List<String> saved = step.states().stream().flatMap(state -> java.util.stream.Stream.of(state, StepProgram.moved(state)))
                    .filter(reads::contains).toList();
            return new Adjoint(kept, saved, before, byWanted);
        }
    }
}
