package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
 * second order in it (Hansel et al., Neural Computation 10, 1998; Shelley and Tao, J. Comput. Neurosci. 11, 2001).
 *
 * <p>What arrives after some part of a step counts that part at the step's end and the rest at its start, if it changes what
 * moves the margin: the neuron then fires no earlier than the latest arrival, unless it would have fired without. What changes
 * the margin itself is added at the end of the step that it arrives in; a neuron that it takes over its bound fires there, once.
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
    /** Receptors whose arrivals are shared between the start and the end of a step. */
    private final List<NeuronProgram.Receptor> shared;
    /** Where states stand at the start of a step with what counts there. */
    private final Map<String, Expression> started;
    /** Where they stand at its end without anything that arrives in it. */
    private final Map<String, Expression> alone;
    /** The same with what counts at the start. */
    private final Map<String, Expression> fed;
    /** The same with all that arrives. */
    private final Map<String, Expression> ready;
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
        this.shared = program.receptors().stream().filter(receptor -> isShared(program, receptor)).toList();
        Expression free = Expression.ONE.minus(REFRACTORY);
        this.started = startArrivals(free);
        hold(now, Map.of(), free);
        name("$free");
        this.alone = Map.copyOf(now);
        if (!shared.isEmpty()) {
            now.putAll(replay(started, "$with"));
            hold(now, started, free);
            name("$fed");
        }
        this.fed = Map.copyOf(now);
        arrive(now, free);
        name("$ready");
        this.ready = Map.copyOf(now);
    }

    /** Whether arrivals change what moves the margin, not the margin itself, nor what is held over a step. */
    private static boolean isShared(NeuronProgram program, NeuronProgram.Receptor receptor) {
        return !program.holds(receptor) && program.events().stream().filter(NeuronProgram.Spike.class::isInstance)
                .map(NeuronProgram.Spike.class::cast)
                .allMatch(spike -> Collections.disjoint(spike.margin().symbols(), receptor.jumps().keySet())
                        && Collections.disjoint(spike.condition().symbols(), receptor.jumps().keySet()));
    }

    /**
     * Names of what the step receives: for each receptor what counts at the end of a step, in order, then for each that is
     * {@link #shared} what counts at its start, and {@link StepProgram#LATEST}.
     */
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>(program.inputs());
        if (!shared.isEmpty()) {
            shared.forEach(receptor -> inputs.add(atStart(receptor)));
            inputs.add(StepProgram.LATEST);
        }
        return inputs;
    }

    private static String atStart(NeuronProgram.Receptor receptor) {
        return receptor.name() + StepProgram.START;
    }

    /** The states that something changes at the start of a step, with that. */
    private Map<String, Expression> startArrivals(Expression free) {
        Map<String, Expression> at = new HashMap<>();
        for (NeuronProgram.Receptor receptor : shared) {
            Map<String, Expression> start = Map.of(receptor.name(), Expression.symbol(atStart(receptor)));
            receptor.jumps().forEach((state, formula) -> {
                Expression jump = formula.substitute(numbers).substitute(start);
                at.put(state, at.getOrDefault(state, Expression.symbol(state))
                        .plus(held.contains(state) ? where(free, jump, Expression.ZERO) : jump));
            });
        }
        at.replaceAll((state, value) -> define(state + "$started", value));
        return at;
    }

    /**
     * Where the lines leave all states if some stand elsewhere at the start.
     *
     * @param from where those stand
     */
    private Map<String, Expression> replay(Map<String, Expression> from, String suffix) {
        Map<String, Expression> at = new HashMap<>(from);
        for (Definition move : moves) {
            if (!Collections.disjoint(move.value().symbols(), at.keySet())) {
                at.put(move.name(), define(move.name() + suffix, move.value().substitute(Map.copyOf(at))));
            }
        }
        Map<String, Expression> end = new HashMap<>();
        moved.forEach((state, value) -> end.put(state, value.substitute(at)));
        return end;
    }

    /** Held states move only for the free part of a step. */
    private void hold(Map<String, Expression> end, Map<String, Expression> from, Expression free) {
        for (String state : held) {
            end.put(state, where(REFRACTORY, partly(from.getOrDefault(state, Expression.symbol(state)), end.get(state), free), end.get(state)));
        }
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
        Expression margin = spike.margin().substitute(numbers);
        Expression began = define("$began" + number, margin);
        Expression reached = define("$reached" + number, margin.substitute(alone));
        Expression from = duration.isEmpty() ? Expression.ZERO : REFRACTORY;
        Expression rest = Expression.ONE.minus(from);
        Expression caused = shared.isEmpty() ? Expression.ONE
                : caused(began, reached, define("$fed" + number, margin.substitute(fed)), from, number);
        Expression part = define("$part" + number, where(began, from,
                where(reached, from.plus(rest.times(began.over(began.minus(reached)))), caused)));
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

    /**
     * When a margin crosses 0 that would not have done so without arrivals: it rises evenly from the latest of them on, until
     * what counts at the end of the step is added.
     */
    private Expression caused(Expression began, Expression reached, Expression fed, Expression from, int number) {
        Expression latest = define("$after" + number, Expression.call(Function.MAX, List.of(Expression.symbol(StepProgram.LATEST), from)));
        Expression share = where(Expression.ONE.minus(from), latest.minus(from).over(Expression.ONE.minus(from)), Expression.ZERO);
        Expression there = define("$there" + number, began.plus(share.times(reached.minus(began))));
        return where(fed, latest.plus(Expression.ONE.minus(latest).times(there.over(there.minus(fed)))), Expression.ONE);
    }

    private Expression define(String name, Expression value) {
        lines.add(new Definition(name, value));
        return Expression.symbol(name);
    }

    /** Where those states are at the end of a step for which a reset at its start makes a difference. */
    private Map<String, Expression> resetAtStart(NeuronProgram.Spike spike, int number) {
        Map<String, Expression> at = new HashMap<>(started);
        spike.resets().forEach((state, reset) -> at.put(state,
                define(state + "$from" + number, reset.substitute(numbers).substitute(started))));
        Expression free = Expression.ONE.minus(duration.orElse(Expression.ZERO));
        Map<String, Expression> end = replay(at, "$from" + number);
        for (String state : held) {
            end.put(state, partly(at.getOrDefault(state, Expression.symbol(state)), end.get(state), free));
        }
        Map<String, Expression> kept = Map.copyOf(end);
        arrive(end, free);
        // A reset wipes out what arrives in the same step, as on the grid, or else one arrival could fire twice.
        spike.resets().forEach((state, reset) -> {
            Expression formula = reset.substitute(numbers);
            Expression left = fed.get(state).equals(ready.get(state)) ? Expression.ZERO
                    : formula.substitute(ready).minus(formula.substitute(fed));
            end.put(state, kept.get(state).plus(held.contains(state) ? where(free, left, Expression.ZERO) : left));
        });
        Set<String> touched = touched(spike.resets().keySet());
        end.keySet().removeIf(state -> !touched.contains(state) && !held.contains(state)
                && Collections.disjoint(moved.get(state).symbols(), touched));
        return end;
    }

    /** Those states, and the lines that follow from them. */
    private Set<String> touched(Set<String> states) {
        Set<String> touched = new HashSet<>(states);
        for (Definition move : moves) {
            if (!Collections.disjoint(move.value().symbols(), touched)) {
                touched.add(move.name());
            }
        }
        return touched;
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
