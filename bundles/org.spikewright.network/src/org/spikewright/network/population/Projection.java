package org.spikewright.network.population;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Synapses from one population to another. Where several projections share a graph, their weights are drawn in its order, so that
 * equal draws of different receptors are the same numbers.
 *
 * @param name unique within the network; the name of its random streams
 * @param source name of a population
 * @param target name of a population of neurons
 * @param receptor the name of a receptor of its neurons
 * @param rule which neurons are connected
 * @param weight in the receptor's unit
 * @param delay in seconds, rounded to whole steps and at least one; for a normal distribution that redraws, bounds hold
 *              before rounding
 * @param plasticity how weights change, or nothing for static synapses
 * @param graph of which it is a part; empty where the rule draws from all neurons of the source to all of the target, for it alone
 * @param coupling what synapses bring in every step, instead of with spikes; their delay may then be 0
 */
public record Projection(String name, String source, String target, String receptor, ConnectionRule rule,
        Distribution weight, Distribution delay, Optional<SynapseProgram> plasticity, Optional<Ends> graph, Optional<Coupling> coupling) {

    /** Synapses that act with spikes, with a graph of their own between all neurons of two populations. */
    public Projection(String name, String source, String target, String receptor, ConnectionRule rule, Distribution weight,
            Distribution delay, Optional<SynapseProgram> plasticity) {
        this(name, source, target, receptor, rule, weight, delay, plasticity, Optional.empty(), Optional.empty());
    }

    public Projection {
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(receptor);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(weight);
        Objects.requireNonNull(delay);
        Objects.requireNonNull(plasticity);
        Objects.requireNonNull(graph);
        Objects.requireNonNull(coupling);
        if (plasticity.isPresent() && coupling.isPresent()) {
            throw new IllegalArgumentException("projection " + name + " acts in every step, so that its weights cannot change with spikes");
        }
    }

    /** The same with weights that stay as they are. */
    Projection frozen() {
        return new Projection(name, source, target, receptor, rule, weight, delay, plasticity.map(SynapseProgram::frozen), graph, coupling);
    }

    /** Whether a value of its synapses depends on how far their neurons are apart. */
    public boolean isByDistance() {
        return weight.isByDistance() || delay.isByDistance()
                || plasticity.stream().flatMap(synapse -> synapse.states().stream()).anyMatch(state -> state.initial().isByDistance());
    }

    /** The population of which synapses read a quantity of that side. */
    String read(SynapseProgram.Side side) {
        return switch (side) {
            case PRE -> source;
            case POST -> target;
            case SHARED -> plasticity.flatMap(SynapseProgram::modulator).orElseThrow().population();
        };
    }

    /** What its synapses read of their neurons. */
    public List<Coupling.Value> reads() {
        return coupling.map(Coupling::values).or(() -> plasticity.map(SynapseProgram::reads)).orElse(List.of());
    }

    /** Whether its synapses bring something in every step. */
    public boolean actsInEveryStep() {
        return coupling.isPresent() || plasticity.filter(SynapseProgram::actsInEveryStep).isPresent();
    }

    /** Between which neurons its rule draws. */
    public Ends ends() {
        return graph.orElseGet(() -> new Ends(name, List.of(new Ends.Part(source, Selection.ALL)), List.of(new Ends.Part(target, Selection.ALL))));
    }

    /** Whether all its synapses have one weight, which never changes, and one delay. */
    public boolean uniform() {
        return weight instanceof Distribution.Constant && delay instanceof Distribution.Constant && plasticity.isEmpty()
                && coupling.isEmpty();
    }
}
