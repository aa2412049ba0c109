package org.spikewright.cli.tests;

import static org.spikewright.cli.tests.ReferenceCell.n;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spikewright.common.RandomStream;

/**
 * A small network drawn at random, as numbers and as a model in the language. Times are in ms; weights and states in a unit that
 * is the same throughout, millivolts or none.
 *
 * @param unit behind numbers that have one
 * @param step length of a time step
 * @param groups populations: first those of given spikes, then those of neurons
 */
record RandomNetwork(int seed, String unit, double step, List<Group> groups, List<Link> links, List<Input> inputs) {

    /** Steps that each is simulated for. */
    static final int STEPS = 400;

    /**
     * A population.
     *
     * @param trains given spikes, one list a cell; none where there are neurons
     * @param cell the kind of neuron; {@code null} where spikes are given
     * @param parameters of the kind
     */
    record Group(String name, int size, double[][] trains, ReferenceCell cell, double[] parameters) {

        boolean isGiven() {
            return cell == null;
        }
    }

    /**
     * A connection of each to each, or of the first to the first.
     *
     * @param from index of the source, and of the target in {@code to}
     * @param synapse the rule of plasticity; {@code null} where there is none
     * @param factor index of the population that is the third factor
     * @param behind how much of the delay lies behind the synapse
     */
    record Link(int from, int to, int receptor, String rule, boolean oneToOne, double weight, boolean isDrawn, double delay, ReferenceSynapse synapse,
            double[] parameters, int factor, double behind) {
    }

    /**
     * What comes from outside: a pulse, or given spikes.
     *
     * @param times where the pulse starts and ends, or all spikes
     */
    record Input(int to, int receptor, boolean isPulse, double value, double[] times) {
    }

    /** The network of that number. */
    static RandomNetwork of(int seed) {
        return new Draw(seed).network();
    }

    private static final class Draw {
        private final int seed;
        private final RandomStream random;
        private final double step;
        private final List<Group> groups = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private final List<Input> inputs = new ArrayList<>();

        Draw(int seed) {
            this.seed = seed;
            this.random = RandomStream.of(4711, "network", seed);
            this.step = random.nextBoolean() ? 0.1 : 0.2;
        }

        RandomNetwork network() {
            int sources = 1 + random.nextInt(2);
            for (int g = 0; g < sources; g++) {
                double[][] trains = new double[1 + random.nextInt(4)][];
                Arrays.setAll(trains, _ -> times(4 + random.nextInt(30)));
                groups.add(new Group("S" + g, trains.length, trains, null, new double[0]));
            }
            int populations = 1 + random.nextInt(2);
            for (int g = 0; g < populations; g++) {
                ReferenceCell cell = ReferenceCell.values()[random.nextInt(ReferenceCell.values().length)];
                double[] parameters = {between(0, 0.6), between(5, 20), between(-0.2, 0.2) + (cell == ReferenceCell.CURRENTS ? 3 : 0),
                    between(0, 3), between(4, 40), between(0.1, 0.9)};
                groups.add(new Group("N" + g, 1 + random.nextInt(5), new double[0][], cell, parameters));
            }
            for (int to = sources; to < groups.size(); to++) {
                for (int from = 0; from < groups.size(); from++) {
                    for (int many = from < sources ? 1 + random.nextInt(2) : random.nextInt(2); many > 0; many--) {
                        link(from, to);
                    }
                }
                for (int many = random.nextInt(3); many > 0; many--) {
                    input(to);
                }
            }
            return new RandomNetwork(seed, random.nextBoolean() ? "" : " mV", step, groups, links, inputs);
        }

        private void link(int from, int to) {
            Group source = groups.get(from);
            Group target = groups.get(to);
            List<ReferenceCell.Receptor> receptors = target.cell().receptors;
            int receptor = random.nextInt(receptors.size() > 1 ? receptors.size() - 1 : 1); // the last is a current, or the only one
            boolean paired = source.size() == target.size() && random.nextInt(4) == 0;
            String rule = paired ? "oneToOne()" : switch (random.nextInt(3)) {
                case 0 -> "all()";
                case 1 -> "pairwise(1)";
                default -> "fixedIndegree(" + source.size() + ", multapses = false)";
            };
            double size = round(Math.exp(between(Math.log(1e-3), Math.log(0.6))), 6);
            double weight = random.nextInt(3) == 0 ? -size : size;
            double delay = random.nextInt(4) == 0 ? between(0, 2) : round(step * (1 + random.nextInt(12)), 4);
            ReferenceSynapse synapse = random.nextInt(3) == 0 ? ReferenceSynapse.values()[random.nextInt(ReferenceSynapse.values().length)] : null;
            // Of some synapses that learn, and draw no delay off the grid, some whole steps lie behind the synapse.
            int whole = (int) Math.round(delay / step);
            double behind = synapse != null && Math.abs(delay - whole * step) < 1e-9 && random.nextInt(3) == 0 ? round(step * random.nextInt(whole + 1), 4) : 0;
            links.add(new Link(from, to, receptor, rule, paired, synapse == null ? weight : size, random.nextBoolean(), delay, synapse,
                    new double[] {size, between(5, 50), between(0.1, 0.6)}, random.nextInt(groups.size()), behind));
        }

