package org.spikewright.simulate.population.internal;

import java.util.Optional;
import org.spikewright.network.population.Distribution;
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
    final SourceSampler incoming;
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
        this.incoming = SourceSampler.of(projection, from, to, task.seed());
        this.grid = new TimeGrid(task.dt());
        this.offGrid = task.timing() == SpikeTiming.OFF_GRID;
        this.distances = projection.weight() instanceof Distribution.ByDistance
                || projection.delay() instanceof Distribution.ByDistance ? Optional.of(new Distances(from, to, task.seed()))
                        : Optional.empty();
    }

    double distance(int from, int to) {
        return distances.map(all -> all.between(from, to)).orElse(0.0);
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
