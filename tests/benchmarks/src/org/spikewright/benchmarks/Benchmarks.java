package org.spikewright.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.testing.engine.Microcircuit;

/** The command line: measures what it is asked for and prints a table. */
public final class Benchmarks {

    private static final String PEER = "SpikingJelly on PyTorch 2.13, two cores";
    private static final List<Measurement> ALL = List.of(
            new Throughput("train-ff", "training 784-512-10, 25 steps, batch 128, two threads", TrainFeedForward.class,
                    PEER, 1457),
            new Throughput("infer-ff", "the same network forward only", InferFeedForward.class, PEER, 4572),
            new StartTime(), new CheckLargeModel(),
            new PopulationSpeed("brunel", "Brunel's network with a weight for each synapse, one second, two threads",
                    PopulationNetworks::brunel, 3, 5, 1, "NEST 3.10, two threads of two cores", 26),
            new PopulationSpeed("microcircuit", "the full microcircuit of Potjans and Diesmann, one second, two threads",
                    Microcircuit::full, 1, 3, 1, "NEST on two cores, from its event rate", 90),
            new BrianSpeed("cuba", "4000 current-based neurons, one second, two threads", "cuba.py",
                    PopulationNetworks::cuba),
            new BrianSpeed("cobahh", "4000 Hodgkin-Huxley neurons, one second, two threads", "cobahh.py",
                    PopulationNetworks::cobahh),
            new PlasticSpeed(), new UserNeuronSpeed(), new MicrocircuitAgreement());

    private Benchmarks() {
    }

    /** Runs the command line. */
    public static void main(String[] arguments) throws Exception {
        List<Measurement> chosen = new ArrayList<>();
        Path json = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--list" -> {
                    ALL.forEach(one -> System.out.printf("%-12s %s%n", one.name(), one.description()));
                    return;
                }
                case "--json" -> {
                    if (i + 1 == arguments.length) {
                        throw fail("--json needs a file");
                    }
                    json = Path.of(arguments[++i]);
                }
                default -> chosen.add(named(arguments[i]));
            }
        }
        Machine machine = Machine.measure();
        System.out.println(machine);
        System.out.println(Figure.heading());
        List<String> lines = new ArrayList<>();
        for (Measurement one : chosen.isEmpty() ? ALL : chosen) {
            for (Figure figure : one.measureAll(machine)) {
                System.out.println(figure.row());
                lines.add(figure.json());
            }
        }
        if (json != null) {
            Files.write(json, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static Measurement named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> fail("there is no benchmark " + name + "; --list names those there are"));
    }

    private static IllegalArgumentException fail(String message) {
        System.err.println(message);
        System.exit(2);
        return new IllegalArgumentException(message);
    }
}
