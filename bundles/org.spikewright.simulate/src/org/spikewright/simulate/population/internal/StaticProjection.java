package org.spikewright.simulate.population.internal;

import java.util.Optional;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.simulate.population.PopulationTask;

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
    private final double dt;
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
        this.dt = task.dt();
        this.distances = projection.weight() instanceof Distribution.ByDistance
                || projection.delay() instanceof Distribution.ByDistance ? Optional.of(new Distances(from, to, task.seed()))
                        : Optional.empty();
    }

    double distance(int from, int to) {
        return distances.map(all -> all.between(from, to)).orElse(0.0);
    }

    /** A delay in steps. */
    int steps(double delay) {
        return (int) Math.max(1, Math.round(delay / dt));
    }

    float sharedWeight() {
        return (float) projection.weight().mean();
    }

    int sharedDelay() {
        return steps(projection.delay().mean());
    }
}
