package org.spikewright.benchmarks;

import java.util.Locale;
import org.spikewright.network.population.PopulationNetwork;

/**
 * Wall time for a plastic event, an arrival at a synapse or a spike of its target, on two threads with all that the network does
 * besides, beside that of Brian 2 in the same run: compiled C++, the better of one thread and two. Steps of learning are so small
 * that rates stay, so that it does not matter which second is measured.
 */
final class PlasticSpeed implements Measurement {

    private static final int RUNS = 5;
    private static final String SCRIPT = "stdp.py";

    @Override
    public String name() {
        return "stdp";
    }

    @Override
    public String description() {
        return "4000 neurons with 100 synapses each that learn from pairs of spikes, two threads: wall time per plastic event";
    }

    @Override
    public Figure measure(Machine machine) throws Exception {
        Brian one = Brian.run(SCRIPT, 1, RUNS);
        Brian two = Brian.run(SCRIPT, 2, RUNS);
        PopulationNetwork network = PopulationNetworks.stdp();
        Stopwatch time = Stopwatch.anew(network, 2, RUNS);
        double events = events(network, time.spikesOf().get("cells"), time.spikesOf().get("inputs"), time.synapses());
        System.out.printf(Locale.ROOT, "  ours: %s%n", report(time.wall(), events, time.spikesOf().get("cells")));
        System.out.printf(Locale.ROOT, "  ours: processors %.3f s, %.2f ns an event if events were all; %.2f bytes a synapse%n",
                time.processors(), time.processors() / events * 1e9, (double) time.synapseBytes() / time.synapses());
        System.out.printf(Locale.ROOT, "  Brian 2, one thread: %s%n", report(one.seconds(), events(network, one), one.counts().get(0)));
        System.out.printf(Locale.ROOT, "  Brian 2, two threads: %s%n", report(two.seconds(), events(network, two), two.counts().get(0)));
        return new Figure(name(), time.wall() / events * 1e9, "ns/event", false, "Brian 2 in C++, measured now",
                Math.min(one.seconds() / events(network, one), two.seconds() / events(network, two)) * 1e9, 1);
    }

    private static String report(double seconds, double events, long spikes) {
        return String.format(Locale.ROOT, "%.3f s for %.2f M events, %.2f ns an event; the cells fire %d times", seconds, events * 1e-6,
                seconds / events * 1e9, spikes);
    }

    private static double events(PopulationNetwork network, Brian peer) {
        return events(network, peer.counts().get(0), peer.counts().get(1), peer.counts().get(2));
    }

    /** Every synapse sees the spikes of its source and of its target. */
    private static double events(PopulationNetwork network, long cells, long inputs, long synapses) {
        return (double) synapses * cells / network.population("cells").size()
                + (double) synapses * inputs / network.population("inputs").size();
    }
}
