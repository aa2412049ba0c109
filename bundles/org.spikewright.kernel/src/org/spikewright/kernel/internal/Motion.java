package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.Solver;

/**
 * How the states of a neuron move in a step by themselves, before anything arrives or fires: differential equations by the
 * neuron's solver, difference equations as they stand. While a refractory neuron holds a state, the others move as its held
 * value says.
 *
 * <p>A state that takes thousands of steps to move by its own size would lose most of what it moves by to rounding, so that
 * what rounding took is kept beside it and added in the next step (Kahan, Comm. ACM 8, 1965).
 */
public final class Motion {

    /** A state whose own rate times the step is below this is slow. */
    private static final double SLOW = 1.0 / 4096;

    private final NeuronProgram program;
    private final Map<String, Expression> numbers;
    private final double dt;
    private final Expression holds;
    private final Map<String, Expression> rates = new LinkedHashMap<>();
    /** The rates without white noise. */
    private final Map<String, Expression> drifts = new LinkedHashMap<>();
    private final List<String> whiteNoises;
    private final LinearFlow flow;
    /** The linear equations while some of their states are held, where that makes a difference to the others. */
    private final Optional<LinearFlow> flowHeld;
    private final List<String> normals = new ArrayList<>();
    private final Set<String> slow = new LinkedHashSet<>();
    private final List<Definition> lines = new ArrayList<>();
    private final Map<String, Expression> moved = new LinkedHashMap<>();

    /**
     * The motion of a neuron.
     *
     * @param numbers values of what all neurons share, the time step among them
     * @param dt step size in seconds
     * @param varying names of parameters that differ from neuron to neuron
     * @param holds above 0 where a neuron holds its held states through the whole step
     */
    public Motion(NeuronProgram program, Map<String, Expression> numbers, double dt, Set<String> varying, Expression holds) {
        this.program = program;
        this.numbers = numbers;
        this.dt = dt;
        this.holds = holds;
        this.whiteNoises = program.noises().stream().filter(noise -> noise.kind() == NeuronProgram.Noise.Kind.WHITE)
                .map(NeuronProgram.Noise::name).toList();
        Map<String, Expression> calm = new HashMap<>();
        whiteNoises.forEach(noise -> calm.put(noise, Expression.ZERO));
        for (NeuronProgram.State state : program.states()) {
            if (state.change() instanceof Change.Rate(Expression rate)) {
                rates.put(state.name(), rate.substitute(numbers));
                drifts.put(state.name(), rate.substitute(numbers).substitute(calm));
            }
        }
        List<String> exact = exactly() ? LinearFlow.system(drifts, varying) : List.of();
        this.flow = new LinearFlow("", drifts, rates, exact, whiteNoises, dt, varying);
        this.flowHeld = heldMatter(flow.system()) ? Optional.of(
                new LinearFlow("$held", withoutHeld(drifts), withoutHeld(rates), flow.system(), whiteNoises, dt, varying)) : Optional.empty();
        for (String noise : whiteNoises) {
            if (rates.keySet().stream().anyMatch(state -> !flow.system().contains(state) && !rates.get(state).derivative(noise).is(0))) {
                normals.add(noise);
            }
        }
        normals.addAll(flow.normals());
        program.states().stream().filter(this::isSlow).forEach(state -> slow.add(state.name()));
        others();
        linear();
        for (NeuronProgram.State state : program.states()) {
            if (state.change() instanceof Change.Next(Expression next)) {
                next(state.name(), next.substitute(numbers));
            }
        }
    }

    /** What moves the states, from their values before the step, in order. */
    public List<Definition> lines() {
        return lines;
    }

    /** Where the lines leave each state, and what is kept beside slow ones. */
    public Map<String, Expression> moved() {
        return moved;
    }

    /** The slow states. */
    public Set<String> slow() {
        return slow;
    }

    /** The Gaussian random numbers of the lines. */
    public List<String> normals() {
        return normals;
    }

    /** Names of factors that differ from neuron to neuron. */
    public List<String> derived() {
        List<String> names = new ArrayList<>(flow.derived());
        flowHeld.ifPresent(held -> names.addAll(held.derived()));
        return names;
    }

