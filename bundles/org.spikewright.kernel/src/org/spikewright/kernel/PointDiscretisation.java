package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.kernel.internal.CommonTerms;
import org.spikewright.kernel.internal.Crossings;
import org.spikewright.kernel.internal.LinearFlow;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Solver;

/**
 * From a neuron's equations to the step of a population: solver, refractory time, noise and events become straight
 * lines.
 *
 * <p>White noise enters linear equations exactly, by the covariance that it gathers over a step; other equations take it by
 * the method of Euler and Maruyama.
 */
public final class PointDiscretisation {

    private final NeuronProgram program;
    private final double dt;
    private final Set<String> varying;
    private final Map<String, Expression> numbers = new HashMap<>();
    private final Map<String, Expression> drifts = new LinkedHashMap<>();
    private final List<String> normals = new ArrayList<>();
    private final List<Definition> lines = new ArrayList<>();
    /** Where each state stands as the lines go on. */
    private final Map<String, Expression> now = new HashMap<>();
    private final LinearFlow flow;
    private final Optional<Expression> refractorySteps;
    private final Set<String> deferrable;
    /** Whether spikes are fired within a step. */
    private final boolean offGrid;
    private final List<PointStep.Late> late = new ArrayList<>();

    private PointDiscretisation(NeuronProgram program, double dt, Set<String> varying, Set<String> deferrable, boolean offGrid) {
        this.program = program;
        this.dt = dt;
        this.varying = varying;
        this.deferrable = deferrable;
        this.offGrid = offGrid;
        program.parameters().forEach((name, value) -> {
            if (!varying.contains(name)) {
                numbers.put(name, Expression.of(value));
            }
        });
        numbers.put("dt", Expression.of(dt));
        Map<String, Expression> rates = new LinkedHashMap<>();
        for (NeuronProgram.State state : program.states()) {
            now.put(state.name(), Expression.symbol(state.name()));
            if (state.change() instanceof NeuronProgram.Change.Rate(Expression rate)) {
                rates.put(state.name(), rate.substitute(numbers));
            }
        }
        Map<String, Expression> calm = new HashMap<>();
        whiteNoises().forEach(noise -> calm.put(noise, Expression.ZERO));
        rates.forEach((state, rate) -> drifts.put(state, rate.substitute(calm)));
        List<String> exact = exactly() ? LinearFlow.system(drifts, varying) : List.of();
        this.flow = new LinearFlow(drifts, rates, exact, whiteNoises(), dt, varying);
        this.refractorySteps = program.refractoriness().map(one -> one.duration().substitute(numbers));
        for (String noise : whiteNoises()) {
            for (String state : rates.keySet()) {
                if (!exact.contains(state) && !rates.get(state).derivative(noise).is(0) && !normals.contains(noise)) {
                    normals.add(noise);
                }
            }
        }
        normals.addAll(flow.normals());
        program.noises().stream().filter(noise -> noise.kind() == NeuronProgram.Noise.Kind.NORMAL)
                .forEach(noise -> normals.add(noise.name()));
        others(rates);
    }

    /**
     * The step of that neuron.
     *
     * @param dt step size in seconds, above 0
     * @param varying names of parameters that differ from neuron to neuron
     * @throws IllegalArgumentException if {@code dt} is not above 0, a formula uses a name that the program lacks, or the
     *                                  solver cannot take an equation
     */
    public static PointStep of(NeuronProgram program, double dt, Set<String> varying) {
        return of(program, dt, varying, Set.of());
    }

    /**
     * The step of that neuron, without those jumps of some receptors that may as well come after it.
     *
     * @param deferrable names of receptors whose jumps whoever runs the step may add after it: those are
     *                   {@link PointStep#late} that add in proportion to one state, which no event asks for and no
     *                   refractoriness holds
     * @see #of(NeuronProgram, double, Set)
     */
    public static PointStep of(NeuronProgram program, double dt, Set<String> varying, Set<String> deferrable) {
        return of(program, dt, varying, deferrable, false);
    }

    /**
     * The step of that neuron, with spikes that are fired within it: its last state is {@link PointStep#FRACTION}.
     *
     * @throws IllegalArgumentException also if the solver chooses its own steps
     * @see #of(NeuronProgram, double, Set)
     */
    public static PointStep offGrid(NeuronProgram program, double dt, Set<String> varying) {
        if (program.solver() instanceof Solver.RungeKutta45) {
            throw new IllegalArgumentException("neuron " + program.name() + ": solver rk45 chooses its own steps and cannot find "
                    + "spikes within a step; choose another solver, or spike times on the grid");
        }
        return of(program, dt, varying, Set.of(), true);
    }

    private static PointStep of(NeuronProgram program, double dt, Set<String> varying, Set<String> deferrable, boolean offGrid) {
        if (!(dt > 0)) {
            throw new IllegalArgumentException("the time step must be above 0 s, but is " + dt + " s");
        }
        return new PointDiscretisation(program, dt, varying, deferrable, offGrid).step();
    }

