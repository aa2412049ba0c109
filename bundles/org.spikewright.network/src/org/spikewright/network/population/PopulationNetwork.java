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
 */
public record PopulationNetwork(String name, List<Population> populations, List<Projection> projections,
        List<Drive> drives) {

    /** How many pairs of neurons are looked at to estimate the number of synapses of a spatial rule. */
    private static final int SAMPLED_PAIRS = 4_000_000;

    public PopulationNetwork {
        populations = List.copyOf(populations);
        projections = List.copyOf(projections);
        drives = List.copyOf(drives);
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
            checkRule(projection.rule(), source, target, what);
            projection.plasticity().flatMap(SynapseProgram::modulator)
                    .ifPresent(modulator -> checkPopulation(byName, modulator.population(), what));
        }
        for (Drive drive : drives) {
            checkNew(names, drive.name());
            String what = "drive " + drive.name();
            checkReceptor(checkPopulation(byName, drive.target(), what), drive.receptor(), what);
        }
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

    /** What couplings read of a population's neurons, each formula once, in the order of the projections. */
    public List<Expression> sent(String population) {
        Set<Expression> sent = new LinkedHashSet<>();
        for (Projection projection : projections) {
            projection.coupling().ifPresent(coupling -> coupling.values().stream()
                    .filter(value -> (value.side() == SynapseProgram.Side.PRE ? projection.source() : projection.target()).equals(population))
                    .forEach(value -> sent.add(value.quantity())));
        }
        return List.copyOf(sent);
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
        Population source = population(projection.source());
        Population target = population(projection.target());
        boolean same = source.name().equals(target.name());
        long sources = source.size();
        long targets = target.size();
        return switch (projection.rule()) {
            case ConnectionRule.AllToAll(boolean autapses) ->
                new SynapseCount(pairs(sources, targets, same, autapses), true);
            case ConnectionRule.OneToOne() -> new SynapseCount(sources, true);
            case ConnectionRule.FixedInDegree(int degree, _) -> new SynapseCount(targets * degree, true);
            case ConnectionRule.FixedOutDegree(int degree, _) -> new SynapseCount(sources * degree, true);
            case ConnectionRule.FixedTotal(long total, _) -> new SynapseCount(total, true);
            case ConnectionRule.PairwiseProbability(double probability, boolean autapses) -> new SynapseCount(
                    Math.round(probability * pairs(sources, targets, same, autapses)), probability == 0 || probability == 1);
            case ConnectionRule.SpatialKernel kernel -> new SynapseCount(expected(kernel, source, target), false);
            case ConnectionRule.Listed listed -> new SynapseCount(listed.sources().length, true);
            case ConnectionRule.SmallWorld(int neighbours, _) -> new SynapseCount(sources * neighbours, true);
        };
    }

    private static long pairs(long sources, long targets, boolean same, boolean autapses) {
        return sources * targets - (same && !autapses ? sources : 0);
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
    private static long expected(ConnectionRule.SpatialKernel kernel, Population source, Population target) {
        double[][] from = positions(source);
        double[][] to = positions(target);
        int every = (int) Math.max(1, (long) source.size() * target.size() / SAMPLED_PAIRS);
        boolean same = source.name().equals(target.name());
        double sum = 0;
        int looked = 0;
        for (int s = every / 2; s < source.size(); s += every) {
            looked++;
            for (int t = 0; t < target.size(); t++) {
                if (!same || kernel.autapses() || s != t) {
                    double x = from[0][s] - to[0][t];
                    double y = from[1][s] - to[1][t];
                    double z = from[2][s] - to[2][t];
                    sum += kernel.probability() * kernel.profile().at(Math.sqrt(x * x + y * y + z * z));
                }
            }
        }
        return Math.round(sum / looked * source.size());
    }

    private static double[][] positions(Population population) {
        return population.layout().orElseThrow().positions(population.size(), 0, population.name());
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

    private static void checkRule(ConnectionRule rule, Population source, Population target, String what) {
        boolean same = source.name().equals(target.name());
        switch (rule) {
            case ConnectionRule.OneToOne _, ConnectionRule.SmallWorld _ -> {
                if (source.size() != target.size()) {
                    throw new IllegalArgumentException(what + " pairs neurons, but " + source.name() + " has "
                            + source.size() + " and " + target.name() + " has " + target.size());
                }
                int others = target.size() - (same ? 1 : 0);
                if (rule instanceof ConnectionRule.SmallWorld(int neighbours, _) && neighbours > others) {
                    throw new IllegalArgumentException(what + " gives each neuron " + neighbours + " neighbours, but there are only "
                            + others + "; take fewer");
                }
            }
            case ConnectionRule.FixedInDegree(int degree, Pairing pairing) ->
                checkDegree(degree, pairing, source, same, what);
            case ConnectionRule.FixedOutDegree(int degree, Pairing pairing) ->
                checkDegree(degree, pairing, target, same, what);
            case ConnectionRule.FixedTotal(long total, Pairing pairing) -> {
                long most = pairs(source.size(), target.size(), same, pairing.autapses());
                if (!pairing.multapses() && total > most || total > 0 && most == 0) {
                    throw new IllegalArgumentException(what + " makes " + total + " connections, but there are only "
                            + most + " pairs; allow multapses or make fewer");
                }
            }
            case ConnectionRule.SpatialKernel _ -> {
                for (Population end : List.of(source, target)) {
                    if (end.layout().isEmpty()) {
                        throw new IllegalArgumentException(
                                what + " connects by distance, but " + end.name() + " has no positions");
                    }
                }
            }
            case ConnectionRule.Listed(int[] sources, int[] targets) -> {
                checkIndices(sources, source, what);
                checkIndices(targets, target, what);
            }
            case ConnectionRule.AllToAll _, ConnectionRule.PairwiseProbability _ -> {
                // fit any populations
            }
        }
    }

    private static void checkDegree(int degree, Pairing pairing, Population others, boolean same, String what) {
        int most = others.size() - (same && !pairing.autapses() ? 1 : 0);
        if (!pairing.multapses() && degree > most || degree > 0 && most == 0) {
            throw new IllegalArgumentException(what + " needs " + degree + " partners for each neuron, but "
                    + others.name() + " offers " + most + "; " + (!pairing.multapses() ? "allow multapses or take fewer"
                            : "allow autapses or take none"));
        }
    }

    private static void checkIndices(int[] indices, Population population, String what) {
        for (int index : indices) {
            if (index < 0 || index >= population.size()) {
                throw new IllegalArgumentException(what + " lists neuron " + index + " of " + population.name()
                        + ", which has neurons 0 to " + (population.size() - 1));
            }
        }
    }
}
