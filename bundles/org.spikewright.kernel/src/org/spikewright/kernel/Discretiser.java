package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spikewright.kernel.internal.CommonTerms;
import org.spikewright.kernel.internal.Motion;
import org.spikewright.kernel.internal.PreciseSpikes;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.TimeGrid;

/**
 * From a neuron's equations to its step, in layers and in populations alike: solver, refractory time, noise and events become
 * straight lines.
 *
 * <p>Differential equations that are linear in the states among themselves are integrated exactly unless a solver is named that
 * is not exact for them; what they receive is held over the step. Difference equations are taken as they stand.
 *
 * <p>What depends on the time alone is held over a step at its value at the start ({@link ClockTerms}).
 *
 * <p>White noise enters linear equations exactly, by the covariance that it gathers over a step; other equations take it by
 * the method of Euler and Maruyama.
 */
public final class Discretiser {

    private final NeuronProgram program;
    private final double dt;
    private final Set<String> varying;
    private final Map<String, Expression> numbers = new HashMap<>();
    private final List<String> normals = new ArrayList<>();
    private final List<Definition> lines = new ArrayList<>();
    /** Where each state stands as the lines go on. */
    private final Map<String, Expression> now = new HashMap<>();
    private final Motion motion;
    private final Optional<Expression> refractorySteps;
    private final Set<String> deferrable;
    /** Whether spikes are fired within a step. */
    private final boolean offGrid;
    private final List<Expression> sent;
    private final List<StepProgram.Late> late = new ArrayList<>();

    private Discretiser(NeuronProgram program, double dt, Set<String> varying, Set<String> deferrable, boolean offGrid, List<Expression> sent) {
        this.program = program;
        this.dt = dt;
        this.varying = varying;
        this.deferrable = deferrable;
        this.offGrid = offGrid;
        this.sent = sent;
        program.parameters().forEach((name, value) -> {
            if (!varying.contains(name)) {
                numbers.put(name, Expression.of(value));
            }
        });
        numbers.put("dt", Expression.of(dt));
        this.refractorySteps = program.refractoriness().map(one -> one.duration().substitute(numbers));
        Expression refractory = Expression.symbol(StepProgram.REFRACTORY);
        // Within a step, a neuron that is refractory for less than a step holds nothing through it.
        this.motion = new Motion(program, numbers, dt, varying,
                offGrid ? Expression.call(Function.NON_NEGATIVE, List.of(refractory.minus(Expression.ONE))) : refractory);
        normals.addAll(motion.normals());
        program.noises().stream().filter(noise -> noise.kind() == NeuronProgram.Noise.Kind.NORMAL)
                .forEach(noise -> normals.add(noise.name()));
        lines.addAll(motion.lines());
        now.putAll(motion.moved());
    }

    /** The step of a neuron whose parameters are the same for all. */
    public static StepProgram of(NeuronProgram program, double dt) {
        return of(program, dt, Set.of());
    }

    /**
     * The step of that neuron.
     *
     * @param dt step size in seconds, above 0
     * @param varying names of parameters that differ from neuron to neuron
     * @throws IllegalArgumentException if {@code dt} is not above 0, a formula uses a name that the program lacks, or the
     *                                  solver cannot take an equation
     */
    public static StepProgram of(NeuronProgram program, double dt, Set<String> varying) {
        return of(program, dt, varying, Set.of());
    }

    /**
     * The step of that neuron, without those jumps of some receptors that may as well come after it.
     *
     * @param deferrable names of receptors whose jumps whoever runs the step may add after it: those are
     *                   {@link StepProgram#late} that add in proportion to one state, which no event asks for and no
     *                   refractoriness holds
     * @see #of(NeuronProgram, double, Set)
     */
    public static StepProgram of(NeuronProgram program, double dt, Set<String> varying, Set<String> deferrable) {
        return of(program, dt, varying, deferrable, List.of());
    }

    /**
     * The step of that neuron, of which others read something after every step.
     *
     * @param sent formulas over its states and parameters, the values of which are states as well: {@link StepProgram#sent}
     * @see #of(NeuronProgram, double, Set, Set)
     */
    public static StepProgram of(NeuronProgram program, double dt, Set<String> varying, Set<String> deferrable, List<Expression> sent) {
        return of(program, dt, varying, deferrable, false, sent);
    }

