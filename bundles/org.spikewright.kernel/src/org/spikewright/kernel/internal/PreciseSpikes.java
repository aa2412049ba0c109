package org.spikewright.kernel.internal;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;

/**
 * Spikes that are fired within a step instead of at its end. The margin is taken to rise evenly from the start of the step to
 * its end, which tells after which part of the step it crosses 0. What a reset at that time leads to at the end of the step lies
 * as far between what a reset at the start leads to and one at the end; and refractoriness, which begins at that time, ends
 * within a step too, for the rest of which held states move. Where the margin is smooth through a step, all this is right to
 * second order in it (Hansel et al., Neural Computation 10, 1998; Shelley and Tao, J. Comput. Neurosci. 11, 2001). A spike that
 * an arrival causes at once is fired at the end of the step, when what arrives is added.
 */
public final class PreciseSpikes {

    private static final Expression REFRACTORY = Expression.symbol(StepProgram.REFRACTORY);

    private final NeuronProgram program;
    private final Map<String, Expression> numbers;
    private final Optional<Expression> duration;
    private final Set<String> held;
    private final List<Definition> lines;
    /** The lines that move states, from their values before the step. */
    private final List<Definition> moves;
    private final Map<String, Expression> moved;
    private final Map<String, Expression> now;
    /** Where states stand before spikes arrive. */
    private final Map<String, Expression> beforeArrivals;
    private Expression fraction = Expression.ZERO;

    /**
     * After the states moved.
     *
     * @param numbers values of parameters that all neurons share
     * @param duration steps of refractoriness, where there is one; need not be whole
     * @param lines that move the states; others are added to them
     * @param now where the lines leave each state; kept up to date
     */
    public PreciseSpikes(NeuronProgram program, Map<String, Expression> numbers, Optional<Expression> duration,
            List<Definition> lines, Map<String, Expression> now) {
        this.program = program;
        this.numbers = numbers;
        this.duration = duration;
        this.held = program.refractoriness().map(NeuronProgram.Refractoriness::held).orElse(Set.of());
        this.lines = lines;
        this.moves = List.copyOf(lines);
        this.moved = Map.copyOf(now);
        this.now = now;
        Expression free = Expression.ONE.minus(REFRACTORY);
        for (String state : held) {
            now.put(state, where(REFRACTORY, partly(Expression.symbol(state), moved.get(state), free), moved.get(state)));
        }
        name("$free");
        this.beforeArrivals = Map.copyOf(now);
        arrive(now, free);
        name("$ready");
    }

    /** Has states that are formulas stand in lines of their own. */
    private void name(String suffix) {
        now.replaceAll((state, formula) -> {
            if (formula instanceof Expression.Symbol) {
                return formula;
            }
            lines.add(new Definition(state + suffix, formula));
            return Expression.symbol(state + suffix);
        });
    }

    /** A value that goes from one to another for a part of the step, or stands still where the part is not above 0. */
    private static Expression partly(Expression from, Expression to, Expression part) {
        return from.plus(Expression.call(Function.MAX, List.of(part, Expression.ZERO)).times(to.minus(from)));
    }

    /** Adds what arrives; held states take it where the free part of the step is above 0. */
    private void arrive(Map<String, Expression> states, Expression free) {
        Map<String, Expression> before = Map.copyOf(states);
        for (NeuronProgram.Receptor receptor : program.receptors()) {
            receptor.jumps().forEach((state, formula) -> {
                Expression jump = formula.substitute(numbers).substitute(before);
                states.merge(state, held.contains(state) ? where(free, jump, Expression.ZERO) : jump, Expression::plus);
            });
        }
    }

    /** The condition of an event at the end of the step; not above 0 while refractory. */
    public Expression condition(NeuronProgram.Spike spike) {
        Expression condition = spike.condition().substitute(numbers).substitute(now);
        return duration.isPresent() ? where(Expression.ONE.minus(REFRACTORY), condition, Expression.ZERO) : condition;
    }

    /**
     * Has a neuron fire where a line is above 0.
     *
     * @param number of the event
     * @param condition name of the line
     * @return the steps for which the neuron is then refractory
     */
    public Expression fire(NeuronProgram.Spike spike, int number, String condition) {
        Expression fires = Expression.symbol(condition);
        Expression began = define("$began" + number, spike.margin().substitute(numbers));
        Expression moved = define("$reached" + number, spike.margin().substitute(numbers).substitute(beforeArrivals));
        Expression rise = where(began, Expression.ZERO, where(moved, began.over(began.minus(moved)), Expression.ONE));
        Expression part = define("$part" + number, duration.isEmpty() ? rise
                : REFRACTORY.plus(Expression.ONE.minus(REFRACTORY).times(rise)));
        Expression left = define("$left" + number, Expression.ONE.minus(part));
        Map<String, Expression> before = Map.copyOf(now);
        resetAtStart(spike, number).forEach((state, early) -> {
            Expression value = before.get(state);
            Expression late = Optional.ofNullable(spike.resets().get(state))
                    .map(reset -> reset.substitute(numbers).substitute(before)).orElse(value);
            now.put(state, where(fires, late.plus(left.times(early.minus(late))), value));
        });
        fraction = where(fires, part, fraction);
        return Expression.call(Function.MAX, List.of(duration.orElse(Expression.ZERO).minus(left), Expression.ZERO));
    }

    private Expression define(String name, Expression value) {
        lines.add(new Definition(name, value));
        return Expression.symbol(name);
    }

    /** Where those states are at the end of a step for which a reset at its start makes a difference. */
    private Map<String, Expression> resetAtStart(NeuronProgram.Spike spike, int number) {
        Map<String, Expression> at = new HashMap<>();
        spike.resets().forEach((state, reset) -> at.put(state,
                define(state + "$from" + number, reset.substitute(numbers))));
        Map<String, Expression> from = Map.copyOf(at);
        for (Definition move : moves) {
            if (!Collections.disjoint(move.value().symbols(), at.keySet())) {
                at.put(move.name(), define(move.name() + "$from" + number, move.value().substitute(Map.copyOf(at))));
            }
        }
        Expression free = Expression.ONE.minus(duration.orElse(Expression.ZERO));
        Map<String, Expression> end = new HashMap<>();
        moved.forEach((state, value) -> end.put(state, value.substitute(at)));
        for (String state : held) {
            end.put(state, partly(from.getOrDefault(state, Expression.symbol(state)), end.get(state), free));
        }
        arrive(end, free);
        end.keySet().removeIf(state -> !at.containsKey(state) && !held.contains(state)
                && Collections.disjoint(moved.get(state).symbols(), at.keySet()));
        return end;
    }

    /** After which part of the step the neuron fired; 0 where it did not, or at the very start. */
    public Expression fraction() {
        return fraction;
    }

    private static Expression where(Expression condition, Expression yes, Expression no) {
        return condition instanceof Expression.Constant(double value) ? value > 0 ? yes : no
                : Expression.call(Function.WHERE, List.of(condition, yes, no));
    }
}
