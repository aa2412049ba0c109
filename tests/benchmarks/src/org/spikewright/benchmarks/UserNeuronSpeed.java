package org.spikewright.benchmarks;

import java.util.Locale;
import org.spikewright.network.equation.NeuronProgram;

/** Time of a state's update in a neuron of three states and resets of its own, beside that in a leaky neuron. */
record UserNeuronSpeed() implements Measurement {

    private static final int RUNS = 7;

    @Override
    public String name() {
        return "neuron-user";
    }

    @Override
    public String description() {
        return "processor time per state update of a neuron with three states and resets of its own";
    }

    @Override
    public Figure measure(Machine machine) {
        double leaky = perState(PopulationNeurons.delta(), 0.12e-3);
        double user = perState(PopulationNeurons.user(), 0.5e-3);
        System.out.printf(Locale.ROOT, "  per state: leaky %.3f ns, user's %.3f ns%n", leaky, user);
        return new Figure(name(), user, "ns", false, "the leaky neuron, measured now", leaky, 1);
    }

    private static double perState(NeuronProgram program, double weight) {
        Stopwatch time = Stopwatch.of(PopulationNetworks.driven(program, weight), 1, 2, RUNS, 1);
        return time.processors() * 1e-4 / time.neurons() / program.states().size() * 1e9;
    }
}