    /**
     * The step of that neuron, with spikes that are fired within it: its last state is {@link StepProgram#FRACTION}.
     *
     * @throws IllegalArgumentException also if the solver chooses its own steps
     * @see #of(NeuronProgram, double, Set)
     */
    public static StepProgram offGrid(NeuronProgram program, double dt, Set<String> varying) {
        if (program.solver() instanceof Solver.RungeKutta45) {
            throw new IllegalArgumentException("neuron " + program.name() + ": solver rk45 chooses its own steps and cannot find "
                    + "spikes within a step; choose another solver, or spike times on the grid");
        }
        return of(program, dt, varying, Set.of(), true, List.of());
    }

    private static StepProgram of(NeuronProgram program, double dt, Set<String> varying, Set<String> deferrable, boolean offGrid,
            List<Expression> sent) {
        if (!(dt > 0)) {
            throw new IllegalArgumentException("the time step must be above 0 s, but is " + dt + " s");
        }
        program.unsolvable().ifPresent(reason -> {
            throw new IllegalArgumentException("neuron " + program.name() + ": " + reason);
        });
        return new Discretiser(ClockTerms.of(program).program(), dt, varying, deferrable, offGrid, sent).step();
    }

    private StepProgram step() {
        Optional<PreciseSpikes> crossings = offGrid
                ? Optional.of(new PreciseSpikes(program, numbers, refractorySteps.map(_ -> steps()), lines, now))
                : Optional.empty();
        if (crossings.isEmpty()) {
            jumps();
            hold();
        }
        Expression refractory = Expression.symbol(StepProgram.REFRACTORY).minus(Expression.ONE);
        Expression rested = Expression.call(Function.MAX, List.of(refractory, Expression.ZERO));
        List<StepProgram.Spike> spikes = new ArrayList<>();
        for (int e = 0; e < program.events().size(); e++) {
            NeuronProgram.Event event = program.events().get(e);
            String condition = "$condition" + e;
            if (event instanceof NeuronProgram.Spike spike) {
                spikes.add(spike(spike, condition));
            }
            if (crossings.isPresent() && event instanceof NeuronProgram.Spike spike) {
                lines.add(new Definition(condition, crossings.get().condition(spike)));
                rested = Expression.call(Function.WHERE,
                        List.of(Expression.symbol(condition), crossings.get().fire(spike, e, condition), rested));
                continue;
            }
            boolean fires = event instanceof NeuronProgram.Spike;
            Expression happens = event.condition().substitute(numbers).substitute(now);
            lines.add(new Definition(condition, fires ? unlessRefractory(happens) : happens));
            Map<String, Expression> before = Map.copyOf(now);
            event.resets().forEach((state, reset) -> now.put(state, Expression.call(Function.WHERE, List.of(
                    Expression.symbol(condition), reset.substitute(numbers).substitute(before), before.get(state)))));
            if (fires) {
                rested = Expression.call(Function.WHERE, List.of(Expression.symbol(condition), steps(), rested));
            }
        }
        List<String> states = new ArrayList<>(program.states().stream().map(NeuronProgram.State::name).toList());
        List<Double> initial = new ArrayList<>(program.states().stream().map(NeuronProgram.State::initial).toList());
        List<Expression> next = new ArrayList<>(states.stream().map(now::get).toList());
        Expression output = program.output().substitute(numbers).substitute(now);
        for (String slow : motion.slow()) {
            states.add(StepProgram.low(slow));
            double whole = initial.get(states.indexOf(slow));
            initial.add(whole - (float) whole);
            next.add(now.get(StepProgram.low(slow)));
        }
        for (int k = 0; k < sent.size(); k++) {
            states.add(StepProgram.sent(k));
            initial.add(0.0);
            next.add(sent.get(k).substitute(numbers).substitute(now));
        }
        if (refractorySteps.isPresent()) {
            states.add(StepProgram.REFRACTORY);
            initial.add(0.0);
            next.add(rested);
        }
        crossings.ifPresent(found -> {
            states.add(StepProgram.FRACTION);
            initial.add(0.0);
            next.add(found.fraction());
        });
        return checked(shared(crossings.map(PreciseSpikes::inputs).orElse(program.inputs()), states, initial, next, output, spikes));
    }

