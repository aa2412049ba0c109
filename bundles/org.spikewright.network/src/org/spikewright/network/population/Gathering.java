package org.spikewright.network.population;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The neurons between which the rule of a projection draws, counted through all parts of its graph, and which of them are the
 * projection's own.
 */
public final class Gathering {

    private final Side from;
    private final Side to;
    /** For each target the source that is the same neuron, or -1. */
    private final int[] twins;
    private final long twinned;

    /** One side: its parts one after the other. */
    private record Side(List<Population> populations, List<int[]> neurons, int[] starts, int own) {

        static Side of(List<Ends.Part> parts, String own, Function<String, Population> byName) {
            List<Population> populations = parts.stream().map(part -> byName.apply(part.population())).toList();
            List<int[]> neurons = parts.stream().map(part -> part.selection().indices(byName.apply(part.population()).size())).toList();
            int[] starts = new int[parts.size() + 1];
            for (int p = 0; p < parts.size(); p++) {
                starts[p + 1] = Math.addExact(starts[p], neurons.get(p).length);
            }
            return new Side(populations, neurons, starts, parts.stream().map(Ends.Part::population).toList().indexOf(own));
        }

        int size() {
            return starts[starts.length - 1];
        }

        int ownSize() {
            return starts[own + 1] - starts[own];
        }

        /** The neuron of the projection's population with that number, or -1. */
        int neuron(int number) {
            return number >= starts[own] && number < starts[own + 1] ? neurons.get(own)[number - starts[own]] : -1;
        }

        /** The number of a neuron of the projection's population, or -1. */
        int number(int neuron) {
            int[] members = neurons.get(own);
            if (members.length > neuron && members[neuron] == neuron) {
                return starts[own] + neuron;
            }
            int found = Arrays.binarySearch(members, neuron);
            return found < 0 ? -1 : starts[own] + found;
        }

        double[][] positions(long seed) {
            double[][] all = new double[3][size()];
            for (int p = 0; p < populations.size(); p++) {
                Population population = populations.get(p);
                double[][] places = Distances.layout(population).positions(population.size(), seed, population.name());
                for (int i = 0; i < neurons.get(p).length; i++) {
                    for (int axis = 0; axis < 3; axis++) {
                        all[axis][starts[p] + i] = places[axis][neurons.get(p)[i]];
                    }
                }
            }
            return all;
        }
    }

    private Gathering(Side from, Side to) {
        this.from = from;
        this.to = to;
        this.twins = new int[to.size()];
        Arrays.fill(twins, -1);
        for (int t = 0; t < to.populations.size(); t++) {
            int s = from.populations.stream().map(Population::name).toList().indexOf(to.populations.get(t).name());
            if (s >= 0) {
                int[] sources = from.neurons.get(s);
                int[] targets = to.neurons.get(t);
                for (int i = 0; i < targets.length; i++) {
                    int found = Arrays.binarySearch(sources, targets[i]);
                    twins[to.starts[t] + i] = found < 0 ? -1 : from.starts[s] + found;
                }
            }
        }
        this.twinned = Arrays.stream(twins).filter(twin -> twin >= 0).count();
    }

    static Gathering of(Projection projection, PopulationNetwork network) {
        return of(projection, network.populations().stream().collect(Collectors.toMap(Population::name, Function.identity())));
    }

    static Gathering of(Projection projection, Map<String, Population> populations) {
        Ends ends = projection.ends();
        return new Gathering(Side.of(ends.sources(), projection.source(), populations::get), Side.of(ends.targets(), projection.target(), populations::get));
    }

    /** How many sources there are. */
    public long sources() {
        return from.size();
    }

    /** How many targets there are. */
    public long targets() {
        return to.size();
    }

    /** How many sources are the projection's own. */
    public long ownSources() {
        return from.ownSize();
    }

    /** How many targets are the projection's own. */
    public long ownTargets() {
        return to.ownSize();
    }

    /** The index in the projection's source population of the source with that number; -1 where it is of another population. */
    public int source(int number) {
        return from.neuron(number);
    }

    /** The number of the target with that index in the projection's target population; -1 where it is none. */
    public int target(int neuron) {
        return to.number(neuron);
    }

    /** The number of the source that is the same neuron as the target with that number, or -1. */
    public int twin(int target) {
        return twins[target];
    }

    /** How many targets are sources as well. */
    public long twins() {
        return twinned;
    }

    /** How many pairs of a source and a target there are. */
    public long pairs(boolean autapses) {
        return (long) from.size() * to.size() - (autapses ? 0 : twinned);
    }

    /**
     * Checks that there are distances between all sources and targets.
     *
     * @throws IllegalArgumentException if one has no position, or they lie in spaces that close differently
     */
    void checkSpace() {
        Distances.periods(from.populations, to.populations);
    }

    /**
     * The distances between sources and targets, by their numbers.
     *
     * @param seed of the run
     * @throws IllegalArgumentException if one has no position, or they lie in spaces that close differently
     */
    public Distances distances(long seed) {
        return new Distances(from.positions(seed), to.positions(seed), Distances.periods(from.populations, to.populations));
    }
}
