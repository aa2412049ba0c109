package org.spikewright.simulate.population;

import java.util.List;
import java.util.Objects;
import org.spikewright.network.population.PopulationNetwork;

/**
 * All that a simulation of populations is determined by.
 *
 * @param name of the job, for progress reports
 * @param network what runs
 * @param dt time step in seconds, above 0
 * @param seed of all random streams
 * @param threads how many threads share the work, at least 1; no effect on the result
 * @param recorders what is recorded
 */
public record PopulationTask(String name, PopulationNetwork network, double dt, long seed, int threads,
        List<Recorder> recorders) {

    public PopulationTask {
        Objects.requireNonNull(name);
        Objects.requireNonNull(network);
        recorders = List.copyOf(recorders);
        if (!(dt > 0)) {
            throw new IllegalArgumentException("the time step must be above 0 s, but is " + dt + " s");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1, but is " + threads);
        }
    }
}