    /** The factors for one neuron, in the order of {@link #derived}. */
    public double[] derive(ToDoubleFunction<String> parameters) {
        double[] free = flow.derive(parameters);
        if (flowHeld.isEmpty()) {
            return free;
        }
        double[] held = flowHeld.get().derive(parameters);
        double[] all = java.util.Arrays.copyOf(free, free.length + held.length);
        System.arraycopy(held, 0, all, free.length, held.length);
        return all;
    }

    /** Equations that choose their own steps; they come before the lines. */
    public Optional<StepProgram.Adaptive> adaptive() {
        return program.solver() instanceof Solver.RungeKutta45(double relative, double absolute) && !drifts.isEmpty()
                ? Optional.of(DormandPrince.of(whileHeld(), dt, relative, absolute))
                : Optional.empty();
    }

    private boolean exactly() {
        return program.solver() instanceof Solver.Automatic || program.solver() instanceof Solver.Exact
                || program.solver() instanceof Solver.RungeKutta4;
    }

    private Set<String> held() {
        return program.refractoriness().map(NeuronProgram.Refractoriness::held).orElse(Set.of());
    }

    /** Whether states that are not held move by what held ones are. */
    private boolean heldMatter(List<String> states) {
        return states.stream().anyMatch(state -> !held().contains(state)
                && held().stream().anyMatch(drifts.get(state).symbols()::contains));
    }

    private Map<String, Expression> withoutHeld(Map<String, Expression> equations) {
        Map<String, Expression> others = new LinkedHashMap<>(equations);
        others.replaceAll((state, equation) -> held().contains(state) ? Expression.ZERO : equation);
        return others;
    }

    /** The drifts, of which those of held states are 0 while they are held. */
    private Map<String, Expression> whileHeld() {
        if (!heldMatter(List.copyOf(drifts.keySet()))) {
            return drifts;
        }
        Map<String, Expression> now = new LinkedHashMap<>(drifts);
        now.replaceAll((state, drift) -> held().contains(state) ? where(holds, Expression.ZERO, drift) : drift);
        return now;
    }

    private static Expression where(Expression condition, Expression yes, Expression no) {
        return Expression.call(Function.WHERE, List.of(condition, yes, no));
    }

    /**
     * Whether rounding would show: the state forgets itself over thousands of steps or never. What only adds up what is received
     * until a spike, as a membrane without leak does, is not slow.
     */
    private boolean isSlow(NeuronProgram.State state) {
        if (program.solver() instanceof Solver.RungeKutta45 && state.change() instanceof Change.Rate) {
            return false;
        }
        Expression others;
        double change;
        switch (state.change()) {
            case Change.Rate _ -> {
                Expression drift = drifts.get(state.name());
                change = atStart(drift.derivative(state.name())) * dt;
                others = drift;
            }
            case Change.Next(Expression next) -> {
                Expression formula = next.substitute(numbers);
                if (!(formula.derivative(state.name()) instanceof Expression.Constant(double factor))) {
                    return false;
                }
                change = factor - 1;
                others = formula.substitute(Map.of(state.name(), Expression.ZERO));
            }
        }
        boolean adds = change == 0;
        boolean receives = program.inputs().stream().anyMatch(others.symbols()::contains);
        boolean isReset = program.events().stream().anyMatch(event -> event.resets().containsKey(state.name()));
        return Math.abs(change) < SLOW && !(adds && (others.is(0) || receives && isReset));
    }

    /** A formula's value where nothing is received and nothing is random. */
    private double atStart(Expression formula) {
        return formula.value(symbol -> {
            for (NeuronProgram.State state : program.states()) {
                if (state.name().equals(symbol)) {
                    return state.initial();
                }
            }
            return program.parameters().getOrDefault(symbol, 0.0);
        });
    }

    /** Has a state move. */
    private void move(String state, Expression increment) {
        Expression from = Expression.symbol(state);
        Expression to = Expression.symbol(StepProgram.moved(state));
        if (slow.contains(state)) {
            String low = StepProgram.low(state);
            Expression whole = Expression.symbol(state + "$by");
            lines.add(new Definition(state + "$by", increment.plus(Expression.symbol(low))));
            lines.add(new Definition(StepProgram.moved(state), from.plus(whole)));
            lines.add(new Definition(low + "$", whole.minus(to.minus(from))));
            moved.put(low, Expression.symbol(low + "$"));
        } else {
            lines.add(new Definition(StepProgram.moved(state), from.plus(increment)));
        }
        moved.put(state, to);
    }

