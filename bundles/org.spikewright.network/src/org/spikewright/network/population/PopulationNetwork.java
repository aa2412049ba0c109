package org.spikewright.network.population;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;

/**
 * Populations, their connections and what drives them.
 *
 * @param name in the language
 * @param populations in the order of their declaration
 * @param projections between them
 * @param drives from outside
 * @param groups parts of populations under one name, by it
 */
public record PopulationNetwork(String name, List<Population> populations, List<Projection> projections,
        List<Drive> drives, Map<String, List<Ends.Part>> groups) {

    /** A network without groups. */
    public PopulationNetwork(String name, List<Population> populations, List<Projection> projections, List<Drive> drives) {
        this(name, populations, projections, drives, Map.of());
    }

    /** How many pairs of neurons are looked at to estimate the number of synapses of a spatial rule. */
    private static final int SAMPLED_PAIRS = 4_000_000;

    public PopulationNetwork {
        populations = List.copyOf(populations);
        projections = List.copyOf(projections);
        drives = List.copyOf(drives);
        groups = Map.copyOf(groups);
        Map<String, Population> byName = new HashMap<>();
        for (Population population : populations) {
            if (byName.put(population.name(), population) != null) {
                throw new IllegalArgumentException("two populations are named " + population.name());
            }
        }
        Set<String> names = new HashSet<>();
        for (Projection projection : projections) {
            checkNew(names, projection.name());
            String what = "projection " + projection.name();
            Population source = checkPopulation(byName, projection.source(), what);
            Population target = checkPopulation(byName, projection.target(), what);
            checkReceptor(target, projection.receptor(), what);
            checkParts(projection, byName, what);
            Gathering gathering = Gathering.of(projection, byName);
            checkRule(projection.rule(), gathering, source, target, what);
            if (projection.isByDistance()) {
                gathering.checkSpace();
            }
            projection.plasticity().flatMap(SynapseProgram::modulator)
                    .ifPresent(modulator -> checkPopulation(byName, modulator.population(), what));
        }
        for (Drive drive : drives) {
            checkNew(names, drive.name());
            String what = "drive " + drive.name();
            Population target = checkPopulation(byName, drive.target(), what);
            checkReceptor(target, drive.receptor(), what);
            int[] reached = drive.selection().indices(target.size());
            if (reached.length == 0 || reached[reached.length - 1] >= target.size()) {
                throw new IllegalArgumentException(what + " reaches a part of " + target.name() + " that it has not: it has neurons 0 to "
                        + (target.size() - 1));
            }
        }
    }

    /** The parts that a name stands for: those of a group, or all of a population. */
    public List<Ends.Part> parts(String member) {
        return groups.containsKey(member) ? groups.get(member) : List.of(new Ends.Part(population(member).name(), Selection.ALL));
    }

    /** How many neurons a name stands for: those of a group, or of a population. */
    public int size(String member) {
        return (int) Math.min(Integer.MAX_VALUE, parts(member).stream().mapToLong(part -> part.selection().count(population(part.population()).size())).sum());
    }

    /** The population of that name. */
    public Population population(String population) {
        return populations.stream().filter(one -> one.name().equals(population)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("network " + name + " has no population " + population));
    }

    /** The projection of that name. */
    public Projection projection(String projection) {
        return projections.stream().filter(one -> one.name().equals(projection)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("network " + name + " has no projection " + projection));
    }

    /** What synapses read of a population's neurons, each formula once, in the order of the projections. */
    public List<Expression> sent(String population) {
        Set<Expression> sent = new LinkedHashSet<>();
        for (Projection projection : projections) {
            projection.reads().stream()
                    .filter(value -> projection.read(value.side()).equals(population))
                    .forEach(value -> sent.add(value.quantity()));
        }
        return List.copyOf(sent);
    }

    /**
     * Why a simulation of this network cannot go on where one of another ended: they must have the same populations with the same states,
     * and the same connections with the same rules, delays and states of synapses. What drives them, and parameters, may differ.
     */
    public Optional<String> hindrance(PopulationNetwork before) {
        return this == before ? Optional.empty() : new Likeness(before, this).hindrance();
    }

    /** The connections that can begin with the weights that those of the same name of another network have learnt. */
    public List<String> sharing(PopulationNetwork before) {
        return new Likeness(before, this).shared();
    }

    /** The same network whose weights stay as they are. */
    public PopulationNetwork frozen() {
        return new PopulationNetwork(name, populations, projections.stream().map(Projection::frozen).toList(), drives, groups);
    }

    /** How many neurons and other sources there are. */
    public long neurons() {
        return populations.stream().mapToLong(Population::size).sum();
    }

    /** How many synapses there are, from the rules alone. */
    public SynapseCount synapses() {
        return projections.stream().map(this::synapses).reduce(new SynapseCount(0, true), SynapseCount::plus);
    }

    /** How many synapses a projection has, from its rule alone. */
    public SynapseCount synapses(Projection projection) {
        Gathering all = gathering(projection);
        double sources = (double) all.ownSources() / Math.max(1, all.sources());
        double targets = (double) all.ownTargets() / Math.max(1, all.targets());
        SynapseCount count = switch (projection.rule()) {
            case ConnectionRule.AllToAll(boolean autapses) -> new SynapseCount(all.pairs(autapses), true);
            case ConnectionRule.OneToOne() -> new SynapseCount(all.sources(), true);
            case ConnectionRule.FixedInDegree(Distribution degree, _) -> degrees(degree, all.targets());
            case ConnectionRule.FixedOutDegree(Distribution degree, _) -> degrees(degree, all.sources());
            case ConnectionRule.FixedTotal(long total, _) -> new SynapseCount(total, true);
            case ConnectionRule.PairwiseProbability(Distribution probability, boolean autapses) -> new SynapseCount(
                    Math.round(probability.mean() * all.pairs(autapses)), probability.least() == 1 || probability.most() == 0);
            case ConnectionRule.SpatialKernel kernel -> new SynapseCount(expected(kernel, all), false);
            case ConnectionRule.Listed listed -> new SynapseCount(listed.sources().length, true);
            case ConnectionRule.SmallWorld(int neighbours, _) -> new SynapseCount(all.sources() * neighbours, true);
        };
        boolean isExact = switch (projection.rule()) {
            case ConnectionRule.FixedInDegree _ -> sources == 1;
            case ConnectionRule.FixedOutDegree _ -> targets == 1;
            default -> sources == 1 && targets == 1;
        };
        return new SynapseCount(Math.round(count.expected() * sources * targets), count.exact() && isExact);
    }

    private static SynapseCount degrees(Distribution degree, long neurons) {
        return new SynapseCount(Math.round(Math.max(0, degree.mean()) * neurons), degree instanceof Distribution.Constant);
    }

    /** The neurons between which the rule of a projection draws. */
    public Gathering gathering(Projection projection) {
        return Gathering.of(projection, this);
    }

    /** The first projection that ends at a receptor whose sum is held over a step. */
    public Optional<Projection> heldOverSteps() {
        return projections.stream().filter(projection -> population(projection.target()).program()
                .filter(program -> program.holds(program.receptors().get(program.receptor(projection.receptor())))).isPresent()).findFirst();
    }

    /** Whether a population shows samples of a data set. */
    public boolean showsSamples() {
        return populations.stream().anyMatch(population -> population.cells() instanceof Population.SampleTrains);
    }

    /** The mean over some sources, evenly taken, of the expected number of their targets; positions as seed 0 has them. */
    private static long expected(ConnectionRule.SpatialKernel kernel, Gathering all) {
        Distances distances = all.distances(0);
        int every = (int) Math.max(1, all.sources() * all.targets() / SAMPLED_PAIRS);
        double sum = 0;
        int looked = 0;
        for (int s = every / 2; s < all.sources(); s += every) {
            looked++;
            for (int t = 0; t < all.targets(); t++) {
                if (kernel.autapses() || all.twin(t) != s) {
                    sum += kernel.probability() * kernel.profile().at(distances.between(s, t));
                }
            }
        }
        return Math.round(sum / looked * all.sources());
    }

    private static void checkNew(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("two projections or drives are named " + name);
        }
    }

    private static Population checkPopulation(Map<String, Population> populations, String name, String what) {
        Population population = populations.get(name);
        if (population == null) {
            throw new IllegalArgumentException(what + " names the population " + name + ", which does not exist");
        }
        return population;
    }

    private static void checkReceptor(Population target, String receptor, String what) {
        NeuronProgram program = target.program().orElseThrow(() -> new IllegalArgumentException(
                what + " ends at " + target.name() + ", whose cells receive nothing; name a population of neurons"));
        if (program.receptor(receptor) < 0) {
            throw new IllegalArgumentException(what + " ends at the receptor " + receptor + ", but neuron "
                    + program.name() + " has " + String.join(", ", program.inputs()));
        }
    }

    private static void checkParts(Projection projection, Map<String, Population> byName, String what) {
        for (List<Ends.Part> parts : List.of(projection.ends().sources(), projection.ends().targets())) {
            Set<String> seen = new HashSet<>();
            for (Ends.Part part : parts) {
                Population population = checkPopulation(byName, part.population(), what);
                if (!seen.add(part.population())) {
                    throw new IllegalArgumentException(what + " names " + part.population() + " twice on one side");
                }
                int[] indices = part.selection().indices(population.size());
                if (indices.length == 0 || indices[indices.length - 1] >= population.size()) {
                    throw new IllegalArgumentException(what + " takes a part of " + part.population() + " that it has not: it has neurons 0 to "
                            + (population.size() - 1));
                }
            }
        }
    }

    private static void checkRule(ConnectionRule rule, Gathering all, Population source, Population target, String what) {
        switch (rule) {
            case ConnectionRule.OneToOne _, ConnectionRule.SmallWorld _ -> {
                if (all.sources() != all.targets()) {
                    throw new IllegalArgumentException(what + " pairs neurons, but " + source.name() + " has "
                            + all.sources() + " and " + target.name() + " has " + all.targets());
                }
                long others = all.targets() - (all.twin(0) == 0 ? 1 : 0);
                if (rule instanceof ConnectionRule.SmallWorld(int neighbours, _) && neighbours > others) {
                    throw new IllegalArgumentException(what + " gives each neuron " + neighbours + " neighbours, but there are only "
                            + others + "; take fewer");
                }
            }
            case ConnectionRule.FixedInDegree(Distribution degree, Pairing pairing) ->
                checkDegree(degree, pairing, all.sources(), all.twins() > 0, source.name(), what);
            case ConnectionRule.FixedOutDegree(Distribution degree, Pairing pairing) ->
                checkDegree(degree, pairing, all.targets(), all.twins() > 0, target.name(), what);
            case ConnectionRule.FixedTotal(long total, Pairing pairing) -> {
                long most = all.pairs(pairing.autapses());
                if (!pairing.multapses() && total > most || total > 0 && most == 0) {
                    throw new IllegalArgumentException(what + " makes " + total + " connections, but there are only "
                            + most + " pairs; " + (pairing.multapses() ? "allow autapses or make none" : "allow multapses or make fewer"));
                }
                if (!pairing.autapses() && all.twins() > 0 && all.twins() < all.targets()) {
                    throw new IllegalArgumentException(what + " leaves out connections of neurons to themselves, and only some of its targets"
                            + " are sources as well; give the connections of each part by themselves, or allow autapses");
                }
            }
            case ConnectionRule.SpatialKernel _ -> all.distances(0);
            case ConnectionRule.PairwiseProbability(Distribution probability, _) when probability.isByDistance() -> all.checkSpace();
            case ConnectionRule.Listed(int[] sources, int[] targets) -> {
                checkIndices(sources, all.sources(), source, what);
                checkIndices(targets, all.targets(), target, what);
            }
            case ConnectionRule.AllToAll _, ConnectionRule.PairwiseProbability _ -> {
                // fit any populations
            }
        }
    }

    private static void checkDegree(Distribution degree, Pairing pairing, long others, boolean overlap, String whose, String what) {
        long most = others - (overlap && !pairing.autapses() ? 1 : 0);
        long wanted = ConnectionRule.whole(degree.most());
        if (!pairing.multapses() && wanted > most || wanted > 0 && most == 0) {
            throw new IllegalArgumentException(what + " needs " + (degree instanceof Distribution.Constant ? "" : "up to ") + wanted
                    + " partners for each neuron, but " + whose + " offers " + most + "; " + (!pairing.multapses() ? "allow multapses or take fewer"
                            : "allow autapses or take none"));
        }
    }

    private static void checkIndices(int[] indices, long size, Population population, String what) {
        for (int index : indices) {
            if (index < 0 || index >= size) {
                throw new IllegalArgumentException(what + " lists neuron " + index + " of " + population.name()
                        + ", which has neurons 0 to " + (size - 1));
            }
        }
    }
}
