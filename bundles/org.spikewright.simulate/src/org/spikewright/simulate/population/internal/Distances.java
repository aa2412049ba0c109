package org.spikewright.simulate.population.internal;

import org.spikewright.network.population.Population;

/** Distances between the neurons of two populations, in metres. */
final class Distances {

    private final double[][] from;
    private final double[][] to;

    /** Between populations with positions. */
    Distances(Population source, Population target, long seed) {
        this.from = positions(source, seed);
        this.to = positions(target, seed);
    }

    private static double[][] positions(Population population, long seed) {
        return population.layout()
                .orElseThrow(() -> new IllegalArgumentException(
                        population.name() + " has no positions, but something depends on distance"))
                .positions(population.size(), seed, population.name());
    }

    double between(int source, int target) {
        double x = from[0][source] - to[0][target];
        double y = from[1][source] - to[1][target];
        double z = from[2][source] - to[2][target];
        return Math.sqrt(x * x + y * y + z * z);
    }
}