    private void next(String state, Expression next) {
        if (slow.contains(state) && next.derivative(state) instanceof Expression.Constant(double factor)) {
            move(state, Expression.of(factor - 1).times(Expression.symbol(state)).plus(next.substitute(Map.of(state, Expression.ZERO))));
        } else {
            lines.add(new Definition(StepProgram.moved(state), next));
            moved.put(state, Expression.symbol(StepProgram.moved(state)));
        }
    }

    private void linear() {
        Map<String, Expression> free = flow.increments();
        Optional<Map<String, Expression>> whileHeld = flowHeld.map(LinearFlow::increments);
        free.forEach((state, increment) -> {
            Expression held = whileHeld.map(increments -> increments.get(state)).orElse(increment);
            move(state, held.equals(increment) || held().contains(state) ? increment : where(holds, held, increment));
        });
    }

    /** Moves the states that are not integrated exactly. */
    private void others() {
        List<String> rest = drifts.keySet().stream().filter(state -> !flow.system().contains(state)).toList();
        if (rest.isEmpty()) {
            return;
        }
        Map<String, Expression> increments = switch (program.solver()) {
            case Solver.Exact _ -> throw new IllegalStateException("the exact solver takes all equations or none");
            case Solver.Euler _ -> each(rest, state -> Expression.of(dt).times(drifts.get(state)));
            case Solver.ExponentialEuler _ -> each(rest, this::exponentialEuler);
            case Solver.Automatic _, Solver.RungeKutta4 _ -> rungeKutta(rest);
            case Solver.RungeKutta45 _ -> Map.of();
        };
        for (String state : rest) {
            Expression noise = Expression.ZERO;
            for (String source : whiteNoises) {
                Expression intensity = rates.get(state).derivative(source);
                if (!intensity.is(0)) {
                    noise = noise.plus(Expression.of(Math.sqrt(dt)).times(intensity).times(Expression.symbol(source)));
                }
            }
            if (!increments.containsKey(state)) { // an adaptive solver moved it
                moved.put(state, Expression.symbol(StepProgram.moved(state)).plus(noise));
            } else if (slow.contains(state)) {
                move(state, increments.get(state).plus(noise));
            } else {
                move(state, increments.get(state));
                moved.merge(state, noise, Expression::plus);
            }
        }
    }

    private static Map<String, Expression> each(List<String> states, java.util.function.Function<String, Expression> increment) {
        Map<String, Expression> increments = new LinkedHashMap<>();
        states.forEach(state -> increments.put(state, increment.apply(state)));
        return increments;
    }

    private Expression exponentialEuler(String state) {
        Expression slope = Expression.of(dt).times(drifts.get(state).derivative(state));
        Expression reach = Expression.of(dt).times(drifts.get(state));
        return reach.times(Expression.call(Function.EXPREL, List.of(slope)));
    }

    /** One step of all differential equations together; those integrated exactly get no result here. */
    private Map<String, Expression> rungeKutta(List<String> rest) {
        double[] reach = {0, 0.5 * dt, 0.5 * dt, dt};
        Map<String, Expression> slopes = whileHeld();
        Map<String, Expression> stage = new HashMap<>();
        for (int k = 1; k <= 4; k++) {
            if (k > 1) {
                for (String state : slopes.keySet()) {
                    String name = state + "$at" + k;
                    lines.add(new Definition(name, Expression.symbol(state)
                            .plus(Expression.of(reach[k - 1]).times(Expression.symbol(state + "$k" + (k - 1))))));
                    stage.put(state, Expression.symbol(name));
                }
            }
            for (Map.Entry<String, Expression> slope : slopes.entrySet()) {
                lines.add(new Definition(slope.getKey() + "$k" + k, slope.getValue().substitute(stage)));
            }
        }
        return each(rest, state -> {
            Expression inner = Expression.symbol(state + "$k2").plus(Expression.symbol(state + "$k3"));
            Expression slope = Expression.symbol(state + "$k1").plus(Expression.of(2).times(inner)).plus(Expression.symbol(state + "$k4"));
            return Expression.of(dt / 6).times(slope);
        });
    }
}