    /** The step with what its formulas have in common computed once. */
    private StepProgram shared(List<String> inputs, List<String> states, List<Double> initial, List<Expression> next, Expression output,
            List<StepProgram.Spike> spikes) {
        List<Expression> results = new ArrayList<>(next);
        if (spikes.isEmpty()) {
            results.add(output);
        } else {
            spikes.forEach(spike -> results.add(spike.margin()));
        }
        // Training tells the spike by its condition, which must not stand for a margin as well.
        Set<String> conditions = spikes.stream().map(StepProgram.Spike::condition).collect(Collectors.toSet());
        CommonTerms terms = new CommonTerms("$term", conditions, lines, results);
        List<Expression> found = terms.results();
        int n = states.size();
        List<StepProgram.Spike> margins = new ArrayList<>();
        for (int k = 0; k < spikes.size(); k++) {
            margins.add(new StepProgram.Spike(spikes.get(k).condition(), found.get(n + k), spikes.get(k).surrogate()));
        }
        StepProgram step = new StepProgram(program.name(), inputs, states, initial, List.copyOf(varying), derivedNames(),
                this::derive, normals, uniforms(), motion.adaptive(), terms.lines(), found.subList(0, n), margins,
                spikes.isEmpty() ? found.get(n) : Expression.ZERO, late);
        return spikes.isEmpty() ? step : step.sending(Expression.call(Function.STEP, List.of(step.fired())));
    }

    /** A spike whose margin is taken where the states are now; it has no derivative where the neuron cannot fire. */
    private StepProgram.Spike spike(NeuronProgram.Spike spike, String condition) {
        Expression margin = spike.margin().substitute(numbers).substitute(now);
        Map<String, Expression> names = new HashMap<>(numbers);
        names.put(NeuronProgram.Spike.MARGIN, margin);
        return new StepProgram.Spike(condition, margin, unlessRefractory(spike.surrogate().substitute(names)));
    }

    private Expression unlessRefractory(Expression formula) {
        return refractorySteps.isEmpty() ? formula
                : Expression.call(Function.WHERE, List.of(Expression.symbol(StepProgram.REFRACTORY), Expression.ZERO, formula));
    }

    private void jumps() {
        Map<String, Expression> before = Map.copyOf(now);
        Set<String> asked = askedAtOnce();
        for (int r = 0; r < program.receptors().size(); r++) {
            NeuronProgram.Receptor receptor = program.receptors().get(r);
            Map<String, Expression> jumps = new LinkedHashMap<>();
            receptor.jumps().forEach((state, jump) -> jumps.put(state, jump.substitute(numbers)));
            if (jumps.size() == 1 && deferrable.contains(receptor.name()) && !asked.contains(receptor.name())
                    && jumps.entrySet().stream().allMatch(jump -> !asked.contains(jump.getKey())
                            && inProportion(jump.getValue(), receptor.name()))) {
                for (Map.Entry<String, Expression> jump : jumps.entrySet()) {
                    late.add(new StepProgram.Late(r, state(jump.getKey()), jump.getValue().derivative(receptor.name()).value(_ -> 0)));
                }
            } else {
                jumps.forEach((state, jump) -> now.put(state, now.get(state).plus(jump.substitute(before))));
            }
        }
    }

    private int state(String name) {
        return program.states().stream().map(NeuronProgram.State::name).toList().indexOf(name);
    }

    private static boolean inProportion(Expression jump, String receptor) {
        return jump.derivative(receptor) instanceof Expression.Constant
                && jump.substitute(Map.of(receptor, Expression.ZERO)).is(0);
    }

