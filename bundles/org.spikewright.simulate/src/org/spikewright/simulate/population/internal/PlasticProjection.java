package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;
import org.spikewright.network.population.SynapseProgram.Trace;
import org.spikewright.simulate.population.PopulationTask;

/**
 * A plastic projection with its rule made ready. A rule works on slots: the weight, the synapse's states, the traces of its
 * source, those of its target, and the third factor, in this order.
 */
final class PlasticProjection {

    /** An action with its formula made ready; to {@code slot} -1 means to the target's receptor. */
    record Step(int slot, Term value) {
    }

    final StaticProjection connections;
    final SynapseProgram program;
    final List<Trace> pre;
    final List<Trace> post;
    final Step[] onPre;
    final Step[] onPost;
    final Term[] preJumps;
    final Term[] postJumps;
    /** The population whose spikes are the third factor, if there is one. */
    final Optional<FactorSource> factor;
    final int slots;
    final Decay[] stateDecays;
    final Decay[] preDecays;
    final Decay[] postDecays;

    /** The neurons whose spikes are the third factor: global numbers from {@code first} to, but without, {@code end}. */
    record FactorSource(int first, int end, double decay, double scale) {
    }

    PlasticProjection(StaticProjection connections, PopulationNetwork network, Division division, PopulationTask task) {
        this.connections = connections;
        this.program = connections.projection.plasticity().orElseThrow();
        if (program.clock().isPresent()) {
            throw new IllegalArgumentException("projection " + connections.projection.name()
                    + " changes its weights by the clock, which the simulation cannot do; let spikes change them");
        }
        double dt = task.dt();
        this.pre = program.traces().stream().filter(trace -> trace.side() == Side.PRE).toList();
        this.post = program.traces().stream().filter(trace -> trace.side() == Side.POST).toList();
        List<String> names = new ArrayList<>(List.of(SynapseProgram.WEIGHT));
        program.states().forEach(state -> names.add(state.name()));
        pre.forEach(trace -> names.add(trace.name()));
        post.forEach(trace -> names.add(trace.name()));
        names.add(SynapseProgram.FACTOR);
        this.slots = names.size();
        this.stateDecays = program.states().stream().map(state -> new Decay(state.tau(), dt)).toArray(Decay[]::new);
        this.preDecays = pre.stream().map(trace -> new Decay(trace.tau(), dt)).toArray(Decay[]::new);
        this.postDecays = post.stream().map(trace -> new Decay(trace.tau(), dt)).toArray(Decay[]::new);
        this.onPre = steps(program.onPre(), names);
        this.onPost = steps(program.onPost(), names);
        this.preJumps = jumps(pre, names);
        this.postJumps = jumps(post, names);
        this.factor = program.modulator().map(modulator -> {
            int population = network.populations().indexOf(network.population(modulator.population()));
            int first = division.number(population);
            return new FactorSource(first, first + network.populations().get(population).size(), Math.exp(-dt / modulator.tau()),
                    modulator.scale());
        });
    }

    private Step[] steps(List<Action> actions, List<String> names) {
        return actions.stream().map(action -> switch (action) {
            case Action.Assign(String state, var value) -> new Step(names.indexOf(state), Term.of(value, names, program.parameters()));
            case Action.Transmit(var value) -> new Step(-1, Term.of(value, names, program.parameters()));
        }).toArray(Step[]::new);
    }

    private Term[] jumps(List<Trace> traces, List<String> names) {
        return traces.stream().map(trace -> Term.of(trace.jump(), names, program.parameters())).toArray(Term[]::new);
    }

    int firstPre() {
        return 1 + program.states().size();
    }

    int firstPost() {
        return firstPre() + pre.size();
    }

    int factorSlot() {
        return slots - 1;
    }

    /**
     * The largest value that a synapse transmits; more is cut off. It bounds sums, which are whole numbers.
     *
     * @param largest the largest weight at the start, without its sign
     */
    double most(double largest) {
        double bounds = Math.max(Math.abs(program.low()), Math.abs(program.high()));
        if (Double.isFinite(bounds)) {
            return bounds;
        }
        double most = 64 * largest;
        for (List<Action> actions : List.of(program.onPre(), program.onPost())) {
            for (Action action : actions) {
                most = Math.max(most, Term.largestConstant(switch (action) {
                    case Action.Assign(_, var value) -> value;
                    case Action.Transmit(var value) -> value;
                }, program.parameters()));
            }
        }
        return most;
    }
}
