package org.spikewright.benchmarks;

import java.util.Locale;
import java.util.function.Supplier;
import org.spikewright.network.population.PopulationNetwork;

/**
 * Wall time of one simulated second on two threads, beside that of Brian 2 in the same run: compiled C++, the better of one
 * thread and two. Both record all spikes, neither counts compilation or the making of synapses, and of both the quickest of
 * several runs counts.
 *
 * @param script in the folder {@code brian}
 * @param network the same network
 */
record BrianSpeed(String name, String description, String script, Supplier<PopulationNetwork> network)
        implements Measurement {

    private static final int RUNS = 5;

    @Override
    public Figure measure(Machine machine) throws Exception {
        Brian one = Brian.run(script, 1, RUNS);
        Brian two = Brian.run(script, 2, RUNS);
        PopulationNetwork same = network.get();
        Stopwatch time = Stopwatch.anew(same, 2, RUNS);
        System.out.println(time.report(machine));
        System.out.printf(Locale.ROOT, "  Brian 2: one thread %.3f s, %d spikes; two threads %.3f s, %d spikes; ours %d%n",
                one.seconds(), one.counts().getFirst(), two.seconds(), two.counts().getFirst(), time.spikes());
        return new Figure(name, time.wall(), "s", false, "Brian 2 in C++, measured now",
                Math.min(one.seconds(), two.seconds()), 1);
    }
}
