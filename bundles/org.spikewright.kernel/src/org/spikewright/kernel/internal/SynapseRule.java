package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram.Noise;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;
import org.spikewright.network.population.SynapseProgram.State;
import org.spikewright.network.population.SynapseProgram.Trace;

/** A rule of plasticity whose formulas have numbers for parameters and the time step, with what each event reads and writes. */
final class SynapseRule {

    /** The symbol of the time step in formulas. */
    private static final String DT = "dt";

    private final SynapseProgram program;
    private final double dt;
    private final Map<String, Expression> numbers = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Event arrival;
    private final Event spike;
    private final Event tick;
    private final Event course;

    /**
     * What happens to a synapse at once.
     *
     * @param actions in order
     * @param read symbols in their formulas
     * @param written the weight and states that have new values after it; states that fade are written together, since one
     *                number says up to when they have faded
     * @param moves whether states that fade are among them
     */
    record Event(List<Action> actions, Set<String> read, Set<String> written, boolean moves) {

        /** Of some values, those that its formulas use. */
        List<Coupling.Value> used(List<Coupling.Value> values) {
            return values.stream().filter(value -> read.contains(value.name())).toList();
        }

        /** Of some random numbers, those that its formulas use. */
        List<Noise> drawn(List<Noise> noises) {
            return noises.stream().filter(noise -> read.contains(noise.name())).toList();
        }

        boolean concerns(String symbol) {
            return read.contains(symbol) || written.contains(symbol);
        }
    }

    /**
     * The rule for a time step.
     *
     * @throws IllegalArgumentException if a formula uses or changes what the synapse does not have
     */
    SynapseRule(SynapseProgram program, double dt) {
        this.program = program;
        this.dt = dt;
        program.parameters().forEach((name, value) -> numbers.put(name, Expression.of(value)));
        numbers.putIfAbsent(DT, Expression.of(dt));
        known.add(SynapseProgram.WEIGHT);
        known.add(SynapseProgram.FACTOR);
        program.states().forEach(state -> known.add(state.name()));
        program.traces().forEach(trace -> known.add(trace.name()));
        program.reads().forEach(value -> known.add(value.name()));
        program.noises().forEach(noise -> known.add(noise.name()));
        numbers.keySet().removeAll(known);
        this.arrival = event(program.onPre());
        this.spike = event(program.onPost());
        this.tick = event(program.clock().map(SynapseProgram.Clock::actions).orElse(List.of()));
        this.course = event(program.course());
    }

    SynapseProgram program() {
        return program;
    }

    double dt() {
        return dt;
    }

    List<State> states() {
        return program.states();
    }

    List<Trace> traces(Side side) {
        return program.traces(side);
    }

    /** When a spike of the source arrives. */
    Event arrival() {
        return arrival;
    }

    /** When the target fires. */
    Event spike() {
        return spike;
    }

    /** When the clock strikes. */
    Event tick() {
        return tick;
    }

    /** What is done in every step. */
    Event course() {
        return course;
    }

    /** A trace's value after a spike. */
    Expression jump(Trace trace) {
        Expression jump = formula(trace.jump(), Set.of());
        if (!Set.of(trace.name()).containsAll(jump.symbols())) {
            throw new IllegalArgumentException("the trace " + trace.name() + " of synapse " + program.name()
                    + " jumps to " + jump + "; it may depend on nothing but itself");
        }
        return jump;
    }

    private Event event(List<Action> actions) {
        List<Action> plain = new ArrayList<>();
        Set<String> read = new LinkedHashSet<>();
        Set<String> written = new LinkedHashSet<>();
        Set<String> local = new HashSet<>();
        for (Action action : actions) {
            switch (action) {
                case Action.Assign(String state, Expression value) -> {
                    if (!state.equals(SynapseProgram.WEIGHT) && states().stream().noneMatch(one -> one.name().equals(state))) {
                        throw new IllegalArgumentException("synapse " + program.name() + " changes " + state
                                + ", which is no state of it");
                    }
                    plain.add(new Action.Assign(state, formula(value, local)));
                    written.add(state);
                }
                case Action.Transmit(Expression value) -> plain.add(new Action.Transmit(formula(value, local)));
                case Action.Let(String name, Expression value) -> {
                    plain.add(new Action.Let(name, formula(value, local)));
                    local.add(name);
                }
            }
        }
        plain.forEach(action -> read.addAll(action.value().symbols()));
        read.removeAll(local);
        List<String> fading = states().stream().filter(State::fades).map(State::name).toList();
        boolean moves = fading.stream().anyMatch(written::contains);
        if (moves) {
            written.addAll(fading);
        }
        return new Event(plain, read, written, moves);
    }

    private Expression formula(Expression formula, Set<String> local) {
        Expression plain = formula.substitute(numbers);
        for (String symbol : plain.symbols()) {
            if (!known.contains(symbol) && !local.contains(symbol)) {
                throw new IllegalArgumentException("a synapse's formula uses " + symbol + ", which it does not have");
            }
        }
        return plain;
    }
}