    private boolean exactly() {
        return program.solver() instanceof Solver.Automatic || program.solver() instanceof Solver.Exact
                || program.solver() instanceof Solver.RungeKutta4;
    }

    private List<String> whiteNoises() {
        return program.noises().stream().filter(noise -> noise.kind() == NeuronProgram.Noise.Kind.WHITE)
                .map(NeuronProgram.Noise::name).toList();
    }

    /** Moves the states that are not integrated exactly. */
    private void others(Map<String, Expression> rates) {
        List<String> rest = drifts.keySet().stream().filter(state -> !flow.system().contains(state)).toList();
        if (rest.isEmpty()) {
            return;
        }
        switch (program.solver()) {
            case Solver.Exact _ -> throw new IllegalArgumentException("neuron " + program.name() + ": the equation of "
                    + rest.getFirst() + " is not linear with constant coefficients; choose another solver than exact");
            case Solver.Euler _ -> rest.forEach(state -> moved(state,
                    Expression.symbol(state).plus(Expression.of(dt).times(drifts.get(state)))));
            case Solver.ExponentialEuler _ -> rest.forEach(this::exponentialEuler);
            case Solver.RungeKutta4 _ -> rungeKutta(rest);
            case Solver.RungeKutta45 _ -> rest.forEach(state -> now.put(state, moved(state)));
            case Solver.Automatic _ -> {
                if (rest.stream().allMatch(this::linearInItself)) {
                    rest.forEach(this::exponentialEuler);
                } else {
                    rungeKutta(rest);
                }
            }
        }
        for (String state : rest) {
            for (String noise : whiteNoises()) {
                Expression intensity = rates.get(state).derivative(noise);
                if (!intensity.is(0)) {
                    now.put(state, now.get(state).plus(
                            Expression.of(Math.sqrt(dt)).times(intensity).times(Expression.symbol(noise))));
                }
            }
        }
    }

    private boolean linearInItself(String state) {
        return !drifts.get(state).derivative(state).symbols().contains(state);
    }

    private void exponentialEuler(String state) {
        if (!linearInItself(state)) {
            throw new IllegalArgumentException("neuron " + program.name() + ": the equation of " + state
                    + " is not linear in " + state + " itself; choose another solver than exponential Euler");
        }
        Expression slope = Expression.of(dt).times(drifts.get(state).derivative(state));
        Expression reach = Expression.of(dt).times(drifts.get(state));
        moved(state, Expression.symbol(state)
                .plus(reach.times(Expression.call(Function.EXPREL, List.of(slope)))));
    }

    private void moved(String state, Expression value) {
        lines.add(new Definition(StepProgram.moved(state), value));
        now.put(state, moved(state));
    }

    private static Expression moved(String state) {
        return Expression.symbol(StepProgram.moved(state));
    }

    /** One step of all differential equations together; those integrated exactly get no result here. */
    private void rungeKutta(List<String> rest) {
        double[] reach = {0, 0.5 * dt, 0.5 * dt, dt};
        Map<String, Expression> stage = new HashMap<>();
        for (int k = 1; k <= 4; k++) {
            if (k > 1) {
                for (String state : drifts.keySet()) {
                    String name = state + "$at" + k;
                    lines.add(new Definition(name, Expression.symbol(state)
                            .plus(Expression.of(reach[k - 1]).times(Expression.symbol(state + "$k" + (k - 1))))));
                    stage.put(state, Expression.symbol(name));
                }
            }
            for (Map.Entry<String, Expression> drift : drifts.entrySet()) {
                lines.add(new Definition(drift.getKey() + "$k" + k, drift.getValue().substitute(stage)));
            }
        }
        for (String state : rest) {
            Expression inner = Expression.symbol(state + "$k2").plus(Expression.symbol(state + "$k3"));
            Expression slope = Expression.symbol(state + "$k1").plus(Expression.of(2).times(inner))
                    .plus(Expression.symbol(state + "$k4"));
            moved(state, Expression.symbol(state).plus(Expression.of(dt / 6).times(slope)));
        }
    }

