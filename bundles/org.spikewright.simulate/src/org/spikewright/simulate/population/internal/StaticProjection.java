package org.spikewright.simulate.population.internal;

import java.util.Optional;
import org.spikewright.common.RandomStream;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distances;
import org.spikewright.network.population.Gathering;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.TimeGrid;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.SpikeTiming;

/** A projection with all that its synapses are made from. */
final class StaticProjection {

    final Projection projection;
    final int source;
    final int target;
    final int receptor;
    final int sources;
    /** Global number of the first source. */
    final int first;
    private final SourceSampler incoming;
    private final Gathering all;
    /** Whether its graph is between all neurons of two populations and for it alone. */
    private final boolean alone;
    private final Sampler weights;
    private final Sampler delays;
    /** Whether what is drawn depends on the synapse that it is for. */
    private final boolean asksPlace;
    private final long seed;
    private final TimeGrid grid;
    private final boolean offGrid;
    private final Optional<Distances> distances;

    StaticProjection(Projection projection, PopulationNetwork network, Partitioning division, PopulationTask task) {
        this.projection = projection;
        Population from = network.population(projection.source());
        Population to = network.population(projection.target());
        this.source = network.populations().indexOf(from);
        this.target = network.populations().indexOf(to);
        this.receptor = to.program().orElseThrow().receptor(projection.receptor());
        this.sources = from.size();
        this.first = division.number(source);
        this.all = network.gathering(projection);
        this.alone = projection.graph().isEmpty();
        this.seed = task.seed();
        this.incoming = SourceSampler.of(projection, all, seed);
        this.weights = Sampler.of(projection.weight());
        this.delays = Sampler.of(projection.delay());
        this.asksPlace = Sampler.asksPlace(projection.weight()) || Sampler.asksPlace(projection.delay());
        this.grid = new TimeGrid(task.dt());
        this.offGrid = task.timing() == SpikeTiming.OFF_GRID;
        this.distances = projection.isByDistance() ? Optional.of(all.distances(seed)) : Optional.empty();
    }

    /**
     * Finds the synapses of its graph that end at a neuron; returns the random stream of their weights. Weights and delays have to be
     * drawn for all of them in their order, also for those that {@link #source} says are of another projection.
     */
    RandomStream find(int neuron, SourceSampler.Found found) {
        int number = alone ? neuron : all.target(neuron);
        found.clear();
        if (number < 0) {
            return RandomStream.of(seed, "connect/" + projection.ends().graph());
        }
        RandomStream random = incoming.find(number, found);
        found.delays(alone ? random : RandomStream.of(seed, "delays/" + projection.ends().graph(), number));
        return random;
    }

    /** The index of a synapse's source in its population; -1 if the synapse is of another projection of the graph. */
    int source(SourceSampler.Found found, int k) {
        return alone ? found.source(k) : all.source(found.source(k));
    }

    /** How many of the synapses that were found are its own. */
    int count(SourceSampler.Found found) {
        int count = 0;
        for (int k = 0; k < found.count(); k++) {
            count += source(found, k) >= 0 ? 1 : 0;
        }
        return count;
    }

    /** Draws the weight of a synapse that was found for a neuron. */
    float weight(SourceSampler.Found found, int k, int neuron, RandomStream random) {
        return (float) weights.draw(random, asksPlace ? place(found, k, neuron) : found.place());
    }

    /** Draws its delay in seconds; after its weight. */
    double delay(SourceSampler.Found found, int k, int neuron) {
        return delays.draw(found.delays(), asksPlace ? place(found, k, neuron) : found.place());
    }

    /** Where a number of the rule of its synapses that end at a neuron is drawn from. */
    RandomStream ruleStream(String number, int neuron) {
        return RandomStream.of(seed, "rule/" + projection.name() + "/" + number, neuron);
    }

    /** A synapse that was found for a neuron. */
    Place place(SourceSampler.Found found, int k, int neuron) {
        int from = found.source(k);
        int to = alone ? neuron : all.target(neuron);
        int item = switch (projection.rule()) {
            case ConnectionRule.OneToOne _ -> to;
            case ConnectionRule.AllToAll _ -> (int) (from * all.targets() + to);
            default -> found.index(k);
        };
        return found.place().set(item, source(found, k), neuron, from, to, distances);
    }

    /** A delay in whole steps. */
    int steps(double delay) {
        if (!offGrid) {
            return (int) grid.atLeastOne(delay);
        }
        int steps = (int) (grid.holds(delay) ? grid.nearest(delay) : Math.floor(delay / grid.step()));
        if (steps < 1) {
            throw new IllegalArgumentException("with spike times off the grid the shortest delay must be one step at least, but " + projection.name()
                    + " has one of " + delay * 1e3 + " ms, and a step is " + grid.step() * 1e3 + " ms; take a shorter step");
        }
        return steps;
    }

    /** A delay in whole steps, 0 among them. */
    int wholeSteps(double delay) {
        return (int) grid.nearest(delay);
    }

    /** By how many parts of a step a delay is longer than its whole steps; 0 on the grid. */
    float rest(double delay) {
        return offGrid && !grid.holds(delay) ? (float) (delay / grid.step() - steps(delay)) : 0;
    }

    double sharedWeight() {
        return projection.weight().mean();
    }

    int sharedDelay() {
        return steps(projection.delay().mean());
    }

    float sharedRest() {
        return rest(projection.delay().mean());
    }
}
