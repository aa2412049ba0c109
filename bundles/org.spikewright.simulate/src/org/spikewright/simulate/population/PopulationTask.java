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
 * @param recorders what is recorded; the spikes of a population are recorded if one of several recorders asks for them
 * @param stops what ends a run before its time; the first that holds
 * @param timing when spikes are fired and arrive
 */
public record PopulationTask(String name, PopulationNetwork network, double dt, long seed, int threads,
        List<Recorder> recorders, List<StopCondition> stops, SpikeTiming timing) {

    public PopulationTask {
        Objects.requireNonNull(timing);
        Objects.requireNonNull(name);
        Objects.requireNonNull(network);
        recorders = List.copyOf(recorders);
        stops = List.copyOf(stops);
        stops.forEach(stop -> network.parts(stop.of()));
        if (!(dt > 0)) {
            throw new IllegalArgumentException("the time step must be above 0 s, but is " + dt + " s");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1, but is " + threads);
        }
    }

    /** A task with spikes at the ends of steps. */
    public PopulationTask(String name, PopulationNetwork network, double dt, long seed, int threads, List<Recorder> recorders,
            List<StopCondition> stops) {
        this(name, network, dt, seed, threads, recorders, stops, SpikeTiming.ON_GRID);
    }

    /** A task whose runs take their time. */
    public PopulationTask(String name, PopulationNetwork network, double dt, long seed, int threads, List<Recorder> recorders) {
        this(name, network, dt, seed, threads, recorders, List.of());
    }
}