    /** Receptors that equations use, and what is asked for between the arrival of spikes and the end of a step. */
    private Set<String> askedAtOnce() {
        Set<String> asked = new HashSet<>();
        for (NeuronProgram.State state : program.states()) {
            asked.addAll(receptorsIn(switch (state.change()) {
                case NeuronProgram.Change.Rate(Expression rate) -> rate;
                case NeuronProgram.Change.Next(Expression next) -> next;
            }));
        }
        for (NeuronProgram.Event event : program.events()) {
            asked.addAll(event.condition().symbols());
            event.resets().forEach((state, reset) -> {
                asked.add(state);
                asked.addAll(reset.symbols());
            });
        }
        program.refractoriness().ifPresent(refractoriness -> asked.addAll(refractoriness.held()));
        return asked;
    }

    private Set<String> receptorsIn(Expression formula) {
        Set<String> receptors = new HashSet<>(program.inputs());
        receptors.retainAll(formula.symbols());
        return receptors;
    }

    /** While refractory, held states keep the value that they had. */
    private void hold() {
        program.refractoriness().ifPresent(refractoriness -> refractoriness.held().forEach(state -> {
            if (!now.containsKey(state)) {
                throw new IllegalArgumentException(
                        "neuron " + program.name() + " holds " + state + " while refractory, but has no such state");
            }
            for (String kept : motion.slow().contains(state) ? List.of(state, StepProgram.low(state)) : List.of(state)) {
                now.put(kept, Expression.call(Function.WHERE,
                        List.of(Expression.symbol(StepProgram.REFRACTORY), Expression.symbol(kept), now.get(kept))));
            }
        }));
        now.replaceAll((state, formula) -> {
            if (formula instanceof Expression.Symbol) {
                return formula;
            }
            String name = state + "$ready";
            lines.add(new Definition(name, formula));
            return Expression.symbol(name);
        });
    }

    private Expression steps() {
        Expression duration = refractorySteps.orElse(Expression.ZERO);
        return duration instanceof Expression.Constant(double seconds) ? Expression.of(whole(seconds / dt))
                : Expression.symbol(StepProgram.REFRACTORY + "Steps");
    }

    private double whole(double steps) {
        return offGrid ? steps : new TimeGrid(1).nearest(steps);
    }

    private List<String> derivedNames() {
        List<String> names = new ArrayList<>(motion.derived());
        if (steps() instanceof Expression.Symbol(String name)) {
            names.add(name);
        }
        return names;
    }

    private double[] derive(java.util.function.ToDoubleFunction<String> parameters) {
        double[] values = java.util.Arrays.copyOf(motion.derive(parameters), derivedNames().size());
        if (steps() instanceof Expression.Symbol) {
            values[values.length - 1] = whole(refractorySteps.orElseThrow().value(parameters) / dt);
        }
        return values;
    }

    private List<String> uniforms() {
        return program.noises().stream()
                .filter(noise -> noise.kind() == NeuronProgram.Noise.Kind.UNIFORM || noise.kind() == NeuronProgram.Noise.Kind.GIVEN)
                .map(NeuronProgram.Noise::name).toList();
    }

    /** Fails where a formula uses a name that nothing defines, so that a kernel never meets one. */
    private StepProgram checked(StepProgram step) {
        Set<String> known = new HashSet<>(step.arrays());
        known.addAll(step.inputs());
        known.addAll(step.noises());
        step.adaptive().ifPresent(block -> {
            Set<String> trial = new HashSet<>(known);
            trial.add(StepProgram.Adaptive.LENGTH);
            block.states().forEach(state -> trial.add(StepProgram.moved(state)));
            check(block.lines(), trial);
            block.states().forEach(state -> known.add(StepProgram.moved(state)));
        });
        check(step.lines(), known);
        step.next().forEach(formula -> check(formula, known));
        check(step.output(), known);
        step.spikes().forEach(spike -> check(spike.surrogate(), known));
        return step;
    }

    private void check(List<Definition> lines, Set<String> known) {
        for (Definition line : lines) {
            check(line.value(), known);
            known.add(line.name());
        }
    }

    private void check(Expression formula, Set<String> known) {
        for (String symbol : formula.symbols()) {
            if (!known.contains(symbol)) {
                throw new IllegalArgumentException(
                        "neuron " + program.name() + " uses " + symbol + ", which it does not define");
            }
        }
    }
}