        private void input(int to) {
            int receptors = groups.get(to).cell().receptors.size();
            boolean pulse = random.nextInt(3) > 0;
            double start = between(0, 20);
            inputs.add(new Input(to, pulse ? receptors - 1 : random.nextInt(receptors), pulse, between(0.05, pulse ? 1.5 : 0.8),
                    pulse ? new double[] {start, round(start + between(1, 60), 4)} : times(1 + random.nextInt(8))));
        }

        /** Times in order, some at the start, some twice, some between the ends of steps. */
        private double[] times(int count) {
            double[] times = new double[count];
            for (int k = 0; k < count; k++) {
                times[k] = switch (random.nextInt(6)) {
                    case 0 -> between(0, STEPS * step);
                    case 1 -> k > 0 ? times[k - 1] : 0;
                    default -> round(step * random.nextInt(STEPS), 4);
                };
            }
            Arrays.sort(times);
            return times;
        }

        private double between(double low, double high) {
            return round(low + (high - low) * random.nextDouble(), 4);
        }

        private static double round(double value, int digits) {
            return Double.parseDouble(String.format(Locale.ROOT, "%." + digits + "f", value));
        }
    }

    /** How many steps a time is: to the nearest, later where it is half way. */
    long steps(double time) {
        return (long) Math.floor(time / step + 0.5 + 1e-6);
    }

    /** The model. */
    String text() {
        StringBuilder text = new StringBuilder("package drawn\n");
        for (int g = 0; g < groups.size(); g++) {
            if (!groups.get(g).isGiven()) {
                text.append("neuron Cell" + g + " {\n" + units(groups.get(g).cell().text(groups.get(g).parameters()), false) + "\n}\n");
            }
        }
        for (int k = 0; k < links.size(); k++) {
            Link link = links.get(k);
            if (link.synapse() != null) {
                text.append("synapse Rule" + k + " {\n" + units(link.synapse().text(link.parameters()), receptor(link.to(), link.receptor()).isReal()) + "\n}\n");
            }
        }
        text.append("network Drawn {\n");
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            text.append("population " + group.name() + " : " + (group.isGiven() ? "given([" + Arrays.stream(group.trains()).map(RandomNetwork::list)
                    .collect(Collectors.joining(", ")) + "])" : "Cell" + g) + " [" + group.size() + "]\n");
        }
        for (int k = 0; k < links.size(); k++) {
            text.append(connection(links.get(k), "Rule" + k));
        }
        for (Input input : inputs) {
            String unit = receptor(input.to(), input.receptor()).isReal() ? "" : this.unit;
            text.append("drive " + groups.get(input.to()).name() + " into " + receptor(input.to(), input.receptor()).name() + " by "
                    + (input.isPulse() ? "pulse(" + n(input.value()) + unit + ", " + n(input.times()[0]) + " ms, " + n(input.times()[1]) + " ms)"
                            : "spikes(" + list(input.times()) + ") weight " + n(input.value()) + unit)
                    + "\n");
        }
        return text + "}\nsimulate Run { network Drawn step " + n(step) + " ms time " + n(step * STEPS) + " ms }\n";
    }

    private String connection(Link link, String rule) {
        String unit = receptor(link.to(), link.receptor()).isReal() ? "" : this.unit;
        String weight = n(link.weight()) + unit;
        return "connect " + groups.get(link.from()).name() + " -> " + groups.get(link.to()).name() + " into "
                + receptor(link.to(), link.receptor()).name() + " by " + link.rule() + " weight "
                + (link.isDrawn() ? "uniform(" + weight + ", " + weight + ")" : weight) + " delay " + n(link.delay()) + " ms"
                + (link.behind() > 0 ? " dendritic " + n(link.behind()) + " ms" : "") + (link.synapse() == null ? "" : " plasticity " + rule)
                + (link.synapse() == ReferenceSynapse.MODULATED ? " factor " + groups.get(link.factor()).name() + " factorTau 20 ms" : "") + "\n";
    }

    private ReferenceCell.Receptor receptor(int group, int receptor) {
        return groups.get(group).cell().receptors.get(receptor);
    }

    private static String list(double[] times) {
        return Arrays.stream(times).mapToObj(time -> n(time) + " ms").collect(Collectors.joining(", ", "[", "]"));
    }

    /** A text with types and units in place of T and u. */
    private String units(String text, boolean real) {
        String behind = real ? "" : unit;
        return text.replaceAll("\\bT\\b", behind.isEmpty() ? "Real" : "Voltage").replaceAll(" u\\b", behind);
    }
}
