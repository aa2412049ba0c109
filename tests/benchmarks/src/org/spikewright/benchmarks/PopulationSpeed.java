package org.spikewright.benchmarks;

import java.util.function.Supplier;
import org.spikewright.network.population.PopulationNetwork;

/**
 * Wall time of one simulated second on two threads, beside a figure that was measured elsewhere.
 *
 * @param network what is simulated
 * @param warm seconds that are simulated before time is taken
 * @param runs how often time is taken
 * @param seconds simulated each time
 * @param reference where the reference comes from
 * @param referenceValue its value
 */
record PopulationSpeed(String name, String description, Supplier<PopulationNetwork> network, double warm, int runs,
        double seconds, String reference, double referenceValue) implements Measurement {

    @Override
    public Figure measure(Machine machine) {
        Stopwatch time = Stopwatch.of(network.get(), 2, warm, runs, seconds);
        System.out.println(time.report(machine));
        return new Figure(name, time.wall(), "s", false, reference, referenceValue, machine.factor());
    }
}