    private PointStep step() {
        for (Definition line : flow.lines()) {
            lines.add(line);
        }
        flow.system().forEach(state -> now.put(state, moved(state)));
        for (NeuronProgram.State state : program.states()) {
            if (state.change() instanceof NeuronProgram.Change.Next(Expression next)) {
                moved(state.name(), next.substitute(numbers));
            }
        }
        Optional<Crossings> crossings = offGrid
                ? Optional.of(new Crossings(program, numbers, refractorySteps.map(_ -> steps()), lines, now))
                : Optional.empty();
        if (crossings.isEmpty()) {
            jumps();
            hold();
        }
        List<Expression> fired = new ArrayList<>();
        Expression refractory = Expression.symbol(PointStep.REFRACTORY).minus(Expression.ONE);
        Expression rested = Expression.call(Function.MAX, List.of(refractory, Expression.ZERO));
        for (int e = 0; e < program.events().size(); e++) {
            NeuronProgram.Event event = program.events().get(e);
            String condition = "$condition" + e;
            if (crossings.isPresent() && event instanceof NeuronProgram.Spike spike) {
                lines.add(new Definition(condition, crossings.get().condition(spike)));
                fired.add(Expression.symbol(condition));
                rested = Expression.call(Function.WHERE,
                        List.of(Expression.symbol(condition), crossings.get().fire(spike, e, condition), rested));
                continue;
            }
            boolean spikes = event instanceof NeuronProgram.Spike;
            Expression happens = event.condition().substitute(numbers).substitute(now);
            if (spikes && refractorySteps.isPresent()) {
                happens = Expression.call(Function.WHERE,
                        List.of(Expression.symbol(PointStep.REFRACTORY), Expression.ZERO, happens));
            }
            lines.add(new Definition(condition, happens));
            Map<String, Expression> before = Map.copyOf(now);
            event.resets().forEach((state, reset) -> now.put(state, Expression.call(Function.WHERE, List.of(
                    Expression.symbol(condition), reset.substitute(numbers).substitute(before), before.get(state)))));
            if (spikes) {
                fired.add(Expression.symbol(condition));
                rested = Expression.call(Function.WHERE, List.of(Expression.symbol(condition), steps(), rested));
            }
        }
        List<String> states = new ArrayList<>(program.states().stream().map(NeuronProgram.State::name).toList());
        List<Double> initial = new ArrayList<>(program.states().stream().map(NeuronProgram.State::initial).toList());
        List<Expression> after = new ArrayList<>(states.stream().map(now::get).toList());
        if (refractorySteps.isPresent()) {
            states.add(PointStep.REFRACTORY);
            initial.add(0.0);
            after.add(rested);
        }
        crossings.ifPresent(found -> {
            states.add(PointStep.FRACTION);
            initial.add(0.0);
            after.add(found.fraction());
        });
        Expression any = fired.stream().reduce((a, b) -> Expression.call(Function.MAX, List.of(a, b)))
                .orElse(Expression.ZERO);
        CommonTerms terms = new CommonTerms(lines, after);
        return checked(new PointStep(program.name(), states, initial, List.copyOf(varying), derivedNames(), this::derive,
                program.inputs(), normals, uniforms(), adaptive(), terms.lines(), any, terms.results(), late));
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
                    late.add(new PointStep.Late(r, state(jump.getKey()), jump.getValue().derivative(receptor.name()).value(_ -> 0)));
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
            now.put(state, Expression.call(Function.WHERE,
                    List.of(Expression.symbol(PointStep.REFRACTORY), Expression.symbol(state), now.get(state))));
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
                : Expression.symbol(PointStep.REFRACTORY + "Steps");
    }

    private double whole(double steps) {
        return offGrid ? steps : Math.rint(steps);
    }

    private List<String> derivedNames() {
        List<String> names = new ArrayList<>(flow.derived());
        if (steps() instanceof Expression.Symbol(String name)) {
            names.add(name);
        }
        return names;
    }

    private double[] derive(java.util.function.ToDoubleFunction<String> parameters) {
        double[] values = java.util.Arrays.copyOf(flow.derive(parameters), derivedNames().size());
        if (steps() instanceof Expression.Symbol) {
            values[values.length - 1] = whole(refractorySteps.orElseThrow().value(parameters) / dt);
        }
        return values;
    }

    private List<String> uniforms() {
        return program.noises().stream().filter(noise -> noise.kind() == NeuronProgram.Noise.Kind.UNIFORM)
                .map(NeuronProgram.Noise::name).toList();
    }

    private Optional<PointStep.Adaptive> adaptive() {
        return program.solver() instanceof Solver.RungeKutta45(double relative, double absolute) && !drifts.isEmpty()
                ? Optional.of(new PointStep.Adaptive(List.copyOf(drifts.keySet()), List.copyOf(drifts.values()), dt,
                        relative, absolute))
                : Optional.empty();
    }

    /** Fails where a formula uses a name that nothing defines, so that a kernel never meets one. */
    private PointStep checked(PointStep step) {
        Set<String> known = new HashSet<>(step.arrays());
        known.addAll(step.receptors());
        known.addAll(step.normals());
        known.addAll(step.uniforms());
        step.adaptive().ifPresent(block -> {
            block.rates().forEach(rate -> check(rate, known));
            block.states().forEach(state -> known.add(StepProgram.moved(state)));
        });
        for (Definition line : step.lines()) {
            check(line.value(), known);
            known.add(line.name());
        }
        step.after().forEach(formula -> check(formula, known));
        return step;
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
